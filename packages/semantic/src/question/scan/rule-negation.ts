import type { ScanContext } from './scan-context.js';
import { zeroOf } from './zero-of.js';

/** not, never, without, except: turns around the condition or event that follows. */
export function ruleNegation(scan: ScanContext, at: number): boolean {
  const { reading, ops, use } = scan;
  if (ops(at).includes('neither')) return denyVerbBefore(scan, at);
  const op = ops(at).find((o) => o === 'not' || o === 'never' || o === 'no' || o === 'without' || o === 'except');
  if (!op) return false;
  if (zeroOf(scan, at)) return true;
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
