import type { Cell, ResultColumn, SemanticQuery, UserContext, Widget } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { conditionsOf, describeDimension, describeMetric, dimensionName } from './describe-query.js';
import { formatCell } from './format.js';
import { isEmpty, type Culprit, type WhyEmpty } from './why-empty.js';
import { contrastSentence } from './contrast-sentence.js';
import { chooseWidgets } from './widgets.js';

export interface RenderInput {
  readonly query: SemanticQuery;
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
  readonly context: UserContext;
  readonly model: Model;
  /** What was found out about an empty answer. */
  readonly emptied?: Emptied;
}

export interface Emptied {
  readonly outside: WhyEmpty['outside'];
  readonly culprits: readonly Culprit[];
}

export interface RenderedAnswer {
  readonly answer: string;
  readonly columns: readonly ResultColumn[];
  readonly widgets: readonly Widget[];
  readonly suggestions: readonly string[];
}

/** Turns a result into one sentence with number, scope and period, and the widgets that fit. Every number comes from the rows. */
export function renderAnswer(input: RenderInput): RenderedAnswer {
  return {
    answer: sentence(input),
    columns: input.columns,
    widgets: chooseWidgets(input, titleOf(input)),
    suggestions: isEmpty(input.columns, input.rows) ? wayOut(input) : followUps(input),
  };
}

function sentence(input: RenderInput): string {
  const { query, rows, truncated } = input;
  const more = truncated ? ` Only the first ${rows.length} rows are shown.` : '';
  if (rows.length === 0 || isNothing(input)) return `${emptySentence(input)}${reasons(input)}`;
  if (isEmpty(input.columns, rows)) return `${singleSentence(input)}${reasons(input)}`;
  if (query.yes_no && query.metrics.length === 0) return `Yes: ${listSentence(input)}${more}`;
  if (query.yes_no && rows.length >= 2) return `${yesNo(input)}${more}`;
  if (query.entity) return `${listSentence(input)}${more}`;
  if (query.dimensions.length === 0 && query.calculations?.some((c) => c.against !== undefined))
    return contrastSentence(input);
  if (query.dimensions.length === 0 || query.count_groups || query.fold) return singleSentence(input);
  return `${groupSentence(input)}${more}`;
}

/** "store 1", "stores 1 and 2", "all stores": the scope as it stands in every sentence. */
export function scopeWords(context: UserContext, model: Model, query: SemanticQuery | null): string {
  const [one, many] = model.scopeNoun;
  const named = query?.filters.some((f) => f.kind === 'compare' && f.member.endsWith(`.${one}_id`));
  if (named) return '';
  if (query && !readsScoped(query, model)) return '';
  if (context.all_stores) return `all ${many}`;
  return context.store_ids.length === 1
    ? `${one} ${context.store_ids[0] ?? ''}`
    : `${many} ${listWords(context.store_ids.map(String))}`;
}

