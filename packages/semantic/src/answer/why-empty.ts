import type { Cell, ResultColumn, SemanticQuery, Word } from '@copilot/contracts';
import { MONTHS } from '../calendar-spans.js';
import type { Model } from '../model/model.js';
import type { Clock } from '../question/resolve-time.js';
import { compileQuery } from '../sql/compile-query.js';
import { formatCell } from './format.js';
import { describeFilter } from './describe-query.js';
import { withoutWords } from './without-words.js';

/** One condition left out, to see whether it alone emptied the answer. */
export interface EmptyProbe {
  /** The condition that is left out, as a person reads it. */
  readonly label: string;
  readonly sql: string;
  readonly columns: readonly ResultColumn[];
  /** The question without that condition; null where its words cannot be told apart. */
  readonly question: string | null;
}

/** What can be said of an empty answer before and after looking. */
export interface WhyEmpty {
  /** Span of the data, when the period asked about lies wholly outside it. */
  readonly outside: { readonly from: string; readonly to: string; readonly question: string | null } | null;
  readonly probes: readonly EmptyProbe[];
}

/** A condition whose absence gives rows, and the figure that there would be where it is just one. */
export interface Culprit {
  readonly label: string;
  readonly formatted: string | null;
  readonly question: string | null;
}

const MOST_PROBES = 4;

/**
 * How to find out what emptied an answer: a period outside the data is known without looking; else each condition is left out once, where
 * there is more than one. `canAnswer` keeps only questions that lead to an answer.
 */
export function whyEmpty(
  query: SemanticQuery,
  facts: {
    readonly question: string;
    readonly words: readonly Word[];
    readonly model: Model;
    readonly clock: Clock;
    readonly canAnswer: (question: string) => boolean;
  },
): WhyEmpty {
  const { question, words, model, clock, canAnswer } = facts;
  const timeWords = words.filter((word) => word.as === 'time');
  const askable = (text: string | null): string | null => (text !== null && canAnswer(text) ? text : null);
  const span = outsideData(query, clock);
  if (span) {
    const last = timeWords.length === 1 ? `${withoutWords(question, timeWords)} in ${monthOf(span.to)}` : null;
    return { outside: { ...span, question: askable(last) }, probes: [] };
  }
  const { time_range: range } = query;
  const variants = [
    ...query.filters.map((filter, at) => ({
      label: describeFilter(filter),
      query: { ...query, filters: query.filters.filter((_, i) => i !== at) },
      words: words.filter((word) => word.as?.startsWith('filter ') && namesValue(word.as, filter)),
    })),
    ...(range ? [{ label: range.label, query: { ...query, time_range: null }, words: timeWords }] : []),
  ];
  if (variants.length < 2) return { outside: null, probes: [] };
  const probes = variants.slice(0, MOST_PROBES).flatMap((variant): EmptyProbe[] => {
    const compiled = compileQuery(variant.query, model);
    if (!compiled.ok) return [];
    const text = variant.words.length > 0 ? withoutWords(question, variant.words) : null;
    return [{ label: variant.label, ...compiled.value, question: askable(text) }];
  });
  return { outside: null, probes };
}

/** No rows, or one row of nothing: a sum over no rows, a count of zero. */
export function isEmpty(columns: readonly ResultColumn[], rows: readonly (readonly Cell[])[]): boolean {
  if (rows.length === 0) return true;
  const figures = columns.flatMap((column, i) => (column.role === 'metric' ? [i] : []));
  return (
    rows.length === 1 &&
    figures.length === columns.length &&
    figures.every((i) => rows[0]?.[i] === null || rows[0]?.[i] === 0)
  );
}

/** What leaving out a condition tells: there is something without it, and how much where it is one figure. Null when there is still nothing. */
export function culpritOf(probe: EmptyProbe, rows: readonly (readonly Cell[])[]): Culprit | null {
  if (isEmpty(probe.columns, rows)) return null;
  const [column] = probe.columns;
  const single = probe.columns.length === 1 && column?.role === 'metric' && rows.length === 1;
  const formatted = single ? formatCell(rows[0]?.[0] ?? null, column) : null;
  return { label: probe.label, formatted, question: probe.question };
}

/** The span of the data when the period of the query lies wholly outside it. */
export function outsideData(query: SemanticQuery, clock: Clock): { from: string; to: string } | null {
  const { time_range: range } = query;
  const span = range ? clock.get(range.member) : undefined;
  if (!range || !span) return null;
  const before = range.to !== null && range.to.slice(0, 10) <= span.min.slice(0, 10);
  const after = range.from !== null && range.from.slice(0, 10) > span.max.slice(0, 10);
  return before || after ? { from: span.min.slice(0, 10), to: span.max.slice(0, 10) } : null;
}

function namesValue(as: string, filter: SemanticQuery['filters'][number]): boolean {
  return filter.kind === 'compare' && filter.values.some((value) => as.endsWith(` ${String(value)}`));
}

function monthOf(date: string): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;
}
