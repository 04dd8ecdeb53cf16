import type { Aggregate } from '@copilot/contracts';
import type { Operator } from '../operators.js';
import { toOrdinal } from '../tokens.js';
import type { ScanContext } from './scan-context.js';

const AGGREGATES: Partial<Record<Operator, Aggregate>> = {
  average: 'avg',
  median: 'median',
  minimum: 'min',
  maximum: 'max',
  stddev: 'stddev',
  variance: 'variance',
};

/** average, total, median, distinct, 90th percentile: how the figure that follows is taken. */
export function ruleAggregate(scan: ScanContext, at: number): boolean {
  const { items, reading, ops, has, before, use } = scan;
  if (has(at, 'distinct')) {
    reading.distinct = true;
    if (countsHead(scan, at)) scan.pendingCount = at;
    use(at, 'each counted once');
    return true;
  }
  if (has(at, 'total')) {
    reading.total = true;
    if (/^(sum|total of|sum of)/.test(items[at]?.tokens.map((t) => t.lower).join(' ') ?? '')) reading.sumOf = at;
    use(at, 'in total');
    return true;
  }
  if (has(at, 'percentile')) {
    takeEarlierPercentiles(scan, before(at));
    const number = items[before(at)]?.tokens[0]
      ? (toOrdinal(items[before(at)]?.tokens[0]?.lower ?? '') ?? items[before(at)]?.number ?? null)
      : null;
    if (number === null) return false;
    use(before(at), 'percentile');
    use(at, 'percentile');
    if (reading.aggregate?.aggregate === 'percentile') reading.percentiles.push(reading.aggregate.fraction ?? 0.5);
    reading.aggregate = { aggregate: 'percentile', fraction: number / 100, at };
    return true;
  }
  const aggregate = ops(at)
    .map((op) => AGGREGATES[op])
    .find((a) => a !== undefined);
  if (!aggregate) return false;
  reading.aggregate = { aggregate, fraction: null, at };
  use(at, `${aggregate === 'avg' ? 'average' : aggregate}`);
  return true;
}

/** "different borrowers per shop", "unique visitors in June": at the head of a question, with groups or a time, they are counted. */
function countsHead({ items, reading, has, meaning, next, pendingCount }: ScanContext, at: number): boolean {
  const head = items.every((item, i) => i >= at || item.filler || has(i, 'list'));
  const split = items.some((item, i) => i > at && (item.time !== null || has(i, 'by')));
  return (
    pendingCount === null &&
    reading.measures.length === 0 &&
    head &&
    split &&
    (meaning(next(at), 'dataset') ??
      (meaning(next(at), 'verb') && items[next(at)]?.tokens[0]?.lower.endsWith('ing')
        ? meaning(next(next(at)), 'dataset')
        : undefined)) !== undefined
  );
}

/** "the 25th, 50th and 75th percentile": each is a figure of its own. */
function takeEarlierPercentiles({ items, reading, has, before, use }: ScanContext, last: number): void {
  for (let i = before(last); i >= 0; i = before(i)) {
    const word = items[i]?.tokens[0]?.lower ?? '';
    const number = toOrdinal(word) ?? items[i]?.number ?? null;
    if (number !== null && items[i]?.status === 'open' && number > 0 && number < 100) {
      reading.percentiles.unshift(number / 100);
      use(i, 'percentile');
    } else if (!(has(i, 'and', 'percentile', 'median') || word === 'the')) return;
  }
}
