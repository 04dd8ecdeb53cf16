import type { ScanContext } from './scan-context.js';

/** "the 5 days with the lowest takings": stretches of time that are ranked, not how long something lasts. */
export function rankedTimes({ items, meaning, has }: ScanContext, at: number, noun: number): boolean {
  const before = items[at - 1]?.tokens.at(-1)?.lower ?? 'the';
  const after = items[noun + 1]?.tokens[0]?.lower ?? '';
  return (
    meaning(noun, 'grain') !== undefined &&
    /^(the|which|what|our|list|show|me)$/.test(before) &&
    /^(with|that|when|on|where|had|brought|saw|have|bring)$/.test(after) &&
    items.some((_, i) => i > noun && has(i, 'most', 'least', 'highest', 'lowest'))
  );
}
