import type { Operator } from '../../question/operators.js';
import { unsure, type Check, type Evidence } from './evidence.js';
import { meaningsOf, says, wordsOf } from './said.js';

/** Words that ask for several rows. */
const SEVERAL: readonly Operator[] = [
  'by',
  'top',
  'bottom',
  'most',
  'least',
  'highest',
  'lowest',
  'which',
  'who',
  'list',
  'compare',
  'versus',
  'than',
  'both',
  'every',
  'difference',
  'distribution',
  'growth',
  'period_over_period',
  'running',
  'moving',
  'share',
  'bucket',
  'vs_previous',
  'more',
  'fewer',
  'first',
  'last',
  'earliest',
  'latest',
];

/** "how many …", "how much …", "the median of …" with no word that splits the answer up must give one figure. */
export const singleFigure: Check = (evidence) => {
  const { query } = evidence;
  if (!asksForOne(evidence)) return null;
  if (query.entity)
    return namesOne(evidence) && !repeats(evidence) ? null : unsure('The question asks for a figure, not for a list.');
  const pinned = query.filters.flatMap((f) => (f.kind === 'compare' && f.op === 'eq' ? [f.member] : []));
  if (
    query.dimensions.every((d) => d.grain !== undefined || pinned.includes(d.member)) ||
    query.count_groups ||
    query.fold
  )
    return null;
  const doneBy = evidence.items.findIndex((_, at) => agent(evidence, at));
  const split = evidence.items.some(
    (item, at) =>
      says(item, ...SEVERAL) && !(says(item, 'list') && leadsIn(evidence, at)) && !(at < doneBy && says(item, 'by')),
  );
  if (split || namesGroups(evidence)) return null;
  return unsure('The question asks for one figure, and what I could read from it has a figure for each group.', {
    ...query,
    dimensions: query.dimensions.filter((d) => d.grain),
    sort: [],
    limit: null,
  });
};

/** "find out how many …", "all films gave us how much": the word leads in to one figure, or stresses; no list is asked for. */
function leadsIn({ items }: Evidence, at: number): boolean {
  if (/^(all|gave)$/.test(wordsOf(items[at]))) return true;
  let i = at + 1;
  while (items[i]?.filler && !says(items[i], 'count', 'how_much', 'how_often', 'what')) i += 1;
  return says(items[i], 'count', 'how_much', 'how_often');
}

function asksForOne({ items }: Evidence): boolean {
  return items.some(
    (item) =>
      item.status === 'used' &&
      says(item, 'count', 'how_much', 'how_often', 'median', 'percentile', 'average', 'total') &&
      !(says(item, 'average', 'total') && item.as === 'in total') &&
      item.as !== 'compared with the average',
  );
}

/** "kept by the customer", "brought back to us by the customer": who did it, not what to group by. */
function agent({ items, model }: Evidence, at: number): boolean {
  const dataset = meaningsOf(items[at], 'dataset').find((m) => model.datasets.get(m.name)?.who);
  const done = items.findLast((item, i) => i < at - 2 && !item.filler && meaningsOf(item, 'filler').length === 0);
  return (
    dataset !== undefined &&
    wordsOf(items[at - 1]) === 'the' &&
    wordsOf(items[at - 2]) === 'by' &&
    !wordsOf(items[at]).endsWith('s') &&
    (meaningsOf(done, 'verb').length > 0 || /(ed|en|pt|ut)$/.test(wordsOf(done)))
  );
}

/** Values, times, ranges or steps that are named are what the groups are. */
function namesGroups({ query, reading }: Evidence): boolean {
  const values = query.filters.some((f) => (f.kind === 'compare' && f.op === 'in') || f.kind === 'any');
  return (
    values ||
    reading.spread !== null ||
    reading.times.length > 1 ||
    query.fill === true ||
    reading.contrast !== null ||
    reading.bothSides ||
    // "rooms with more than 6 seats and an average price above 20": the bounds are said of things that are listed.
    (reading.figureConditions.length > 0 && (reading.form === null || reading.form === 'list'))
  );
}

/** The figure of one named thing, or of the first of an order: a list of one. */
function namesOne({ query, reading }: Evidence): boolean {
  return (
    query.filters.some((f) => f.kind === 'compare' && f.op === 'eq') ||
    (query.limit !== null && query.sort.length > 0) ||
    reading.form === 'which' ||
    reading.form === 'list' ||
    reading.form === 'who'
  );
}

/** "how much have customers in China paid": the rows of a condition on something else than their own name are many. */
function repeats({ items, query, reading, model }: Evidence): boolean {
  const entity = model.datasets.get(query.entity ?? '');
  if (!entity || query.limit !== null || /^(which|list|who)$/.test(reading.form ?? '')) return false;
  if (!items.some((item) => item.status === 'used' && says(item, 'how_much', 'how_often', 'count'))) return false;
  const own = [entity.primaryKey[0], ...entity.label].map((name) => `${entity.name}.${name ?? ''}`);
  return !query.filters.some((f) => f.kind === 'compare' && f.op === 'eq' && own.includes(f.member));
}
