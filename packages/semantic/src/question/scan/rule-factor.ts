import type { Operator } from '../operators.js';
import { aboveAverage, type AverageBound } from './compare-with-average.js';
import { measureOfNoun } from './narrowed-noun.js';
import { readFactor } from './read-factor.js';
import type { ScanContext } from './scan-context.js';

type Op = AverageBound['op'];

const BOUNDS: Partial<Record<Operator, Op>> = { gt: 'gt', gte: 'gte', lt: 'lt', lte: 'lte' };
const TURNED: Readonly<Record<Op, Op>> = { gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte' };

/** "less than half of the average", "at least 10 % more than the average guest", "twice the mean": a bound that is a multiple of the average. */
export function ruleFactor(scan: ScanContext, at: number): boolean {
  const { ops, has, next, use } = scan;
  const op = ops(at)
    .map((o) => BOUNDS[o])
    .find((o) => o !== undefined);
  const factor = readFactor(scan, op ? next(at) : at);
  if (!factor || (!op && scan.before(at) < 0)) return false;
  const { average, noun } = averageAfter(scan, factor.quality ?? factor.last);
  if (average === null) return false;
  const bound = op ?? 'gte';
  const quality = factor.quality === undefined ? undefined : scan.meaning(factor.quality, 'quality');
  const named = quality
    ? quality.of === 'field'
      ? { field: quality.name }
      : { metric: quality.name }
    : noun === null
      ? null
      : (measureOfNoun(scan, noun)?.ref ?? null);
  for (let i = at; i <= average; i++) use(i, 'compared with the average');
  const taken = aboveAverage(scan, at, factor.way < 0 ? TURNED[bound] : bound, average, named, factor.factor);
  while (has(next(average), 'average', 'median')) use(next(average), 'compared with the average');
  return taken;
}

/** The average that a multiple is of, past "as much as", "more than" and "what the", and the noun of "as many visits as". */
function averageAfter(
  { items, has, meaning }: ScanContext,
  last: number,
): { readonly average: number | null; readonly noun: number | null } {
  let noun: number | null = null;
  for (let i = last + 1; i < items.length && i <= last + 7; i++) {
    if (has(i, 'average', 'median', 'above_average', 'below_average')) return { average: i, noun };
    if (noun === null && (meaning(i, 'dataset') ?? meaning(i, 'metric')) && items[i + 1]?.tokens[0]?.lower === 'as') {
      noun = i;
      continue;
    }
    const word = items[i]?.tokens[0]?.lower ?? '';
    const passes =
      items[i]?.filler ||
      meaning(i, 'filler') !== undefined ||
      has(i, 'more', 'fewer', 'than', 'gt', 'lt', 'what', 'pronoun') ||
      /^(as|of|often|high|much|many|above|below)$/.test(word);
    if (!passes) break;
  }
  return { average: null, noun };
}
