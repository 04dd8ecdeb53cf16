import type { ScanContext } from './scan-context.js';

/** not, never, without, except: turns around the condition or event that follows. */
export function ruleNegation(scan: ScanContext, at: number): boolean {
  const { reading, ops, use } = scan;
  const op = ops(at).find((o) => o === 'not' || o === 'never' || o === 'no' || o === 'without' || o === 'except');
  if (!op) return false;
  scan.negation = { op, at };
  reading.connectors.push({ op, at });
  use(at, 'not');
  return true;
}
