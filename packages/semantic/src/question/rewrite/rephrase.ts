import { readTime } from '../calendar.js';
import type { Lexicon, Meaning } from '../lexicon.js';
import type { Token } from '../tokens.js';
import type { ValueIndex } from '../value-index.js';
import { courtesyLength, idleLength } from './idle.js';
import { matchPattern, type Captures, type Matched } from './match-pattern.js';
import { needsOf } from './needs-of.js';
import type { SlotKind } from './pattern.js';
import type { Rewriting } from './rewritings.js';
import { reword, type Piece, type Wording } from './wording.js';

/** What the words of a question may be, for the places of a pattern. */
export interface Vocabulary {
  readonly lexicon: Lexicon;
  readonly values: ValueIndex;
  /** Whether a field holds names of persons. */
  readonly isPerson: (member: string) => boolean;
  /** Ways of speaking of the business, from its model. */
  readonly idioms: readonly Rewriting[];
  /** Whether a word names what figures are split by: a thing that is no event, a field with few values, a stretch of time. */
  readonly isGroup: (meaning: Meaning) => boolean;
  /** The noun and plural of the things that a field sorts into kinds; null for names, places and all else. */
  readonly kindsOf: (member: string) => readonly [string, string] | null;
  /** What the answer before was grouped by and which values it was about; nothing where none stands before. */
  readonly before: Before;
  /** The question cut up and its slips mended. */
  readonly tokensOf: (text: string) => readonly Token[];
}

/** What a question can speak of because the answer before showed it. */
export interface Before {
  readonly isShown: (meaning: Meaning) => boolean;
  readonly isHeld: (member: string, value: string) => boolean;
}

/** Before a first question stands nothing. */
export const NOTHING_BEFORE: Before = { isShown: () => false, isHeld: () => false };

/** Says a question in other words; null where the rewriting does not fit it. */
export function rephrase(wording: Wording, rewriting: Rewriting, vocabulary: Vocabulary): Wording | null {
  const tokens = vocabulary.tokensOf(wording.text);
  const said = saidIn(tokens);
  if (!needsOf(rewriting.from).every((words) => words.some((word) => said.has(word)))) return null;
  const found = matchPattern(rewriting.from, lookInto(wording.text, tokens, vocabulary));
  const [first, last] = [tokens[found?.from ?? 0], tokens[(found?.to ?? 1) - 1]];
  if (!found || !first || !last) return null;
  // What goes on over an exclamation would take its words into the question.
  if (tokens.slice(found.from + 1, found.to).some((token) => token.exclaimed)) return null;
  const pieces = rewriting.to.flatMap((part): Piece[] => {
    if (part.kind === 'text') return [{ put: part.text }];
    const kept = placeOf(found.captures, part.slot, tokens);
    return kept ? [{ kept }] : [];
  });
  const next = reword(wording, first.start, last.end, pieces);
  return next.text === wording.text ? null : next;
}

function placeOf(captures: Captures, slot: string, tokens: readonly Token[]): readonly [number, number] | null {
  const captured = captures.get(slot);
  const [first, last] = [tokens[captured?.from ?? -1], tokens[(captured?.to ?? 0) - 1]];
  return first && last ? [first.start, last.end] : null;
}

const MOST_WORDS = 14;
/** Forms that the lemmatiser does not lead back, being too short. */
const AUXILIARIES: Readonly<Record<string, readonly string[]>> = {
  be: ['am', 'is', 'are', 'was', 'were', 'been', 'being', "'s", "'re"],
  have: ['has', 'had', 'having', "'ve"],
  do: ['does', 'did', 'done', 'doing'],
};
const saidBefore = new WeakMap<readonly Token[], ReadonlySet<string>>();

/** Each word of a question, in every form that `isWord` takes it for. */
function saidIn(tokens: readonly Token[]): ReadonlySet<string> {
  const known = saidBefore.get(tokens);
  if (known !== undefined) return known;
  const said = new Set(tokens.flatMap(({ lower, forms }) => [lower, ...forms]));
  for (const [word, forms] of Object.entries(AUXILIARIES)) if (forms.some((form) => said.has(form))) said.add(word);
  saidBefore.set(tokens, said);
  return said;
}

const AGGREGATES = new Set(['average', 'median', 'total', 'minimum', 'maximum']);
const RANKS = new Set(['top', 'bottom', 'most', 'least', 'highest', 'lowest']);

/** 1, 2, 3 … up to the most. */
function lengths(most: number): number[] {
  return Array.from({ length: most }, (_, i) => i + 1);
}

