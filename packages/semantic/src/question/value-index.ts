import { createSpellingIndex, type SpellingIndex } from './spelling-index.js';
import { formsOf } from './tokens.js';

/** A value that stands in the data within the caller's scope. */
export interface ValueEntry {
  /** `dataset.field` */
  readonly member: string;
  readonly value: string;
  /** It is on a list only: nothing in scope has it. */
  readonly unused?: boolean;
}

export interface ValueMatch extends ValueEntry {
  readonly length: number;
  readonly exact: boolean;
  /** The value was said by the adjective of a place or the name of its people. */
  readonly demonym?: boolean;
}

/** Finds values of the caller's scope in a question. Holds nothing that the caller may not see. */
export interface ValueIndex {
  /** Values whose words are exactly the tokens at a position; longest first. */
  match(words: readonly string[], at: number): readonly ValueMatch[];
  /** Every distinct word of a value. */
  readonly words: { has(word: string): boolean };
  /** What a slip is mended to: words that are a whole value, and all words of values; both longest first. */
  readonly spelling: { readonly whole: SpellingIndex; readonly words: SpellingIndex };
  /** Values that hold a word, for suggestions. */
  holding(word: string, limit: number): readonly ValueEntry[];
  /** Values that begin with three letters. */
  beginningWith(letters: string): readonly ValueEntry[];
  /** All values of a member: a list that is there already, for it is asked at every word. */
  of(member: string): readonly ValueEntry[];
  readonly size: number;
}

const MOST_HOLDERS = 50;

/**
 * Builds the index from the distinct values of the model's value fields, read under the caller's scope. Values are found by their first
 * two words, so that asking costs the same among sixty values and sixty thousand. *Cost* some microseconds a value.
 */
export function buildValueIndex(entries: readonly ValueEntry[]): ValueIndex {
  const byStart = new Map<string, number[]>();
  const byWord = new Map<string, number[]>();
  const byLetters = new Map<string, number[]>();
  const byMember = new Map<string, ValueEntry[]>();
  for (const [at, entry] of entries.entries()) {
    const words = valueWords(entry.value);
    push(byMember, entry.member, entry);
    if (words[0] === undefined) continue;
    push(byLetters, words[0].slice(0, 3), at);
    push(byStart, startOf(words[0], words[1]), at);
    for (const word of words) push(byWord, word, at, MOST_HOLDERS);
  }
  const entriesAt = (places: readonly number[]): ValueEntry[] =>
    places.map((at) => entries[at]).filter((entry) => entry !== undefined);
  return {
    size: entries.length,
    words: byWord,
    spelling: {
      whole: createSpellingIndex(longestFirst([...byWord.keys()].filter((word) => byStart.has(word)))),
      words: createSpellingIndex(longestFirst([...byWord.keys()])),
    },
    beginningWith: (letters) => entriesAt(byLetters.get(letters) ?? []),
    of: (member) => byMember.get(member) ?? [],
    holding: (word, limit) => entriesAt((byWord.get(word) ?? []).slice(0, limit)),
    match(words, at) {
      const out: ValueMatch[] = [];
      const first = words[at] ?? '';
      const seconds = secondForms(words[at + 1]);
      for (const form of firstForms(first)) {
        const places = seconds.flatMap((second) => byStart.get(startOf(form, second)) ?? []);
        for (const entry of entriesAt(places.sort((a, b) => a - b))) {
          const value = valueWords(entry.value);
          if (!value.every((word, i) => i < 2 || sameWord(words[at + i] ?? '', word))) continue;
          out.push({ ...entry, length: value.length, exact: form === first });
        }
      }
      return out.sort((a, b) => b.length - a.length || Number(b.exact) - Number(a.exact));
    },
  };
}

/** A value of one word stands under that word, a longer one under its first two. */
const startOf = (first: string, second: string | undefined): string =>
  second === undefined ? first : `${first} ${second}`;

function push<T>(lists: Map<string, T[]>, key: string, at: T, most = Infinity): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [at]);
  else if (list.length < most && list.at(-1) !== at) list.push(at);
}

/** Letters are left out more often than put in, so of two names equally near the longer one is taken. */
const longestFirst = (words: readonly string[]): string[] =>
  words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** The words of a value, folded: "Sci-Fi" is sci, fi; accents and case are dropped. */
export function valueWords(value: string): string[] {
  return (
    value
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\d]+(?:\.\d+)?/gu)
      ?.map((word) => word) ?? []
  );
}

function firstForms(word: string): string[] {
  return word.length > 3 ? [...new Set([word, ...formsOf(word)])] : [word];
}

/** What the second word of a value may be: none, the typed word, or the one it is the plural of. */
function secondForms(typed: string | undefined): (string | undefined)[] {
  if (typed === undefined) return [undefined];
  return sameWord(typed, typed.slice(0, -1)) ? [undefined, typed, typed.slice(0, -1)] : [undefined, typed];
}

function sameWord(typed: string, word: string): boolean {
  return typed === word || (typed.length > 4 && typed === `${word}s`);
}
