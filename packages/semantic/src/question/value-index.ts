import { formsOf } from './tokens.js';

/** A value that stands in the data within the caller's scope. */
export interface ValueEntry {
  /** `dataset.field` */
  readonly member: string;
  readonly value: string;
}

export interface ValueMatch extends ValueEntry {
  readonly length: number;
  readonly exact: boolean;
}

/** Finds values of the caller's scope in a question. Holds nothing that the caller may not see. */
export interface ValueIndex {
  /** Values whose words are exactly the tokens at a position; longest first. */
  match(words: readonly string[], at: number): readonly ValueMatch[];
  /** Every distinct word of a value, for spelling. */
  readonly words: ReadonlySet<string>;
  /** Words that are a whole value. */
  readonly whole: ReadonlySet<string>;
  /** Values that hold a word, for suggestions. */
  holding(word: string, limit: number): readonly ValueEntry[];
  readonly size: number;
}

/** Builds the index from the distinct values of the model's value fields, read under the caller's scope. */
export function buildValueIndex(entries: readonly ValueEntry[]): ValueIndex {
  const byFirst = new Map<string, { words: readonly string[]; entry: ValueEntry }[]>();
  const byWord = new Map<string, ValueEntry[]>();
  for (const entry of entries) {
    const words = valueWords(entry.value);
    const first = words[0];
    if (first === undefined) continue;
    const list = byFirst.get(first) ?? [];
    list.push({ words, entry });
    byFirst.set(first, list);
    for (const word of new Set(words)) {
      const holders = byWord.get(word) ?? [];
      if (holders.length < 50) holders.push(entry);
      byWord.set(word, holders);
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  return {
    size: entries.length,
    words: new Set(byWord.keys()),
    whole: new Set(
      [...byFirst].flatMap(([first, list]) => (list.some((entry) => entry.words.length === 1) ? [first] : [])),
    ),
    holding: (word, limit) => (byWord.get(word) ?? []).slice(0, limit),
    match(words, at) {
      const out: ValueMatch[] = [];
      const first = words[at] ?? '';
      for (const form of firstForms(first)) {
        for (const { words: value, entry } of byFirst.get(form) ?? []) {
          if (!value.every((word, i) => (i === 0 ? true : sameWord(words[at + i] ?? '', word)))) continue;
          out.push({ ...entry, length: value.length, exact: form === first });
        }
      }
      return out.sort((a, b) => b.length - a.length || Number(b.exact) - Number(a.exact));
    },
  };
}

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

function sameWord(typed: string, word: string): boolean {
  return typed === word || (typed.length > 4 && typed === `${word}s`);
}
