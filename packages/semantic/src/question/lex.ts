import { MONTHS, readTime, WEEKDAYS, type TimeExpression } from './calendar.js';
import { allowedSlips, editDistance } from './edit-distance.js';
import type { Lexicon, Meaning } from './lexicon.js';
import { matchDemonym, matchInitials } from './demonyms.js';
import { IDLE_OPERATORS } from './rewrite/idle.js';
import { FILLER, REQUEST_MARKERS } from './filler.js';
import { OVERRIDE_WORDS, SECRET_WORDS, SET_WORDS, WRITE_WORDS } from './refused-words.js';
import { mendSpacing } from './mend-spacing.js';
import { matchNameInPart } from './name-in-part.js';
import { SAID_OTHERWISE } from './rewrite/rewritings.js';
import { createSpellingIndex, type SpellingIndex } from './spelling-index.js';
import { correctToken, formsOf, toTokens, type Token } from './tokens.js';
import { withoutAuxiliaries } from './without-auxiliaries.js';
import { valueWords, type ValueIndex, type ValueMatch } from './value-index.js';

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

const KNOWN = new Set([
  ...FILLER,
  ...MONTHS,
  ...WEEKDAYS.map((day) => day.toLowerCase()),
  ...WEEKDAYS.map((day) => `${day.toLowerCase()}s`),
  ...WRITE_WORDS,
  ...SET_WORDS,
  ...SECRET_WORDS,
  ...OVERRIDE_WORDS,
  ...SAID_OTHERWISE,
  ...'jan feb mar apr jun jul aug sep sept oct nov dec weekend weekends weekdays noon midnight midday today yesterday ytd mtd am pm q1 q2 q3 q4 h1 h2 last previous latest past recent prior this next since until before after between from half quarter morning afternoon evening night'.split(
    ' ',
  ),
]);

const REQUEST_MARKER_WORDS = REQUEST_MARKERS.map((text) => text.split(' '));
const FILLER_SPELLING = createSpellingIndex(FILLER);
const LONGER_FILLER_SPELLING = createSpellingIndex([...FILLER].filter((filler) => filler.length >= 4));
const CALENDAR_SPELLING = createSpellingIndex([
  ...MONTHS,
  ...WEEKDAYS.flatMap((day) => [day.toLowerCase(), `${day.toLowerCase()}s`]),
]);

/** Cuts the question into items: the longest stretches that the calendar, the model, the language of questions or the data know. */
export function lex(
  question: string,
  lexicon: Lexicon,
  values: ValueIndex,
  isWord: (word: string) => boolean = () => false,
): Item[] {
  const tokens = readTokens(question, lexicon, values, isWord);
  const words = tokens.map((token) => token.lower);
  const items: Item[] = [];
  let at = 0;
  while (at < tokens.length) {
    const item = longest(tokens, words, at, lexicon, values, afterNumberedNoun(items.at(-1), lexicon));
    items.push(item);
    at += item.tokens.length;
  }
  skipPreamble(items);
  return withoutAuxiliaries(items);
}

/** The words of a question with their slips mended. */
export function readTokens(
  question: string,
  lexicon: Lexicon,
  values: ValueIndex,
  isWord: (word: string) => boolean = () => false,
): Token[] {
  const isKnown = (word: string): boolean => lexicon.words.has(word) || KNOWN.has(word);
  const isNoun = (word: string): boolean => [...formsOf(word)].some((form) => lexicon.nouns.includes(form));
  const typed = correctInPhrases(toTokens(question), lexicon, isKnown, isWord);
  const isThing = (token: Token | undefined): boolean =>
    [...(token?.forms ?? [])].some((form) => lexicon.nouns.includes(form));
  const spelt = typed.map((token, at) =>
    token.corrected ? token : correct(token, lexicon, values, isWord, isThing(typed[at + 1])),
  );
  // What stands in the data is one word, whether the dictionary has it or not.
  const tokens = mendSpacing(spelt, { isKnown, isNoun, isWord: (word) => isWord(word) || values.words.has(word) });
  correctInNames(tokens, lexicon, values);
  const words = tokens.map((token) => token.lower);
  const inName = (at: number): boolean =>
    [at, at - 1, at - 2].some((start) => start >= 0 && values.match(words, start).some((m) => m.length > at - start));
  return tokens.map((token, at) => (inName(at) ? token : expand(token, lexicon)));
}

