import type { TimeGrain } from '@copilot/contracts';
import type { Operator } from '../operators.js';
import { aboveAverage, againstAverage, thanAverage } from './compare-with-average.js';
import { takeComparison } from './take-comparison.js';
import type { ScanContext } from './scan-context.js';
import { namesTwo, takeAlternatives } from './take-alternatives.js';

const COMPARATORS: Partial<Record<Operator, 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'between'>> = {
  gt: 'gt',
  gte: 'gte',
  lt: 'lt',
  lte: 'lte',
  eq: 'eq',
  between: 'between',
};

/** more than 40 times, above 10 dollars, between 15 and 20, longer than 150 minutes, at least 20 customers, above average */
export function ruleComparison(scan: ScanContext, at: number): boolean {
  const { items, reading, ops, has, meaning, numberAt, next, before, use } = scan;
  const quality = meaning(at, 'quality');
  let op = ops(at)
    .map((o) => COMPARATORS[o])
    .find((o) => o !== undefined);
  let start = at;
  const last = items[at]?.tokens.at(-1)?.lower ?? '';
  const comparative = quality !== undefined && (/er$/.test(last) || has(before(at), 'more', 'fewer'));
  if (comparative && quality) {
    const more = has(before(at), 'fewer') ? !quality.more : quality.more;
    const than = next(at);
    if (has(than, 'above_average', 'below_average'))
      return againstAverage(scan, at, than, quality.name, quality.of, more ? 'gt' : 'lt');
    const number = has(than, 'than') ? next(than) : has(than, 'gt', 'lt') ? next(than) : than;
    if (has(than, 'than') && has(number, 'average', 'median'))
      return againstAverage(scan, at, number, quality.name, quality.of, more ? 'gt' : 'lt');
    if (has(before(at), 'more', 'fewer')) use(before(at), 'compares');
    op = more ? 'gt' : 'lt';
    const alternatives = has(than, 'than')
      ? numberAt(next(than)) === null && namesTwo(scan, than)
      : numberAt(number) === null && asksWhich(scan);
    if (alternatives && takeAlternatives(scan, at, { ...quality, more })) return true;
    if (!has(than, 'than')) return false;
    use(than, 'than');
    start = than;
  }
  if (thanAverage(scan, at)) return true;
  op ??= hasOnlyMany(scan, at) ? 'eq' : undefined;
  if (!op) return false;
  let i = pastFiller(scan, next(start));
  const usual = usualPeriod(scan, i);
  if (usual !== null) i = usual;
  const moving = reading.calculations.findIndex((c) => c.kind === 'moving');
  if (moving >= 0 && numberAt(i) !== null && meaning(next(i), 'grain')) return movingWindow(scan, at, i, moving);
  if (has(i, 'average', 'median')) {
    if (quality && quality.of === 'field')
      return againstAverage(scan, at, i, quality.name, 'field', op === 'lt' ? 'lt' : 'gt');
    return aboveAverage(scan, at, op === 'lt' || op === 'lte' ? 'lt' : 'gt', i);
  }
  let value = numberAt(i);
  if (value === null && meaning(i, 'unit') && /^(a|an|one|half)$/.test(items[i - 1]?.tokens.at(-1)?.lower ?? '')) {
    value = items[i - 1]?.tokens.at(-1)?.lower === 'half' ? 0.5 : 1;
    i -= 1;
  }
  if (value === null) return setAgainst(scan, at);
  const values = [value];
  const money = items[i]?.tokens[0]?.money ?? false;
  const percent = items[i]?.tokens[0]?.percent ?? false;
  const numbers = [i];
  if (op === 'between') {
    const and = next(i);
    const second = has(and, 'and') || items[and]?.tokens[0]?.lower === 'to' ? next(and) : -1;
    const upper = numberAt(second);
    if (upper === null) return false;
    values.push(upper);
    use(and, 'to');
    numbers.push(second);
    i = second;
  }
  return takeComparison(scan, {
    at,
    op,
    values,
    money: money || has(next(i), 'unit_money'),
    percent,
    last: i,
    numbers,
    quality: quality?.of === 'field' ? quality.name : null,
    qualityMetric: quality?.of === 'metric' ? quality.name : null,
  });
}

/** "exceeds the catalogue mean", "above what is usual": words before the average that say nothing of their own. */
function pastFiller({ has, meaning, numberAt, next }: ScanContext, at: number): number {
  let i = at;
  while (numberAt(i) === null && (meaning(i, 'filler') || (has(i, 'what') && has(next(i), 'average', 'median'))))
    i = next(i);
  return i;
}

/** "above the daily average", "under a month's mean": the average of the stretches of time that are counted or listed. */
function usualPeriod({ items, reading, has, meaning, next, use }: ScanContext, at: number): number | null {
  const grain = meaning(at, 'grain')?.grain;
  const mean = /^'?s$/.test(items[at + 1]?.tokens[0]?.lower ?? '') ? at + 2 : next(at);
  const groups = [reading.subject, ...reading.dimensions].flatMap((g) =>
    g?.subject.kind === 'grain' ? [g.subject.grain] : [],
  );
  if (grain === undefined || !has(mean, 'average', 'median')) return null;
  if (![...groups, reading.countedGrain].includes(grain as TimeGrain)) return null;
  for (let i = at; i < mean; i++) use(i, 'compared with the average');
  return mean;
}

/** "did Action earn more than Comedy": no number follows, the one value is set against the other. */
function setAgainst(scan: ScanContext, at: number): boolean {
  const { items, reading, has, use } = scan;
  if (items[at]?.tokens.at(-1)?.lower !== 'than' || !namesTwo(scan, at)) return false;
  reading.connectors.push({ op: 'than', at });
  reading.rank ??= { direction: has(at, 'lt') ? 'asc' : 'desc', count: 1, offset: 0, at };
  reading.setAgainst = true;
  use(at, 'compared with');
  return true;
}

/** "which is longer, …", "is Action or Drama cheaper": one of those named is asked for. */
function asksWhich({ reading, items, has }: ScanContext): boolean {
  const asks =
    reading.form === 'which' || reading.form === 'what' || reading.form === 'who' || reading.form === 'yes_no';
  const auxiliary = /^(is|are|was|were|does|do|did|has|have)$/.test(items[0]?.tokens[0]?.lower ?? '');
  return (asks || auxiliary) && items.some((_, i) => has(i, 'or', 'versus'));
}

/** "countries that have only one customer", "films with just two copies" */
function hasOnlyMany({ items, model, has, meaning, numberAt, next }: ScanContext, at: number): boolean {
  const number = next(at);
  const counted = model.datasets.get(meaning(next(number), 'dataset')?.name ?? '');
  return (
    has(at, 'only') &&
    numberAt(number) !== null &&
    counted !== undefined &&
    !counted.numbered &&
    /^(have|has|had|with|own|owns|hold|holds)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '')
  );
}

/** "moving average of revenue over 3 months" */
function movingWindow(scan: ScanContext, at: number, number: number, moving: number): boolean {
  const { reading, meaning, numberAt, next, use } = scan;
  const grain = meaning(next(number), 'grain');
  const before = reading.calculations[moving];
  if (before) reading.calculations[moving] = { ...before, window: numberAt(number) };
  if (grain && reading.dimensions.every((d) => d.subject.kind !== 'grain'))
    reading.dimensions.push({ subject: { kind: 'grain', grain: grain.grain as TimeGrain }, at: number, per: false });
  for (const i of [at, number, next(number)]) use(i, 'window');
  return true;
}
