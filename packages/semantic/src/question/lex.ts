import { MONTHS, readTime, WEEKDAYS, type TimeExpression } from './calendar.js';
import { allowedSlips, editDistance, nearestWord } from './edit-distance.js';
import type { Lexicon, Meaning } from './lexicon.js';
import { FILLER, OVERRIDE_WORDS, SECRET_WORDS, SET_WORDS, WRITE_WORDS } from './operators.js';
import { correctToken, toTokens, type Token } from './tokens.js';
import type { ValueIndex, ValueMatch } from './value-index.js';

/** A stretch of the question with everything it may mean. The reading picks one meaning and says so in `status` and `as`. */
export interface Item {
  readonly tokens: readonly Token[];
  readonly meanings: readonly Meaning[];
  readonly values: readonly ValueMatch[];
  readonly time: TimeExpression | null;
  readonly number: number | null;
  readonly filler: boolean;
  status: 'open' | 'used' | 'assumed' | 'ignored' | 'not_understood';
  as: string | null;
}

const KNOWN = new Set([...FILLER, ...MONTHS, ...WEEKDAYS.map((day) => day.toLowerCase()), ...WEEKDAYS.map((day) => `${day.toLowerCase()}s`), ...WRITE_WORDS, ...SET_WORDS, ...SECRET_WORDS, ...OVERRIDE_WORDS,
  ...'jan feb mar apr jun jul aug sep sept oct nov dec weekend weekends weekdays noon midnight midday today yesterday ytd mtd am pm q1 q2 q3 q4 h1 h2 last previous latest past recent prior this next since until before after between from half quarter morning afternoon evening night'.split(' ')]);

/** Cuts the question into items: the longest stretches that the calendar, the model, the language of questions or the data know. */
export function lex(question: string, lexicon: Lexicon, values: ValueIndex): Item[] {
  const tokens = toTokens(question).map((token) => correct(token, lexicon, values));
  const words = tokens.map((token) => token.lower);
  const items: Item[] = [];
  let at = 0;
  while (at < tokens.length) {
    const item = longest(tokens, words, at, lexicon, values);
    items.push(item);
    at += item.tokens.length;
  }
  return items;
}

function longest(tokens: readonly Token[], words: readonly string[], at: number, lexicon: Lexicon, values: ValueIndex): Item {
  const token = tokens[at];
  if (!token) throw new Error('invariant: lex reads inside the question');
  const time = readTime(tokens, at);
  const known = lexicon.match(tokens, at);
  const matches = values.match(words, at).filter((match) => believable(match, tokens, at, known?.meanings ?? []));
  const valueLength = matches[0]?.length ?? 0;
  const phraseLength = known?.length ?? 0;
  const timeLength = time?.length ?? 0;
  const open = { number: null, filler: false, time: null, meanings: [] as readonly Meaning[], values: [] as readonly ValueMatch[], status: 'open' as const, as: null };
  if (time && timeLength >= phraseLength && timeLength >= valueLength) return { ...open, tokens: tokens.slice(at, at + timeLength), time: time.time };
  if (valueLength > phraseLength) return { ...open, tokens: tokens.slice(at, at + valueLength), values: matches.filter((m) => m.length === valueLength) };
  if (known) {
    const same = matches.filter((m) => m.length === phraseLength);
    const filler = known.length === 1 && FILLER.has(token.lower);
    return { ...open, tokens: tokens.slice(at, at + phraseLength), meanings: known.meanings, values: same, number: phraseLength === 1 ? token.number : null, filler };
  }
  const filler = FILLER.has(token.lower);
  return { ...open, tokens: [token], number: token.number, filler };
}

/** One-word values that are also everyday words need a capital or a neighbour that names their field. */
function believable(match: ValueMatch, tokens: readonly Token[], at: number, meanings: readonly Meaning[]): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (match.length > 1) return true;
  if (token.number !== null && /^\d/.test(token.lower)) return false;
  const everyday = FILLER.has(token.lower) || meanings.some((m) => m.kind === 'operator' || m.kind === 'verb' || m.kind === 'unit');
  if (token.lower.length === 1) return true;
  return !everyday || (token.capital && /^\p{Lu}/u.test(token.text));
}

function correct(token: Token, lexicon: Lexicon, values: ValueIndex): Token {
  const { lower } = token;
  if (token.number !== null || token.date || lower.length < 3 || !/^[a-z]+$/.test(lower)) return token;
  if ([...token.forms].some((form) => lexicon.words.has(form) || KNOWN.has(form) || values.words.has(form))) return token;
  const slips = Math.min(allowedSlips(lower.length), lower.length <= 4 ? 1 : 2);
  const near = (words: Iterable<string>): string | undefined => nearestWord(lower, [...words].filter((word) => word.length >= 3 && (word[0] === lower[0] || (lower.length >= 6 && word[1] === lower[0]))), slips);
  const word = near(lexicon.words) ?? (lower.length >= 4 ? undefined : near(FILLER));
  const calendar = lower.length >= 4 ? near([...MONTHS, ...WEEKDAYS.map((day) => day.toLowerCase())]) : undefined;
  const value = lower.length >= 4 ? near(values.words) : undefined;
  const best = [word, calendar, value].filter((w): w is string => w !== undefined).sort((a, b) => editDistance(lower, a) - editDistance(lower, b))[0];
  return best ? correctToken(token, best) : token;
}

export function textOf(item: Item): string {
  return item.tokens.map((token) => token.text).join(' ');
}