/** A slip is mended to the word that goes with its neighbour: before "many", "hou" is "how" and no hour. */
function correctInPhrases(
  tokens: readonly Token[],
  lexicon: Lexicon,
  isKnown: (word: string) => boolean,
  isWord: (word: string) => boolean,
): Token[] {
  return tokens.map((token, at) => {
    if (token.number !== null || !/^[a-z]{3,}$/.test(token.lower) || [...token.forms].some(isWord)) return token;
    if ([...token.forms].some(isKnown)) return token;
    const goes = lexicon.spelling.within(token.lower, 1).find((word) => {
      const tried = tokens.with(at, correctToken(token, word));
      return [at, at - 1].some((start) => {
        const found = lexicon.match(tried, start);
        return (
          found !== null && found.length > Math.max(1, at - start) && found.meanings.some((m) => m.kind === 'operator')
        );
      });
    });
    return goes === undefined ? token : correctToken(token, goes);
  });
}

/** A word that fits nowhere by itself may be a slip inside a name of several words: "untied kingdom". */
function correctInNames(tokens: Token[], lexicon: Lexicon, values: ValueIndex): void {
  for (const [at, token] of tokens.entries()) {
    const { lower } = token;
    const person = personMeant(tokens, at, lexicon, values);
    if (person !== null) {
      tokens[at] = correctToken(token, person);
      continue;
    }
    if (
      token.corrected ||
      lower.length < 4 ||
      !/^[a-z]+$/.test(lower) ||
      [...token.forms].some((form) => lexicon.words.has(form) || KNOWN.has(form))
    )
      continue;
    const words = tokens.map((t) => t.lower);
    if (
      [at, at - 1, at - 2].some((start) => start >= 0 && values.match(words, start).some((m) => m.length > at - start))
    )
      continue;
    const near = values.spelling.words.within(lower, allowedSlips(lower.length)).filter((word) => word.length >= 4);
    const fitting = near.find((word) => {
      const tried = words.with(at, word);
      return [at, at - 1, at - 2].some(
        (start) => start >= 0 && values.match(tried, start).some((m) => m.length >= 2 && m.length > at - start),
      );
    });
    if (fitting) tokens[at] = correctToken(token, fitting);
  }
}

/** "Ann Steven" where only an Ann Stephen is known: a name that others bear may be a slip beside the first name of one person. */
function personMeant(tokens: readonly Token[], at: number, lexicon: Lexicon, values: ValueIndex): string | null {
  const [first, token] = [tokens[at - 1], tokens[at]];
  if (!first || !token || token.corrected || token.apart || !/^[a-z]{5,}$/.test(token.lower)) return null;
  if (!values.words.has(first.lower) || !values.words.has(token.lower)) return null;
  const words = tokens.map((t) => t.lower);
  const isPerson = (tried: readonly string[]): boolean =>
    values.match(tried, at - 1).some((m) => m.length >= 2 && lexicon.persons.has(m.member));
  if (values.match(words, at - 1).some((m) => m.length >= 2) || values.match(words, at).some((m) => m.length >= 2))
    return null;
  if (lexicon.match(tokens, at) !== null || lexicon.match(tokens, at - 1) !== null) return null;
  const near = values.spelling.words
    .within(token.lower, allowedSlips(token.lower.length))
    .filter((word) => isPerson(words.with(at, word)));
  return near.length === 1 ? (near[0] ?? null) : null;
}