/** Whether the query reads rows that belong to a store; the catalogue is the same for all of them. */
function readsScoped(query: SemanticQuery, model: Model): boolean {
  const names = new Set<string>();
  const metric = (ref: SemanticQuery['metrics'][number]): void => {
    const found = ref.metric ? model.metrics.get(ref.metric) : undefined;
    names.add(found ? ([...found.rollups.keys()][0] ?? found.dataset) : (ref.field?.split('.')[0] ?? ''));
    if (ref.per) names.add(ref.per);
  };
  query.metrics.forEach(metric);
  if (query.entity) names.add(query.entity);
  for (const d of query.dimensions) names.add(d.member.split('.')[0] ?? '');
  for (const [, dataset] of JSON.stringify(query.filters).matchAll(/"(?:member|dataset)":"([a-z_]+)/g))
    names.add(dataset ?? '');
  for (const f of query.filters) if (f.kind === 'named') names.add(model.namedFilters.get(f.name)?.dataset ?? '');
  return [...names].some((name) => model.datasets.get(name)?.fields.has(`${model.scopeNoun[0]}_id`) ?? false);
}

function about({ query, context, model }: RenderInput, withTime = true): string {
  const scope = scopeWords(context, model, query);
  const time = withTime ? query.time_range?.label : null;
  const rest = conditionsOf({ ...query, time_range: null }).map(inWords);
  return `${scope ? ` of ${scope}` : ''}${rest.length > 0 ? ` (${rest.join(', ')})` : ''}${time ? inTime(time) : ''}`;
}

function singleSentence(input: RenderInput): string {
  const { query, columns, rows, model } = input;
  const values = columns.map((column, i) => formatCell(rows[0]?.[i] ?? null, column));
  if (query.count_groups) return `${values[0] ?? 'none'} ${plurals(query, model)} meet the condition${about(input)}.`;
  const only = query.metrics.length === 1 ? query.metrics[0] : undefined;
  if (only && !only.over && !only.per && columns[0]?.format === 'integer' && isCount(only, model))
    return `${values[0] ?? 'none'} ${rows[0]?.[0] === 1 ? oneOf(only, model) : describeMetric(only, model)}${about(input)}.`;
  const names = columns.map(
    (column, i) => describeMetric(query.metrics[i] ?? {}, model) || (column.label ?? column.name),
  );
  return `${capital(listWords(names.map((name, i) => `${name}${i === 0 ? about(input) : ''} was ${values[i] ?? 'none'}`)))}.`;
}

function isCount(ref: SemanticQuery['metrics'][number], model: Model): boolean {
  const aggregate = ref.aggregate ?? model.metrics.get(ref.metric ?? '')?.aggregate;
  return (
    aggregate === 'count' ||
    aggregate === 'count_distinct' ||
    [...(model.metrics.get(ref.metric ?? '')?.rollups.keys() ?? [])].length > 0
  );
}

function groupSentence(input: RenderInput): string {
  const { query, columns, rows, model } = input;
  const metricAt = Math.max(
    0,
    columns.findIndex((c) => c.role === 'metric'),
  );
  const figure = query.metrics.length > 0 ? describeMetric(query.metrics[0] ?? {}, model) : '';
  const groups = listWords(query.dimensions.map((d) => describeDimension(d, model)));
  if (query.metrics.length === 0)
    return `${rows.length} ${query.dimensions.length === 1 ? plurals(query, model) : plural(groups)}${about(input)}: ${preview(rows.map((row) => named(input, row)))}.`;
  if (rows.length === 1)
    return query.limit !== null
      ? `${capital(named(input, rows[0] ?? []))} ${query.sort[0]?.direction === 'asc' ? 'is lowest' : 'is highest'} by ${figure}${about(input)}: ${value(input, rows[0], metricAt)}.`
      : `${capital(figure)} by ${groups}${about(input)}: ${named(input, rows[0] ?? [])} ${value(input, rows[0], metricAt)}.`;
  if (query.limit !== null)
    return `${query.sort[0]?.direction === 'asc' ? 'Lowest' : 'Highest'} ${figure} by ${groups}${about(input)}: ${preview(rows.map((row) => `${named(input, row)} (${value(input, row, metricAt)})`))}.${ties(input)}`;
  if (query.fill && query.having?.some((h) => h.op === 'eq' && h.values?.[0] === 0))
    return `${rows.length} ${plurals(query, model)} without ${figure}${about(input)}: ${preview(rows.map((row) => named(input, row)))}.`;
  if (query.dimensions.length === 1 && query.dimensions[0]?.ranges)
    return `${capital(figure)} by ${groups}${about(input)}: ${listWords(rows.map((row) => `${named(input, row)} (${value(input, row, metricAt)})`))}.`;
  const sorted = [...rows]
    .filter((row) => typeof row[metricAt] === 'number')
    .sort((a, b) => Number(b[metricAt]) - Number(a[metricAt]));
  const top = sorted[0];
  const low = sorted.at(-1);
  const range =
    top && low && sorted.length > 1
      ? `: highest ${named(input, top)} (${value(input, top, metricAt)}), lowest ${named(input, low)} (${value(input, low, metricAt)})`
      : '';
  return `${capital(figure)} by ${groups}${about(input, true)}${range}; ${rows.length} ${query.dimensions.length === 1 ? plurals(query, model) : 'rows'}.`;
}

function ties({ query, rows }: RenderInput): string {
  const extra = query.limit !== null && !query.limit_per?.length ? rows.length - query.limit : 0;
  return extra > 0 ? ` ${extra} more ${extra === 1 ? 'ties' : 'tie'} with the last place.` : '';
}

function listSentence(input: RenderInput): string {
  const { query, columns, rows, model } = input;
  const dataset = model.datasets.get(query.entity ?? '');
  const label = Math.max(
    0,
    columns.findIndex((c) => c.format !== 'id'),
  );
  if (rows.length === 1) {
    const row = rows[0] ?? [];
    const numbered = dataset?.numbered ? columns.findIndex((c) => c.name === dataset.primaryKey[0]) : -1;
    const head =
      numbered >= 0
        ? `${capital(dataset?.noun[0] ?? '')} ${String(row[numbered])}`
        : formatCell(row[label] ?? null, columns[label]);
    const rest = columns.flatMap((c, i) =>
      (i === label && numbered < 0) || c.format === 'id'
        ? []
        : [`${c.label ?? c.name} ${formatCell(row[i] ?? null, c) || 'not recorded'}`],
    );
    return `${head}${rest.length > 0 ? `: ${rest.join(', ')}` : ''}${scopeTail(input)}.`;
  }
  return `${input.truncated ? `More than ${rows.length}` : rows.length} ${dataset?.noun[1] ?? 'rows'}${about(input)}: ${preview(rows.map((row) => formatCell(row[label] ?? null, columns[label])))}.`;
}

function scopeTail({ context, model, query }: RenderInput): string {
  const scope = scopeWords(context, model, query);
  return scope ? ` (${scope})` : '';
}

function yesNo(input: RenderInput): string {
  const { columns, rows, query, model } = input;
  const metricAt = columns.findIndex((c) => c.role === 'metric');
  const asked = query.filters.find((f) => f.kind === 'compare' && f.op === 'in');
  const first = asked?.kind === 'compare' ? String(asked.values[0]) : null;
  const less = query.sort[0]?.direction === 'asc';
  const sorted = [...rows].sort((a, b) => (Number(b[metricAt]) - Number(a[metricAt])) * (less ? -1 : 1));
  const winner = sorted[0] ?? [];
  const yes = first !== null && winner.some((cell) => String(cell).toLowerCase() === first.toLowerCase());
  const figure = describeMetric(query.metrics[0] ?? {}, model);
  return `${first === null ? '' : yes ? 'Yes: ' : 'No: '}${named(input, winner)} has ${less ? 'less' : 'more'} ${figure} (${value(input, winner, metricAt)}) than ${named(input, sorted[1] ?? [])} (${value(input, sorted[1], metricAt)})${about({ ...input, query: { ...query, filters: query.filters.filter((f) => f !== asked) } })}.`;
}

/** One row whose figures are all of nothing: there was nothing to sum up, which is not zero. */
function isNothing({ columns, rows }: RenderInput): boolean {
  return isEmpty(columns, rows) && rows[0]?.every((cell) => cell === null) === true;
}

function emptySentence({ query, model, context }: RenderInput): string {
  const metric = model.metrics.get(query.metrics[0]?.metric ?? '');
  const name =
    query.entity ?? metric?.dataset ?? (query.metrics[0]?.field ?? query.dimensions[0]?.member ?? '').split('.')[0];
  const things = model.datasets.get(name ?? '')?.noun[1] ?? 'rows';
  const scope = scopeWords(context, model, query);
  const conditions = conditionsOf({ ...query, time_range: null }).map(inWords);
  const time = query.time_range ? inTime(query.time_range.label) : '';
  return `There are no ${things}${scope ? ` of ${scope}` : ''}${time}${conditions.length > 0 ? ` with ${listWords(conditions)}` : ''}.`;
}

/** Why an answer is empty: outside the data, or emptied by its conditions. */
function reasons({ emptied }: RenderInput): string {
  if (!emptied) return '';
  if (emptied.outside) {
    const [from, to] = [emptied.outside.from, emptied.outside.to].map((date) => formatCell(date, { format: 'date' }));
    return ` The data run from ${from ?? ''} to ${to ?? ''}.`;
  }
  const found = emptied.culprits.map(({ label, formatted }) => ({ label: `“${label}”`, without: formatted ?? 'some' }));
  const [only] = found;
  if (!only) return '';
  if (found.length === 1) return ` It is ${only.label} that leaves nothing: without it there would be ${only.without}.`;
  return ` Together ${listWords(found.map(({ label }) => label))} leave nothing: there would be ${listWords(found.map(({ label, without }) => `${without} without ${label}`))}.`;
}

/** Questions near the empty one that have rows. */
function wayOut(input: RenderInput): string[] {
  const { emptied } = input;
  const near = [emptied?.outside?.question ?? null, ...(emptied?.culprits.map((c) => c.question) ?? [])];
  return [
    ...new Set([
      ...near.filter((text): text is string => text !== null),
      ...followUps({ ...input, query: { ...input.query, time_range: null } }),
    ]),
  ].slice(0, 3);
}

/** " in March 2022", " on 1 June 2022", " from 1 June 2022 to 31 July 2022", " since 1 June 2022". */
function inTime(label: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const text = label.replaceAll(/\d{4}-\d{2}-\d{2}/g, (date) => formatCell(date, { format: 'date' }));
  if (day.test(label)) return ` on ${text}`;
  if (/^\d{4}-\d{2}-\d{2} to /.test(label)) return ` from ${text}`;
  return /^(since|before|after|until|from|between|the (last|past))\b/.test(text)
    ? ` ${text.startsWith('the') ? 'in ' : ''}${text}`
    : ` in ${text}`;
}

/** A condition inside a sentence: "rating G", "country other than Canada". */
function inWords(label: string): string {
  return label.replace(' = ', ' ').replace(/ is not (?=\S)/, ' other than ');
}

function named(input: RenderInput, row: readonly Cell[]): string {
  const parts = input.columns.flatMap((c, i) =>
    c.role === 'dimension' && c.format !== 'id' && row[i] !== null && row[i] !== undefined
      ? [formatCell(row[i] ?? null, c)]
      : [],
  );
  if (parts.length > 0) return parts.join(', ');
  if (input.columns.every((c, i) => c.role !== 'dimension' || row[i] === null))
    return input.context.all_stores ? 'unknown' : `outside your ${input.model.scopeNoun[1]}`;
  return input.columns
    .flatMap((c, i) =>
      c.role === 'dimension' && row[i] !== null
        ? [`${(c.label ?? c.name).replace(/ id$/, '')} ${formatCell(row[i] ?? null, c)}`]
        : [],
    )
    .join(', ');
}

function value(input: RenderInput, row: readonly Cell[] | undefined, at: number): string {
  return formatCell(row?.[at] ?? null, input.columns[at]);
}

function preview(names: readonly string[]): string {
  return names.length <= 5 ? listWords(names) : `${names.slice(0, 4).join(', ')} and ${names.length - 4} more`;
}

export function listWords(words: readonly string[]): string {
  return words.length <= 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The plural of a grouping: the model's own, where it names an entity. */
function plurals(query: SemanticQuery, model: Model): string {
  const [dataset, name] = (query.dimensions[0]?.member ?? '').split('.');
  const entry = model.datasets.get(dataset ?? '');
  const single = query.dimensions[0];
  if (single?.figure && !single.grain) return 'groups';
  return !single?.grain && entry?.label.includes(name ?? '')
    ? entry.noun[1]
    : plural(dimensionName(single?.member ?? '', single?.grain, model));
}

function plural(noun: string): string {
  return /s$/.test(noun) ? noun : /y$/.test(noun) && !/[aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

function titleOf({ query, model }: RenderInput): string {
  const figure =
    query.metrics.length > 0
      ? listWords(query.metrics.map((m) => describeMetric(m, model)))
      : (model.datasets.get(query.entity ?? '')?.noun[1] ?? 'Result');
  const groups = query.dimensions.map((d) => describeDimension(d, model));
  return capital(groups.length > 0 && !query.count_groups ? `${figure} by ${groups.join(' and ')}` : figure);
}

function followUps({ query, model }: RenderInput): string[] {
  const ref = query.metrics[0];
  if (!ref?.metric || ref.per || ref.over) return [];
  const label = model.metrics.get(ref.metric)?.label ?? '';
  const filter = query.time_range ? ` in ${query.time_range.label}` : '';
  const out: string[] = [];
  const grouped = new Set(query.dimensions.map((d) => d.member.split('.')[0]));
  if (
    !query.dimensions.some((d) => d.grain) &&
    (model.metrics.get(ref.metric)?.time || model.metrics.get(ref.metric)?.rollups.size)
  )
    out.push(`${capital(label)} by month`);
  for (const name of ['categories', model.scopeDataset ?? '', 'customers']) {
    const dataset = model.datasets.get(name);
    if (dataset && !grouped.has(name))
      out.push(
        name === 'customers'
          ? `Top 5 ${dataset.noun[1]} by ${label}${filter}`
          : `${capital(label)} by ${dataset.noun[0]}${filter}`,
      );
  }
  return out.slice(0, 3);
}

/** "1 film", not "1 films". */
function oneOf(ref: SemanticQuery['metrics'][number], model: Model): string {
  const counted = [...model.datasets.values()].find((d) => d.countMetric !== null && d.countMetric === ref.metric);
  return counted?.noun[0] ?? describeMetric(ref, model);
}
