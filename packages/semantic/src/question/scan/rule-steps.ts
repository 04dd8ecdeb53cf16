import type { ScanContext } from './scan-context.js';
import { takeSpread } from './take-spread.js';

/** in steps of 30 minutes, in 10-dollar buckets: groups of equal width. */
export function ruleSteps(scan: ScanContext, at: number): boolean {
  const { reading, has, meaning, numberAt, next, use } = scan;
  if (reading.spread) return false;
  const named = has(at, 'bucket');
  const number = named ? next(at) : at;
  const width = numberAt(number);
  if (width === null || width <= 0) return false;
  const unit = meaning(next(number), 'unit') || has(next(number), 'unit_money') ? next(number) : number;
  const word = named ? at : next(unit);
  if (!named && !has(word, 'bucket')) return false;
  const money = has(unit, 'unit_money') || scan.items[number]?.tokens[0]?.money === true;
  if (!takeSpread(scan, { at, last: number, money, groups: { width } })) return false;
  for (const i of [word, number, unit]) use(i, 'steps');
  return true;
}
