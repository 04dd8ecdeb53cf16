import type { ScanContext } from './scan-context.js';

/** Whether a negation still reaches this place; "except" reaches several values, the others one. */
export function takeNegation(scan: ScanContext, at: number): boolean {
  if (!scan.negation || at - scan.negation.at > (scan.negation.op === 'except' ? 6 : 6)) return false;
  const taken = scan.negation;
  if (taken.op !== 'except') scan.negation = null;
  return true;
}
