import type { Condition } from '../reading.js';
import type { ScanContext } from './scan-context.js';

/** "active and inactive", "how many are active and how many are not": the condition just read is the opposite of one joined to it. */
export function noteBothSides({ reading, has, items }: ScanContext): void {
  const last = reading.conditions.at(-1);
  const other = reading.conditions.find((c) => last !== undefined && isOpposite(c, last));
  if (!last || !other) return;
  const joined = items.some((_, i) => i > other.at && i < last.at && has(i, 'and', 'or', 'versus'));
  if (joined) reading.bothSides = true;
}

/** Whether one condition denies the other. */
export function isOpposite({ filter: one }: Condition, { filter: other }: Condition): boolean {
  if (one.kind !== 'named' || other.kind !== 'named' || one.name !== other.name) return false;
  return (one.negate ?? false) !== (other.negate ?? false);
}
