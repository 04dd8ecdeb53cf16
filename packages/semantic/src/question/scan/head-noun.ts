import type { ScanContext } from './scan-context.js';

/**
 * "countries that …", "the city whose …", "districts with …": a noun at the beginning of a question, or of what comes after a pause,
 * that a clause tells more of. It is what is asked for, though no question word says so.
 */
export function isHeadNoun(scan: ScanContext, at: number): boolean {
  const { items, has, meanings } = scan;
  let i = at - 1;
  while (i >= 0 && !pauseBefore(scan, i + 1) && leadsTo(scan, i)) i -= 1;
  if (i >= 0 && !pauseBefore(scan, i + 1)) return false;
  const after = items[at + 1];
  const word = after?.tokens[0]?.lower ?? '';
  return (
    has(at + 1, 'who') ||
    /^(that|which|who|whose|where|with|having|we|our|they)$/.test(word) ||
    (word === 'in' && /^(which|that)$/.test(items[at + 2]?.tokens[0]?.lower ?? '')) ||
    meanings(at + 1, 'verb').length > 0
  );
}

/** "the title that has earned the most": a superlative that comes later picks one of the things. */
export function ranksLater({ items, has }: ScanContext, at: number): boolean {
  return items.some((_, i) => i > at && has(i, 'most', 'least', 'highest', 'lowest'));
}

function pauseBefore({ items }: ScanContext, at: number): boolean {
  return (items[at]?.tokens[0]?.start ?? 0) - (items[at - 1]?.tokens.at(-1)?.end ?? 0) >= 2;
}

/** What may stand before a noun without taking it for itself: "the", "all", "three", "Action". */
function leadsTo({ items, has }: ScanContext, at: number): boolean {
  const item = items[at];
  const word = item?.tokens.at(-1)?.lower ?? '';
  return (
    item !== undefined &&
    !/^(of|in|on|at|for|from|by|to|with|and|or)$/.test(word) &&
    ((item.filler && item.tokens.length === 1) || item.number !== null || has(at, 'distinct', 'list'))
  );
}
