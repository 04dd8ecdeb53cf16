import { formsOf, toNumber, type Token } from './tokens.js';

const SHORTEST_JOINED = 6;

/**
 * Words that were run together ("howmany") are parted, and words that a blank cut in two ("re venue") are joined, where what comes of it
 * is known and what was typed is not.
 * *Takes* the tokens and whether a word is known as it stands, whether it is a noun of the model, and whether it is in the dictionary.
 */
export function mendSpacing(
  tokens: readonly Token[],
  { isKnown, isNoun, isWord }: Readonly<Record<'isKnown' | 'isNoun' | 'isWord', (word: string) => boolean>>,
): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    const after = tokens[at + 1];
    if (!token) continue;
    const whole = after && isPlain(token) && isPlain(after) ? token.lower + after.lower : '';
    if (
      after &&
      whole.length >= SHORTEST_JOINED &&
      isNoun(whole) &&
      !(isKnown(token.lower) && isKnown(after.lower)) &&
      after.start - token.end === 1
    ) {
      out.push(read(token, whole, token.start, after.end));
      at += 1;
      continue;
    }
    const cut =
      isPlain(token) && token.lower.length >= SHORTEST_JOINED && !isKnown(token.lower) && !isWord(token.lower)
        ? cutOf(token.lower, isKnown)
        : 0;
    if (cut > 0)
      out.push(
        read(token, token.lower.slice(0, cut), token.start, token.start + cut),
        read(token, token.lower.slice(cut), token.start + cut, token.end),
      );
    else out.push(token);
  }
  return out;
}

const isPlain = ({ lower, number, date, corrected }: Token): boolean =>
  number === null && date === null && corrected === null && /^[a-z]+$/.test(lower);

/** Where a word falls into two known ones, the longer first; neither is a mere letter or two but "of", "in" and the like. */
function cutOf(word: string, isKnown: (word: string) => boolean): number {
  for (let cut = word.length - 2; cut >= 2; cut--) {
    const [head, tail] = [word.slice(0, cut), word.slice(cut)];
    if (Math.max(head.length, tail.length) >= 4 && isKnown(head) && isKnown(tail)) return cut;
  }
  return 0;
}

function read(token: Token, lower: string, start: number, end: number): Token {
  return { ...token, lower, start, end, forms: formsOf(lower), number: toNumber(lower), corrected: lower };
}
