import { noteBothSides } from './note-both-sides.js';
import type { ScanContext } from './scan-context.js';
import { zeroOf } from './zero-of.js';

/** not, never, without, except: turns around the condition or event that follows. */
export function ruleNegation(scan: ScanContext, at: number): boolean {
  const { reading, ops, use } = scan;
  if (ops(at).includes('neither')) return denyVerbBefore(scan, at);
  const op = ops(at).find((o) => o === 'not' || o === 'never' || o === 'no' || o === 'without' || o === 'except');
  if (!op) return false;
  if (zeroOf(scan, at)) return true;
  if (op === 'not' && denyAgain(scan, at)) return true;
  scan.negation = { op, at };
  reading.connectors.push({ op, at });
  use(at, 'not');
  return true;
}

/** "rented neither … nor …": what happened before the word did not happen with anything that follows. */
function denyVerbBefore(scan: ScanContext, at: number): boolean {
  const { reading, use } = scan;
  const last = reading.events.at(-1);
  if (!last) {
    scan.negation = { op: 'not', at };
  } else reading.events[reading.events.length - 1] = { ...last, negated: true };
  reading.connectors.push({ op: 'never', at });
  use(at, 'not');
  return true;
}

/** "how many are open and how many are not": the condition said before, denied. */
function denyAgain(scan: ScanContext, at: number): boolean {
  const { items, reading, has, use } = scan;
  const last = reading.conditions.at(-1);
  const ends = items.slice(at + 1).every((item) => item.filler);
  const and = items.findLastIndex((_, i) => i < at && has(i, 'and', 'or'));
  if (!ends || last?.filter.kind !== 'named' || and < last.at) return false;
  const { negate = false, ...filter } = last.filter;
  const opposite = { ...filter, ...(negate ? {} : { negate: true }), label: `not ${filter.label ?? filter.name}` };
  reading.conditions.push({ ...last, filter: opposite, at, joined: 'and' });
  noteBothSides(scan);
  use(at, 'not');
  return true;
}