/** The same word, be it of one or of several. */
function isFormOf(one: Token | undefined, other: Token | undefined): boolean {
  return one !== undefined && other !== undefined && [...one.forms].some((form) => other.forms.has(form));
}

/** "top", "most", "best", "keenest" */
function ranks(meaning: Meaning, last: Token | undefined): boolean {
  if (meaning.kind === 'operator') return RANKS.has(meaning.op);
  return meaning.kind === 'vague' || (meaning.kind === 'quality' && /est$/.test(last?.lower ?? ''));
}

function lookInto(
  text: string,
  tokens: readonly Token[],
  { lexicon, values, isPerson, isGroup, before }: Vocabulary,
): Matched {
  const words = tokens.map((token) => token.lower);
  const phrase = (at: number, fits: (meaning: Meaning) => boolean): number[] => {
    const found = lexicon.match(tokens, at);
    if (found?.meanings.some(fits)) return [found.length];
    const single = found && found.length > 1 ? lexicon.match(tokens, at, 1) : null;
    return single?.meanings.some(fits) ? [1] : [];
  };
  const named = (at: number, fits: (member: string) => boolean): number[] => [
    ...new Set(values.match(words, at).flatMap((m) => (fits(m.member) ? [m.length] : []))),
  ];
  const isNumbered = (m: Meaning): boolean => m.kind === 'dataset' && lexicon.numbered.has(m.name);
  const called = (at: number): number[] =>
    phrase(at, isNumbered).flatMap((length) => (tokens[at + length]?.number != null ? [length + 1] : []));
  const spansOf = (kind: SlotKind, at: number): readonly number[] => {
    const token = tokens[at];
    if (!token) return [];
    switch (kind) {
      case 'thing':
        return phrase(at, (m) => m.kind === 'dataset');
      case 'event':
        return phrase(at, (m) => m.kind === 'dataset' && lexicon.events.has(m.name));
      case 'numbered':
        return phrase(at, isNumbered);
      case 'owner':
        return [...called(at), ...named(at, () => true)];
      case 'figure':
        return phrase(at, (m) => m.kind === 'metric');
      case 'field':
        return phrase(at, (m) => m.kind === 'field');
      case 'listed':
        return phrase(at, (m) => m.kind === 'field' && lexicon.listed.has(m.member));
      case 'noun':
        return phrase(at, (m) => m.kind === 'dataset' || m.kind === 'metric' || m.kind === 'field');
      case 'verb':
        return phrase(at, (m) => m.kind === 'verb');
      case 'quality':
        return phrase(at, (m) => m.kind === 'quality' || m.kind === 'vague');
      case 'grain':
        return phrase(at, (m) => m.kind === 'grain');
      case 'group':
        return phrase(at, isGroup);
      case 'shown':
        return phrase(at, before.isShown);
      case 'held':
        return [
          ...new Set(values.match(words, at).flatMap((m) => (before.isHeld(m.member, m.value) ? [m.length] : []))),
        ];
      case 'rank':
        return phrase(at, (m) => ranks(m, tokens[at + (lexicon.match(tokens, at)?.length ?? 1) - 1]));
      case 'aggregate':
        return phrase(at, (m) => m.kind === 'operator' && AGGREGATES.has(m.op));
      case 'number':
        return token.number === null ? [] : [1];
      case 'price':
        return token.number !== null && (token.money || token.lower.includes('.')) ? [1] : [];
      case 'value':
        return [...named(at, () => true), ...phrase(at, (m) => m.kind === 'alias')];
      case 'person':
        return named(at, isPerson);
      case 'time': {
        const time = readTime(tokens, at);
        return time ? [time.length] : [];
      }
      case 'idle':
        return lengths(Math.min(MOST_WORDS, idleLength(tokens, at, { lexicon, values })));
      case 'courtesy':
        return lengths(Math.min(MOST_WORDS, courtesyLength(tokens, at, { lexicon, values })));
      case 'word':
        return [1];
      case 'any':
        return lengths(Math.min(MOST_WORDS, tokens.length - at));
    }
  };
  return {
    length: tokens.length,
    isWord: (at, word) => {
      const token = tokens[at];
      if (!token) return false;
      return token.lower === word || token.forms.has(word) || (AUXILIARIES[word]?.includes(token.lower) ?? false);
    },
    spansOf,
    isSame: (at, other, length) => lengths(length).every((n) => isFormOf(tokens[at + n - 1], tokens[other + n - 1])),
    hasBreak: (at) => /[,;:()–—]|[.!?…]+\s|\s-+\s/.test(text.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? 0)),
  };
}