/** Everything before the request proper is set aside when it names nothing of the business. */
function skipPreamble(items: readonly Item[]): void {
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower));
  const starts = items.map(() => 0);
  for (const [at, item] of items.entries()) starts[at + 1] = (starts[at] ?? 0) + item.tokens.length;
  const marker = items.findIndex(
    (_, at) =>
      at > 0 && REQUEST_MARKER_WORDS.some((marks) => marks.every((word, i) => words[(starts[at] ?? 0) + i] === word)),
  );
  if (marker <= 0) return;
  const before = items.slice(0, marker);
  if (isCondition(before) || isTakenUp(before, items.slice(marker))) return;
  if (
    before.some(
      (item) =>
        item.values.length > 0 ||
        item.time !== null ||
        item.number !== null ||
        item.meanings.some((m) => !['operator', 'filler', 'quality', 'vague'].includes(m.kind)),
    )
  )
    return;
  if (before.some((item) => item.meanings.some((m) => m.kind === 'operator' && !IDLE_OPERATORS.has(m.op)))) return;
  for (const item of before) if (!item.filler) [item.status, item.as] = ['ignored', null];
}

/** "In Narnia, how many …": what stands before the question under a preposition narrows it, unless someone says something there. */
function isCondition(before: readonly Item[]): boolean {
  const words = before.flatMap((item) => item.tokens.map((token) => token.lower));
  return (
    /^(?:in|at|on|of|from|among|between|with|without|before|after|since|until|under|over|by|inside|outside)$/.test(
      words[0] ?? '',
    ) &&
    before.some((item) => !item.filler && item.meanings.length === 0) &&
    !words.some((word) => /^(?:i|we|you|he|she|they)$/.test(word))
  );
}

/** "Robots are fun. How many members own them?": what is asked leans on a word that is not known. */
function isTakenUp(before: readonly Item[], after: readonly Item[]): boolean {
  return (
    before.some((item) => !item.filler && item.meanings.length === 0) &&
    after.some((item) => /^(?:they|them|theirs?|those)$/.test(item.tokens[0]?.lower ?? ''))
  );
}

/** "store 2 aug 2022": after a noun that is called by number, a number is its number and no day. */
function afterNumberedNoun(item: Item | undefined, lexicon: Lexicon): boolean {
  return item?.meanings.some((m) => m.kind === 'dataset' && lexicon.numbered.has(m.name)) ?? false;
}

/** An unknown word of three letters or more that begins just one name of the model is read as that name: "cat" as category. */
function expand(token: Token, lexicon: Lexicon): Token {
  const { lower } = token;
  if (token.number !== null || token.date !== null || !/^[a-z]{3,}$/.test(lower) || KNOWN.has(lower)) return token;
  if ([...token.forms].some((form) => lexicon.words.has(form))) return token;
  // "lat" is "late" with its last letter left out rather than the beginning of a longer word.
  const whole = lexicon.spelling.within(lower, 1).find((word) => word.slice(0, -1) === lower);
  if (whole !== undefined && !lower.endsWith(whole.at(-1) ?? '')) return correctToken(token, whole);
  const stems = lower.length > 3 && lower.endsWith('s') ? [lower, lower.slice(0, -1)] : [lower];
  const names = lexicon.nouns.filter((noun) => stems.some((stem) => noun.startsWith(stem)));
  const shortest = [...names].sort((a, b) => a.length - b.length)[0];
  return shortest ? correctToken(token, shortest) : token;
}

