import type { ScanContext } from './scan-context.js';

/** The word that joins a condition with the one before it. */
export function joinerBefore(scan: ScanContext, at: number): 'and' | 'or' | 'versus' | null {
  const { items, reading, has, meaning } = scan;
  for (let i = at - 1; i >= 0 && i >= at - 3; i--) {
    if (has(i, 'or')) return 'or';
    if (has(i, 'and')) return 'and';
    if (has(i, 'versus', 'than')) return 'versus';
    if (!items[i]?.filler && !meaning(i, 'dataset') && items[i]?.number === null) break;
  }
  return commaBefore(scan, at) && reading.conditions.at(-1)?.at === at - 1 ? 'and' : null;
}

/** Whether a comma, or a gap as wide as one, stands before a word. */
export function commaBefore(scan: ScanContext, at: number): boolean {
  const { items } = scan;
  const a = items[at - 1]?.tokens.at(-1)?.end ?? 0;
  const b = items[at]?.tokens[0]?.start ?? 0;
  return b - a >= 2;
}
