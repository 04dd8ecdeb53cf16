import lemmatize from 'wink-lemmatizer';
import { joinNumberWords } from './join-number-words.js';
import { NUMERIC_DATE, toNumericDate } from './numeric-date.js';

/** One word, number or date of the question, with its place in the text as typed. */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** The word and its base forms; a phrase matches when it holds one of them. */
  readonly forms: ReadonlySet<string>;
  readonly number: number | null;
  readonly money: boolean;
  readonly percent: boolean;
  /** A date in digits, as YYYY-MM-DD, or YYYY-MM where it names a month. */
  readonly date: string | null;
  /** Starts with a capital inside the sentence. */
  readonly capital: boolean;
  /** The correction that was read instead of what was typed. */
  readonly corrected: string | null;
  /** The token follows directly on the one before, as in PG-13. */
  readonly glued: boolean;
  /** A comma, a colon, a bracket or a dash stands before it: no phrase goes on over that. */
  readonly apart: boolean;
  /** An exclamation mark stands before it. */
  readonly exclaimed: boolean;
}

const DATE_PIECE = new RegExp(`^(?:${NUMERIC_DATE.source})$`);
// The ending of several of a name that ends in a number, as in "the AB-12s", is no part of the number.
const WORD_PIECE =
  /(?<=\p{L}-)\d+(?=['’]?s\b)|\bw\/(?:out\b|o\b)?|\b[qh][1-4]\b|\b\d{1,2}:\d{2}(?![\d:])|[$€£]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:k|m)?%?|[$€£]?\d*\.?\d+(?:k|m|st|nd|rd|th|am|pm)?%?(?![a-z])|[\p{L}]+(?:['’](?:t|s|re|ve|ll|d|m)\b)?|\d+[\p{L}]+|[<>]=?|%|#|(?<=\d)\+/u;
const PIECE = new RegExp(`(?<![\\d.,$€£])(?:${NUMERIC_DATE.source})|${WORD_PIECE.source}`, 'giu');
const NUMBER_WORDS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, i) => [word, i]),
);
for (const [word, value] of [
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
  ['hundred', 100],
  ['thousand', 1000],
  ['dozen', 12],
  ['once', 1],
  ['twice', 2],
] as const)
  NUMBER_WORDS.set(word, value);
export const NUMBER_SPELLINGS: readonly string[] = [
  ...NUMBER_WORDS.keys(),
  ...'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' '),
];
const ORDINALS = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
    .split(' ')
    .map((word, i) => [word, i + 1]),
).set('thirtieth', 30);

/** Cuts a question into tokens with offsets into the text as typed. "haven't" becomes "have" and "not". */
export function toTokens(question: string): Token[] {
  const tokens: Token[] = [];
  for (const match of question.matchAll(PIECE)) {
    const text = match[0];
    const start = match.index;
    const glued =
      start > 0 &&
      /[-–—\p{L}\d]/u.test(question[start - 1] ?? '') &&
      tokens.at(-1)?.end !== undefined &&
      start - (tokens.at(-1)?.end ?? 0) <= 1;
    const clitic = /^(\p{L}+)['’](t|s|re|ve|ll|d|m)$/iu.exec(text);
    if (clitic) tokens.push(...splitClitic(clitic, start, glued));
    else tokens.push(toToken(text, start, start + text.length, glued));
  }
  const placed = tokens.map((token, at) => ({
    ...token,
    apart: at > 0 && PAUSE.test(question.slice(tokens[at - 1]?.end, token.start)),
    exclaimed: at > 0 && question.slice(tokens[at - 1]?.end, token.start).includes('!'),
  }));
  return joinCents(joinHalves(joinNumberWords(placed, question)));
}

/** Signs that stand for words. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['w/', 'with'],
  ['w/o', 'without'],
  ['w/out', 'without'],
]);
const PAUSE = /[,;:()–—]|\s-+\s/;

/** "two and a half" is 2.5. */
function joinHalves(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) continue;
    const half =
      token.number !== null &&
      tokens[i + 1]?.lower === 'and' &&
      tokens[i + 2]?.lower === 'a' &&
      tokens[i + 3]?.lower === 'half'
        ? tokens[i + 3]
        : undefined;
    out.push(half ? { ...token, number: (token.number ?? 0) + 0.5, end: half.end } : token);
    if (half) i += 3;
  }
  return out;
}

