import type { Cell, ResultColumn, SemanticQuery, UserContext, Widget } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { listWords } from '../list-words.js';
import {
  conditionsOf,
  describeDimension,
  describeFilter,
  describeFold,
  describeMetric,
  describeWithin,
} from './describe-query.js';
import { formatCell } from './format.js';
import { countedSentence, groupSentence, yesNo } from './group-sentence.js';
import { listSentence } from './list-sentence.js';
import { nextQuestions } from './next-questions.js';
import { inTime, inWords, phraseConditions } from './condition-phrase.js';
import { countSentence } from './count-sentence.js';
import { meetingSentence } from './meeting-sentence.js';
import { about, acrossScope, capital, isCount, plurals, scopeWords } from './sentence-parts.js';
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
    suggestions: isEmpty(input.columns, input.rows) ? wayOut(input) : nextQuestions(input),
  };
}

function sentence(input: RenderInput): string {
  const { query, rows, truncated } = input;
  const more = truncated ? ` Only the first ${rows.length} rows are shown.` : '';
  if (rows.length === 0 || isNothing(input))
    return `${query.yes_no ? `No: ${lowerFirst(emptySentence(input))}` : emptySentence(input)}${reasons(input)}`;
  if (isEmpty(input.columns, rows))
    return `${query.yes_no ? `No: ${lowerFirst(emptySentence(input))}` : singleSentence(input)}${reasons(input)}`;
  if (query.yes_no && query.metrics.length === 0) return `Yes: ${listSentence(input)}${more}`;
  if (query.yes_no && rows.length >= 2) return `${yesNo(input)}${more}`;
  if (query.entity) return `${listSentence(input)}${more}`;
  if (query.dimensions.length === 0 && query.calculations?.some((c) => c.against !== undefined))
    return contrastSentence(input);
  if (query.yes_no && query.dimensions.length === 0 && rows.length === 1) return `Yes: ${singleSentence(input)}`;
  if (query.count_within?.length) return `${countedSentence(input)}${more}`;
  if (query.dimensions.length === 0 || query.count_groups || query.fold) return singleSentence(input);
  return `${groupSentence(input)}${more}`;
}

function singleSentence(input: RenderInput): string {
  const { query, columns, rows, model } = input;
  const values = columns.map((column, i) => formatCell(rows[0]?.[i] ?? null, column));
  if (query.count_groups) return meetingSentence(input);
  if (query.fold) return `${capital(describeFold(query, model))}${about(input)} was ${values[0] ?? 'none'}.`;
  const only = query.metrics.length === 1 ? query.metrics[0] : undefined;
  if (only && !only.over && !only.per && columns[0]?.format === 'integer' && isCount(only, model))
    return countSentence(input, only);
  if (only?.percent && only.filters?.length && typeof rows[0]?.[0] === 'number') return percentSentence(input, only);
  const names = columns.map(
    (column, i) => describeMetric(query.metrics[i] ?? {}, model) || (column.label ?? column.name),
  );
  const { before, after } = phraseConditions(query, null, model);
  const tail = `${after}${acrossScope(input)}${query.time_range ? inTime(query.time_range.label) : ''}`;
  const subject = before === '' && query.filters.length > 0 ? tail : about(input);
  return `${capital(listWords(names.map((name, i) => `${name}${i === 0 ? subject : ''} was ${values[i] ?? 'none'}`)))}.`;
}

/** "51.2 % of rentals of all stores were returned late." */
function percentSentence(input: RenderInput, ref: SemanticQuery['metrics'][number]): string {
  const { columns, rows, model } = input;
  const isNamed = ref.filters?.every((filter) => filter.kind === 'named') ?? false;
  const conditions = listWords((ref.filters ?? []).map((filter) => inWords(describeFilter(filter))));
  const whole = describeMetric({ ...ref, filters: [], percent: false }, model);
  const verb = isNamed && isCount(ref, model) ? 'were' : isCount(ref, model) ? 'have' : 'is of';
  return `${formatCell(rows[0]?.[0] ?? null, columns[0])} of ${whole}${about(input)} ${verb} ${conditions}.`;
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
  const scope = scopeWords(context, model, query).replace(/^all .*/, `any ${model.scopeNoun[0]}`);
  const conditions = conditionsOf({ ...query, time_range: null }).map(inWords);
  const time = query.time_range ? inTime(query.time_range.label) : '';
  return `There are no ${things}${scope ? ` of ${scope}` : ''}${time}${conditions.length > 0 ? ` with ${listWords(conditions)}` : ''}.`;
}

function lowerFirst(text: string): string {
  return `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`;
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
      ...nextQuestions({ ...input, query: { ...input.query, time_range: null } }),
    ]),
  ].slice(0, 3);
}

function titleOf({ query, model }: RenderInput): string {
  const figure =
    query.metrics.length > 0
      ? listWords(query.metrics.map((m) => describeMetric(m, model)))
      : (model.datasets.get(query.entity ?? '')?.noun[1] ?? 'Result');
  const groups = query.dimensions.map((d) => describeDimension(d, model));
  // What is counted is what the number says, not the figure that they are held to.
  if (query.count_groups && !query.count_within?.length) return capital(plurals(query, model));
  if (query.count_within?.length) return capital(`${plurals(query, model)} by ${describeWithin(query, model)}`);
  return capital(groups.length > 0 && !query.count_groups ? `${figure} by ${groups.join(' and ')}` : figure);
}
