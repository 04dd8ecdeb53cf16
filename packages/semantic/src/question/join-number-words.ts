import type { Token } from './tokens.js';

const UNITS = 'one two three four five six seven eight nine'.split(' ');
const UNIT_ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1000],
]);

/** "thirty-seven", "two hundred and fifty", "the twenty-first": a number that is written in several words is one token. */
export function joinNumberWords(tokens: readonly Token[], question: string): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (!token) break;
    const found = numberFrom(tokens, at);
    const last = tokens[at + found.length - 1];
    if (found.length < 2 || !last) out.push(token);
    else {
      const lower = found.ordinal ? `${found.value}${suffixOf(found.value)}` : `${found.value}`;
      const text = question.slice(token.start, last.end);
      out.push({ ...token, text, lower, forms: new Set([lower]), number: found.value, end: last.end });
    }
    at += Math.max(1, found.length);
  }
  return out;
}

interface Found {
  readonly value: number;
  readonly length: number;
  readonly ordinal: boolean;
}

/** The number that begins at a place: thousands, then hundreds, then what is below a hundred. */
function numberFrom(tokens: readonly Token[], at: number): Found {
  let [value, length] = [0, 0];
  for (const scale of [1000, 100]) {
    const head = belowHundred(tokens, at + length);
    const word = tokens[at + length + head.length];
    if (head.length === 0 || head.ordinal || !word || SCALES.get(word.lower) !== scale || word.apart) continue;
    value += head.value * scale;
    length += head.length + 1;
  }
  if (length === 0 && SCALES.has(tokens[at]?.lower ?? '') && tokens[at + 1]?.lower === 'and') {
    value = SCALES.get(tokens[at]?.lower ?? '') ?? 0;
    length = 1;
  }
  const and = length > 0 && tokens[at + length]?.lower === 'and' ? 1 : 0;
  const tail = belowHundred(tokens, at + length + and);
  if (tail.length === 0 || (length > 0 && tokens[at + length + and]?.apart)) return { value, length, ordinal: false };
  return { value: value + tail.value, length: length + and + tail.length, ordinal: tail.ordinal };
}

/** "seven", "thirty", "thirty-seven", "thirty-first"; nothing where no such word stands. */
function belowHundred(tokens: readonly Token[], at: number): Found {
  const word = tokens[at]?.lower ?? '';
  const after = tokens[at + 1]?.apart === true ? '' : (tokens[at + 1]?.lower ?? '');
  const ten = TENS.indexOf(word);
  const [unit, ordinal] = [UNITS.indexOf(after), UNIT_ORDINALS.indexOf(after)];
  // "the top twenty first rentals" stays two words: an ordinal is joined by its hyphen only.
  if (ten >= 0 && unit >= 0) return { value: (ten + 2) * 10 + unit + 1, length: 2, ordinal: false };
  if (ten >= 0 && ordinal >= 0 && tokens[at + 1]?.glued)
    return { value: (ten + 2) * 10 + ordinal + 1, length: 2, ordinal: true };
  const number = tokens[at]?.number ?? null;
  const plain = number !== null && number < 100 && Number.isInteger(number) && /^[a-z]+$/.test(word);
  return plain && !/^(once|twice|dozen)$/.test(word)
    ? { value: number, length: 1, ordinal: false }
    : { value: 0, length: 0, ordinal: false };
}

function suffixOf(value: number): string {
  const unit = value % 10;
  if (value % 100 > 10 && value % 100 < 14) return 'th';
  return unit === 1 ? 'st' : unit === 2 ? 'nd' : unit === 3 ? 'rd' : 'th';
}
