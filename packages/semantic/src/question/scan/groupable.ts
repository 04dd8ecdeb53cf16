import { isBracketed } from './is-bracketed.js';
import type { Subject } from '../reading.js';
import type { ScanContext } from './scan-context.js';

/** Whether a noun that nothing has taken yet can be grouped by. */
export function groupable(scan: ScanContext, at: number): boolean {
  return groupableNoun(scan, at) && scan.items[at]?.status === 'open';
}

/** Whether something is a noun that can be grouped by. */
export function groupableNoun(scan: ScanContext, at: number): boolean {
  return (
    scan.meaning(at, 'dataset') !== undefined ||
    scan.meaning(at, 'grain') !== undefined ||
    scan.meaning(at, 'field') !== undefined
  );
}

/** "customer country", "film rating": a field of the entity right after its noun. */
export function ownField(scan: ScanContext, at: number): Subject | null {
  const { items, meaning, meanings } = scan;
  const dataset = meaning(at, 'dataset');
  const own = meanings(at + 1, 'field').find((m) => m.member.startsWith(`${dataset?.name ?? ' '}.`));
  return dataset &&
    own &&
    items[at + 1]?.status === 'open' &&
    !meaning(at + 1, 'dataset') &&
    !isBracketed(items, at + 1) &&
    !/^(name|id)$/.test(items[at + 1]?.tokens[0]?.lower ?? '')
    ? { kind: 'field', member: own.member }
    : null;
}