function longest(
  tokens: readonly Token[],
  words: readonly string[],
  at: number,
  lexicon: Lexicon,
  values: ValueIndex,
  numbered: boolean,
): Item {
  const token = tokens[at];
  if (!token) throw new Error('invariant: lex reads inside the question');
  const time = numbered && token.number !== null ? null : calendarTime(tokens, at, lexicon);
  // "store no. 1" is called so, and is not the first of a ranking.
  const called = numbered && /^(no|nr|number|num)$/.test(token.lower) && tokens[at + 1]?.number !== null;
  const known = called ? lexicon.match(tokens, at, 1) : matchPhrase(tokens, at, lexicon);
  const shouted = tokens.every((t) => t.text === t.text.toUpperCase());
  const matches = [
    ...values.match(words, at),
    ...(known && known.length > 1 ? [] : matchNameInPart(token, lexicon.persons, values)),
    ...(shouted ? [] : matchInitials(token, lexicon.places, values)),
    ...(known || FILLER.has(token.lower) ? [] : matchDemonym(words, at, lexicon.places, values)),
  ].filter((match) => believable(match, tokens, at, known?.meanings ?? []));
  const valueLength = matches[0]?.length ?? 0;
  const phraseLength = known?.length ?? 0;
  const timeLength = time?.length ?? 0;
  const open = {
    number: null,
    filler: false,
    time: null,
    meanings: [] as readonly Meaning[],
    values: [] as readonly ValueMatch[],
    status: 'open' as const,
    as: null,
  };
  if (time && timeLength >= phraseLength && timeLength >= valueLength)
    return { ...open, tokens: tokens.slice(at, at + timeLength), time: time.time };
  if (valueLength > phraseLength)
    return {
      ...open,
      tokens: tokens.slice(at, at + valueLength),
      values: matches.filter((m) => m.length === valueLength),
    };
  const aliased = known
    ? aliasedValues(known, token, lexicon, values).filter((m) => !m.demonym || !namesLanguage(tokens, at))
    : [];
  const same = matches.filter((m) => m.length === phraseLength);
  if (aliased.length > 0)
    return {
      ...open,
      tokens: tokens.slice(at, at + phraseLength),
      values: [...aliased, ...same.filter((m) => m.unused)],
    };
  if (known) {
    const filler = known.length === 1 && FILLER.has(token.lower);
    return {
      ...open,
      tokens: tokens.slice(at, at + phraseLength),
      meanings: known.meanings,
      values: same,
      number: phraseLength === 1 ? token.number : null,
      filler,
    };
  }
  const filler = FILLER.has(token.lower);
  return { ...open, tokens: [token], number: token.number, filler };
}

/** The value that another word stands for, in every field of places that holds it: "the Canadian branch", "Canadian members". */
function aliasedValues(
  { length, meanings }: { readonly length: number; readonly meanings: readonly Meaning[] },
  token: Token,
  lexicon: Lexicon,
  values: ValueIndex,
): ValueMatch[] {
  const alias = meanings.find((m) => m.kind === 'alias');
  if (alias?.kind !== 'alias') return [];
  const isPlace = lexicon.places.has(alias.member);
  const demonym = isPlace && token.lower !== alias.value.toLowerCase();
  return values
    .match(valueWords(alias.value), 0)
    .filter((m) => m.value === alias.value && (m.member === alias.member || (isPlace && lexicon.places.has(m.member))))
    .map(({ member, value }) => ({ member, value, length, exact: true, demonym }));
}

/** A time, unless the number that looks like a year counts what follows it: "over 2000 dollars", "more than 2000 rentals". */
function calendarTime(tokens: readonly Token[], at: number, lexicon: Lexicon): ReturnType<typeof readTime> {
  const found = readTime(tokens, at);
  if (!found || !/^\d{4}$/.test(tokens[at + found.length - 1]?.lower ?? '')) return found;
  if (found.time.kind !== 'range' || found.time.grain !== 'year' || found.length > 2) return found;
  const compared = /^(over|above|under|below|than|least|most|exceed|exceeding|exactly|to)$/;
  const before = tokens[found.length === 1 ? at - 1 : at]?.lower ?? '';
  const counts = lexicon
    .match(tokens, at + found.length)
    ?.meanings.some((m) =>
      m.kind === 'operator' ? m.op === 'unit_money' : m.kind === 'dataset' || m.kind === 'metric' || m.kind === 'unit',
    );
  // "revenue of at least 2000": what a figure is compared with.
  const figure = [2, 3, 4, 5].some((back) =>
    lexicon.match(tokens, at - back)?.meanings.some((m) => m.kind === 'metric'),
  );
  return ((counts || figure) && compared.test(before)) || isBound(tokens, found.length === 1 ? at - 1 : at)
    ? null
    : found;
}

/** "at least 2000", "more than 2000": what only numbers are measured by, so that none is a year. */
function isBound(tokens: readonly Token[], at: number): boolean {
  const [first, second] = [tokens[at - 1]?.lower ?? '', tokens[at]?.lower ?? ''];
  return /^(?:at (?:least|most)|(?:more|less|fewer|greater|higher|lower|larger|smaller) than)$/.test(
    `${first} ${second}`,
  );
}

