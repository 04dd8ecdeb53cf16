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
    const number = items[before(at)]?.tokens[0]
      ? (toOrdinal(items[before(at)]?.tokens[0]?.lower ?? '') ?? items[before(at)]?.number ?? null)
      : null;
    if (number === null) return false;
    use(before(at), 'percentile');
    use(at, 'percentile');
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
