import type { Cell, SemanticQuery, UserContext } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { conditionsOf, dimensionName, plural } from './describe-query.js';
import { listWords } from '../list-words.js';
import { inTime, inWords } from './condition-phrase.js';
import { formatCell } from './format.js';
import type { RenderInput } from './render-answer.js';

/** "store 1", "stores 1 and 2", "all stores": the scope as it stands in every sentence. */
export function scopeWords(context: UserContext, model: Model, query: SemanticQuery | null): string {
  const [one, many] = model.scopeNoun;
  const named = query?.filters.some((f) => f.kind === 'compare' && f.member.endsWith(`.${one}_id`));
  if (named) return '';
  // "revenue by store of all stores" says it twice.
  if (context.all_stores && query?.dimensions.some((d) => d.member.endsWith(`.${one}_id`))) return '';
  if (query && !readsScoped(query, model)) return '';
  if (context.all_stores) return `all ${many}`;
  return context.store_ids.length === 1
    ? `${one} ${context.store_ids[0] ?? ''}`
    : `${many} ${listWords(context.store_ids.map(String))}`;
}

/** Whether the query reads rows that belong to a store; the catalogue is the same for all of them. */
export function readsScoped(query: SemanticQuery, model: Model): boolean {
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

/** Scope, conditions and time behind the name of a figure: " of store 1 (rating G) in March 2022". */
export function about({ query, context, model }: RenderInput, withTime = true): string {
  const [noun] = model.scopeNoun;
  const placed = query.filters.filter(
    (f) =>
      f.kind === 'compare' &&
      f.member.endsWith(`.${noun}_id`) &&
      f.label?.startsWith(`${noun} `) &&
      !/ or /.test(f.label),
  );
  const scope = placed.length === 1 ? (placed[0]?.label ?? '') : scopeWords(context, model, query);
  const time = withTime ? query.time_range?.label : null;
  const filters = placed.length === 1 ? query.filters.filter((f) => !placed.includes(f)) : query.filters;
  const rest = conditionsOf({ ...query, filters, time_range: null }).map(inWords);
  return `${scope ? ` of ${scope}` : ''}${rest.length > 0 ? ` (${rest.join(', ')})` : ''}${time ? inTime(time) : ''}`;
}

/** What a row is about: the names of its groups, a number where there is no name. */
export function named(input: RenderInput, row: readonly Cell[]): string {
  const { columns, context, model } = input;
  const parts = columns.flatMap((column, i) => {
    const cell = row[i] ?? null;
    if (column.role !== 'dimension' || cell === null) return [];
    const beside = columns.findIndex(({ name }) => name === column.key_of);
    if (beside >= 0 && (row[beside] ?? null) !== null) return [];
    if (column.name === 'hour' && column.format === 'integer' && typeof cell === 'number') return [`${cell}:00`];
    return column.format === 'id'
      ? [`${(column.label ?? column.name).replace(/ id$/, '')} ${formatCell(cell, column)}`]
      : [formatCell(cell, column)];
  });
  if (parts.length > 0) return parts.join(', ');
  return context.all_stores ? 'unknown' : `outside your ${model.scopeNoun[1]}`;
}

/** " across all stores", " at store 1": where a sentence about things ends. */
export function acrossScope({ context, model, query }: Pick<RenderInput, 'context' | 'model' | 'query'>): string {
  const scope = scopeWords(context, model, query);
  return scope === ''
    ? ''
    : !context.all_stores && context.store_ids.length === 1
      ? ` at ${scope}`
      : ` across ${scope}`;
}

export function value(input: RenderInput, row: readonly Cell[] | undefined, at: number): string {
  return formatCell(row?.[at] ?? null, input.columns[at]);
}

export function preview(names: readonly string[]): string {
  return names.length <= 5 ? listWords(names) : `${names.slice(0, 4).join(', ')} and ${names.length - 4} more`;
}

/** The plural of a grouping: the model's own, where it names an entity. */
export function plurals(query: SemanticQuery, model: Model): string {
  const [dataset, name] = (query.dimensions[0]?.member ?? '').split('.');
  const entry = model.datasets.get(dataset ?? '');
  const single = query.dimensions[0];
  if (single?.figure && !single.grain) return 'groups';
  return !single?.grain &&
    entry &&
    (entry.label.includes(name ?? '') || (entry.label.length === 0 && entry.primaryKey[0] === name))
    ? entry.noun[1]
    : plural(dimensionName(single?.member ?? '', single?.grain, model));
}

export function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

/** Whether a figure counts things: it has "most" and "fewest", and needs no verb. */
export function isCount(ref: SemanticQuery['metrics'][number], model: Model): boolean {
  const aggregate = ref.aggregate ?? model.metrics.get(ref.metric ?? '')?.aggregate;
  return aggregate === 'count' || aggregate === 'count_distinct';
}