/** "rent for 0.99" is a price; "rented at store 1" is not: a verb of a field with a preposition counts only before a number. */
function matchPhrase(tokens: readonly Token[], at: number, lexicon: Lexicon): ReturnType<Lexicon['match']> {
  const known = lexicon.match(tokens, at);
  // "at 2 dollars and over 90 minutes long": a number follows, so that another bound begins.
  const bound = known?.meanings.some((m) => m.kind === 'operator' && (m.op === 'or_more' || m.op === 'or_less'));
  if (known && known.length === 2 && bound && tokens[at]?.lower === 'and' && tokens[at + 2]?.number != null)
    return lexicon.match(tokens, at, 1) ?? known;
  if (!known || known.length < 2 || !known.meanings.every((m) => m.kind === 'verb' && m.of === 'field')) return known;
  const last = tokens[at + known.length - 1]?.lower ?? '';
  const after = tokens[at + known.length];
  return /^(for|at|in)$/.test(last) && after?.number === null
    ? (lexicon.match(tokens, at, known.length - 1) ?? known)
    : known;
}

/** One-word values that are also everyday words need a capital or a neighbour that names their field. */
function believable(match: ValueMatch, tokens: readonly Token[], at: number, meanings: readonly Meaning[]): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (match.length > 1) return true;
  if (match.demonym && /^\p{Lu}+$/u.test(token.text)) return true;
  if (match.demonym && namesLanguage(tokens, at)) return false;
  if (token.number !== null && /^\d/.test(token.lower)) return false;
  const everyday =
    FILLER.has(token.lower) || meanings.some((m) => m.kind === 'operator' || m.kind === 'verb' || m.kind === 'unit');
  if (token.lower.length === 1) return true;
  return !everyday || (token.capital && /^\p{Lu}/u.test(token.text));
}

/** "in Elvish": a language, where nothing that comes from there follows. */
function namesLanguage(tokens: readonly Token[], at: number): boolean {
  const following = tokens[at + 1];
  const adjective = /(?:ish|ese|an|ch|ic)$/.test(tokens[at]?.lower ?? '');
  return adjective && tokens[at - 1]?.lower === 'in' && (!following || following.apart);
}

function correct(
  token: Token,
  lexicon: Lexicon,
  values: ValueIndex,
  isWord: (word: string) => boolean,
  beforeNoun: boolean,
): Token {
  const { lower } = token;
  if (token.number !== null || token.date || lower.length < 2 || !/^[a-z]+$/.test(lower)) return token;
  if (lower.length === 2 && (/[aeiouy]/.test(lower) || !lexicon.skeletons.has(lower))) return token;
  const doubled = doubledOf(token, lexicon, isWord);
  if (doubled !== undefined) return correctToken(token, doubled);
  const misshapen = isMisshapen(token, lexicon, isWord) ? lexicon.spelling.nearest(lower, 1) : undefined;
  if (misshapen !== undefined && lexicon.nouns.includes(misshapen)) return correctToken(token, misshapen);
  if ([...token.forms].some((form) => lexicon.words.has(form) || KNOWN.has(form) || isValueWord(form, lower, values)))
    return token;
  const real = [...token.forms].some(isWord);
  const swapped = real && lower.length < 6 ? undefined : swappedOf(lower, lexicon);
  if (swapped !== undefined) return correctToken(token, swapped);
  const slips = Math.min(allowedSlips(lower.length), lower.length <= 4 ? 1 : 2);
  const near = (spelling: SpellingIndex): string | undefined => spelling.nearest(lower, slips);
  const word =
    pluralMeant(lower, lexicon) ??
    near(lexicon.spelling) ??
    near(lower.length < 4 ? FILLER_SPELLING : LONGER_FILLER_SPELLING);
  const calendar = lower.length >= 4 ? near(CALENDAR_SPELLING) : undefined;
  // A real word that the data do not hold is no slip of a name: "finance" is not France.
  if (
    real &&
    !(
      word !== undefined &&
      ((editDistance(lower, word) === 1 &&
        (lower.length >= 5 || (lower.length === 4 && word.length === 5 && lexicon.nouns.includes(word)))) ||
        isShuffled(lower, word))
    )
  )
    return token;
  const value = real
    ? undefined
    : lower.length >= 4
      ? (near(values.spelling.whole) ?? near(values.spelling.words))
      : undefined;
  // "acton films": before a noun a value is likelier than another noun.
  const kind = beforeNoun && word !== undefined && value !== undefined && lexicon.nouns.includes(word);
  const best = (kind ? [calendar, value, word] : [calendar, word, value])
    .filter((w): w is string => w !== undefined)
    .sort((a, b) => editDistance(lower, a) - editDistance(lower, b))[0];
  const hasty = best || real || /[aeiou]/.test(lower.slice(1)) ? undefined : lexicon.skeletons.get(lower);
  const skeleton = best && !lexicon.single.has(best) && !real ? hastyOf(lower, lexicon) : undefined;
  const lacking = best || hasty || real ? undefined : lacksLetter(lower, lexicon);
  const meant = skeleton ?? best ?? hasty ?? lacking;
  return meant ? correctToken(token, meant) : token;
}

