import type { Item } from '../lex.js';

/** "payments (count)": whether a word stands in brackets right behind the one before, and says which figure of it is meant. */
export function isBracketed(items: readonly Item[], at: number): boolean {
  const [before, words, after] = [items[at - 1]?.tokens.at(-1), items[at]?.tokens ?? [], items[at + 1]?.tokens[0]];
  const [first, last] = [words[0], words.at(-1)];
  if (!before || !first?.apart || !last || first.start - before.end !== 2) return false;
  return after === undefined || after.start - last.end >= 2;
}
