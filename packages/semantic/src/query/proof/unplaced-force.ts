import type { SemanticQuery } from '@copilot/contracts';
import { chooseJoinPath } from '../../plan/join-path.js';
import type { Check, Evidence } from './evidence.js';
import { says, wordsOf } from './said.js';

/** Words that change a figure (average, share, rank, total, both, only, every, not) must be found again in the query. */
export const unplacedForce: Check = (evidence) => ({
  kind: 'unplaced',
  at: [
    ...figures(evidence),
    ...rows(evidence),
    ...denials(evidence),
    ...evidence.reading.connectors.filter(({ op, at }) => !connected(evidence, op, at)).map(({ at }) => at),
  ],
});

/** How a figure is taken: average, total, share, half. */
function figures({ items, reading, query }: Evidence): number[] {
  const folded =
    query.metrics.some((m) => m.aggregate !== undefined || m.per !== undefined || (m.over && !m.percent)) ||
    query.fold !== undefined;
  const out = reading.aggregate && !folded ? [reading.aggregate.at] : [];
  const share = reading.calculations.find((c) => c.kind === 'share');
  const shared =
    query.metrics.some((m) => m.percent ?? m.over) ||
    query.calculations?.some((c) => c.kind === 'share' || c.kind === 'cumulative_share');
  if (share && !shared && !query.calculations?.some((c) => c.kind === 'change_percent')) out.push(share.at);
  if (query.entity && reading.total)
    items.forEach((item, at) => item.as === 'in total' && item.tokens.length === 1 && out.push(at));
  return out;
}

/** Which rows are meant: a rank, the first or last of what happened. */
function rows({ reading, query }: Evidence): number[] {
  const { rank } = reading;
  const ranked =
    query.limit !== null ||
    query.sort.length > 0 ||
    query.fold !== undefined ||
    query.metrics.some((m) => m.aggregate === 'max' || m.aggregate === 'min');
  return rank && !ranked ? [rank.at] : [];
}

function denials({ items, reading, query }: Evidence): number[] {
  if (reading.notBoth && !query.filters.some((f) => f.kind === 'all' && f.negate))
    return items.flatMap((item, at) => (item.as === 'not both' ? [at] : []));
  return [];
}

/** Whether a connecting word has its place. "only" beside what happened denies everything else; anywhere else it stresses. */
function connected(evidence: Evidence, op: string, at: number): boolean {
  const { items, reading, query } = evidence;
  const text = JSON.stringify(query);
  switch (op) {
    case 'every':
      return false;
    case 'only':
      if (!/"every":true|"negate":true|"op":"(?:ne|not_in)"/.test(text) && ofMany(evidence, at)) return false;
      return !(reading.only && items[at]?.as === 'nothing else' && !text.includes('"every":true'));
    case 'both':
      return handlesBoth(query, reading.notBoth);
    case 'ascending':
    case 'descending':
      return query.sort.length > 0;
    case 'distribution':
      return query.dimensions.length > 0;
    case 'figure_only':
      return query.fold !== undefined || (query.dimensions.length === 0 && !query.entity);
    case 'difference':
      return query.calculations?.some((x) => x.kind === 'difference') ?? false;
    case 'cumulative_share':
      return (
        (query.calculations?.some((x) => x.kind === 'cumulative_share') ?? false) &&
        (!query.having?.some((h) => h.calculation !== undefined) || reading.reaches !== null || saysHalf(items))
      );
    case 'not':
    case 'never':
    case 'no':
    case 'without':
    case 'except':
      return (
        /"negate":true|"op":"(?:ne|not_in|has_not|is_null|not_contains)"/.test(text) ||
        liftsCondition(evidence) ||
        (query.fill === true && (query.having?.some((h) => h.op === 'eq' && h.values?.[0] === 0) ?? false))
      );
    default:
      return true;
  }
}

/** "without the rating" after "films rated R": what it denies is the condition of the question before. */
function liftsCondition({ query, before }: Evidence): boolean {
  const kept = new Set(query.filters.map((filter) => JSON.stringify(filter)));
  return before?.filters.some((filter) => !kept.has(JSON.stringify(filter))) ?? false;
}

/** "at store 1 alone": said of something that each member has many times, so that it denies all the others. */
function ofMany({ reading, query, model }: Evidence, at: number): boolean {
  const base = query.entity ?? model.metrics.get(query.metrics[0]?.metric ?? '')?.dataset;
  return reading.conditions.some(
    (c) =>
      at - c.at <= 2 &&
      c.at - at <= 3 &&
      c.filter.kind === 'compare' &&
      chooseJoinPath(model, base ?? '', c.dataset ?? '')?.some(
        (hop) => hop.direction === 'many' && !model.datasets.get(hop.to)?.bridge,
      ) === true,
  );
}

/** The part of the whole that groups make up is said: a half. */
function saysHalf(items: Evidence['items']): boolean {
  return items.some(
    (item) =>
      /\b(half|50|fifty)\b/.test(wordsOf(item)) || (says(item, 'cumulative_share') && /half/.test(wordsOf(item))),
  );
}

/** "both" is honoured by two conditions of their own, or by showing both groups. */
function handlesBoth(query: SemanticQuery, notBoth: boolean): boolean {
  return (
    query.filters.filter((f) => f.kind === 'compare' && f.op === 'has').length >= 2 ||
    (notBoth && query.filters.some((f) => f.kind === 'all' && f.negate)) ||
    query.filters.filter((f) => f.kind === 'exists' || f.kind === 'all').length >= 2 ||
    query.filters.filter((f) => f.kind === 'time').length >= 2 ||
    new Set(query.filters.flatMap((f) => (f.kind === 'compare' && f.op === 'eq' ? [f.member] : []))).size >= 2 ||
    query.filters.some((f) => f.kind === 'compare' && f.op === 'in' && query.dimensions.length > 0)
  );
}