/** "thier", "handel": two neighbours in each other's place are likelier than a letter too many or too few. */
function swappedOf(lower: string, { words }: Lexicon): string | undefined {
  if (lower.length < 4) return undefined;
  for (let at = 0; at + 1 < lower.length; at++) {
    const tried = `${lower.slice(0, at)}${lower[at + 1] ?? ''}${lower[at] ?? ''}${lower.slice(at + 2)}`;
    const known = words.has(tried) || KNOWN.has(tried);
    if (tried !== lower && (known || (/est$/.test(tried) && [...formsOf(tried)].some((form) => words.has(form)))))
      return tried;
  }
  return undefined;
}

/** "runing", "shiped": the last letter of the stem was not doubled. */
function doubledOf({ lower }: Token, { words }: Lexicon, isWord: (word: string) => boolean): string | undefined {
  const doubled = lower.replace(/([b-df-hj-np-tvz])(ing|ed)$/, '$1$1$2');
  const known = words.has(lower) || KNOWN.has(lower) || isWord(lower);
  return doubled !== lower && !known && words.has(doubled) ? doubled : undefined;
}

/** "adresses": the slip is in the word for one of them. */
function pluralMeant(lower: string, lexicon: Lexicon): string | undefined {
  const [stem = '', ending = ''] = /^(.{4,}(?:s|x|z|ch|sh))(es)$/.exec(lower)?.slice(1) ?? [];
  const one = stem === '' ? undefined : lexicon.spelling.nearest(stem, 1);
  return one !== undefined && lexicon.nouns.includes(one) ? one + ending : undefined;
}

/** A word of the model by its consonants: "ernd" is "earned" rather than the "end" that means nothing by itself. */
function hastyOf(lower: string, lexicon: Lexicon): string | undefined {
  return /[aeiou]/.test(lower.slice(1)) ? undefined : lexicon.skeletons.get(lower);
}

/** "rateing": an ending on a known word that no one writes so. */
function isMisshapen({ lower, forms }: Token, { words }: Lexicon, isWord: (word: string) => boolean): boolean {
  return /[aeiou]ing$/.test(lower) && !words.has(lower) && !isWord(lower) && forms.size > 1;
}

/** "tims" is no plural of the name: a name of three letters takes no ending. */
function isValueWord(form: string, lower: string, values: ValueIndex): boolean {
  return values.words.has(form) && (form === lower || form.length >= 4);
}

/** "costumer" for "customer": the letters of a long word in another order. */
function isShuffled(typed: string, word: string): boolean {
  const sorted = (text: string): string => [...text].sort().join('');
  return typed.length >= 7 && typed[0] === word[0] && typed.at(-1) === word.at(-1) && sorted(typed) === sorted(word);
}

/** "cusotmr" for "customer": the letters of a long word in another order, and one of them left out. */
function lacksLetter(typed: string, lexicon: Lexicon): string | undefined {
  if (typed.length < 6) return undefined;
  return lexicon.spelling
    .within(typed, 3)
    .find((word) => word.length === typed.length + 1 && word.at(-1) === typed.at(-1) && holdsAll(word, typed));
}

function holdsAll(word: string, typed: string): boolean {
  const left = [...word];
  return [...typed].every((letter) => {
    const at = left.indexOf(letter);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

export function textOf(item: Item): string {
  return item.tokens.map((token) => token.text).join(' ');
}