/** "99 cents" is 0.99 of the money. */
function joinCents(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, at) => {
    const cents = tokens[at + 1];
    if (token.number !== null && cents && /^cents?$/.test(cents.lower))
      return [{ ...token, number: token.number / 100, money: true, end: cents.end }];
    return /^cents?$/.test(token.lower) && tokens[at - 1]?.number != null ? [] : [token];
  });
}

function splitClitic(match: RegExpExecArray, start: number, glued: boolean): Token[] {
  const [, stem = '', tail = ''] = match;
  const end = start + match[0].length;
  if (tail.toLowerCase() !== 't')
    return [
      toToken(stem, start, start + stem.length, glued),
      {
        ...toToken(`'${tail}`, start + stem.length, end, true),
        lower: `'${tail.toLowerCase()}`,
        forms: new Set([`'${tail.toLowerCase()}`]),
      },
    ];
  const verb = /^can$/i.test(stem) ? 'can' : /^won$/i.test(stem) ? 'will' : stem.replace(/n$/i, '');
  return [
    { ...toToken(verb, start, start + stem.length, glued) },
    { ...toToken('not', start + stem.length, end, true) },
  ];
}

function toToken(text: string, start: number, end: number, glued: boolean): Token {
  const typed = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const lower = SIGNS.get(typed) ?? typed;
  const date = DATE_PIECE.test(text) ? toNumericDate(text) : null;
  return {
    text,
    lower,
    start,
    end,
    forms: formsOf(lower),
    number: date ? null : toNumber(lower),
    money: /^[$€£]/.test(text),
    percent: text.endsWith('%') && text.length > 1,
    date,
    capital: /^\p{Lu}/u.test(text) && start > 0,
    corrected: null,
    glued,
    apart: false,
    exclaimed: false,
  };
}

/** Reads "1,000", "$150", "4.5k", "20%", "3rd", "seven"; null for anything else. */
export function toNumber(lower: string): number | null {
  const match = /^[$€£]?((?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d+)?)(k|m|st|nd|rd|th)?%?$/.exec(lower);
  if (match?.[1])
    return Number(match[1].replaceAll(',', '')) * (match[2] === 'k' ? 1000 : match[2] === 'm' ? 1_000_000 : 1);
  return NUMBER_WORDS.get(lower) ?? null;
}

/** Reads "2nd" and "second"; null otherwise. */
export function toOrdinal(lower: string): number | null {
  const match = /^(\d+)(st|nd|rd|th)$/.exec(lower);
  return match?.[1] ? Number(match[1]) : (ORDINALS.get(lower) ?? null);
}

/** A word with its base forms as noun, verb and adjective. */
export function formsOf(lower: string): Set<string> {
  const forms = new Set([lower]);
  if (!/^[a-z]{3,}$/.test(lower)) return forms;
  forms.add(lemmatize.noun(lower));
  forms.add(lemmatize.verb(lower));
  forms.add(lemmatize.adjective(lower));
  if (lower.endsWith('s') && !lower.endsWith('ss')) forms.add(lower.slice(0, -1));
  if (lower.endsWith('ies')) forms.add(`${lower.slice(0, -3)}y`);
  return forms;
}

/** Replaces what was typed by what was meant; the place in the text stays. */
export function correctToken(token: Token, lower: string): Token {
  return { ...token, lower, forms: formsOf(lower), corrected: lower, number: toNumber(lower) };
}
