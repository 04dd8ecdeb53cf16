import { isNumeric } from '../../model/is-numeric.js';
import { nameOf } from '../../model/name-of.js';
import { numberFilter } from './number-condition.js';
import type { ScanContext } from './scan-context.js';
import { takeAmount } from './take-amount.js';

/** "zero-amount payments", "with amount zero", "zero dollars": nothing is denied, the field is zero. */
export function zeroOf(scan: ScanContext, at: number): boolean {
  const found = scan.items[at]?.number === 0 ? scan.field(at + 1) : undefined;
  if (!found || !isNumeric(found)) return afterField(scan, at) || takeAmount(scan, at);
  scan.use(at + 1, `field ${nameOf(found)}`);
  return numberFilter(scan, at, found, 0);
}

/** "with length zero": the field that the number stands right behind. */
function afterField(scan: ScanContext, at: number): boolean {
  const named = scan.items[at]?.number === 0 ? scan.field(at - 1) : undefined;
  if (!named || !isNumeric(named)) return false;
  scan.use(at - 1, `field ${nameOf(named)}`);
  return numberFilter(scan, at, named, 0);
}
