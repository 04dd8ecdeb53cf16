import type { Element, SlotKind } from './pattern.js';

/** What a pattern may ask about the tokens of a question. */
export interface Matched {
  readonly length: number;
  /** Whether a token is this word, in any form. */
  isWord(at: number, word: string): boolean;
  /** How many tokens from here on may fill a place of this kind; the likeliest first. */
  spansOf(kind: SlotKind, at: number): readonly number[];
  /** Whether the same words stand at two places. */
  isSame(at: number, other: number, length: number): boolean;
  /** Whether a comma, colon, dash or bracket stands before a token. */
  hasBreak(at: number): boolean;
}

export type Captures = ReadonlyMap<string, { readonly from: number; readonly to: number }>;

export interface PatternMatch {
  readonly from: number;
  readonly to: number;
  readonly captures: Captures;
}

/** Finds the first place where a pattern fits. */
export function matchPattern(pattern: readonly Element[], text: Matched): PatternMatch | null {
  for (let from = 0; from < text.length; from++) {
    const found = walk(pattern, 0, from, new Map(), text);
    if (found && found.to > from) return { from, ...found };
    if (pattern[0]?.kind === 'start') break;
  }
  return null;
}

type Walked = { readonly to: number; readonly captures: Captures };

function walk(
  pattern: readonly Element[],
  index: number,
  at: number,
  captures: Captures,
  text: Matched,
): Walked | null {
  const element = pattern[index];
  if (!element) return { to: at, captures };
  switch (element.kind) {
    case 'start':
      return at === 0 ? walk(pattern, index + 1, at, captures, text) : null;
    case 'end':
      return at === text.length ? walk(pattern, index + 1, at, captures, text) : null;
    case 'break':
      return at > 0 && at < text.length && text.hasBreak(at) ? walk(pattern, index + 1, at, captures, text) : null;
    case 'word':
      return text.isWord(at, element.word) ? walk(pattern, index + 1, at + 1, captures, text) : null;
    case 'choice':
      return firstOf(element.options, (option) =>
        walk([...option, ...pattern.slice(index + 1)], 0, at, captures, text),
      );
    case 'slot': {
      const said = captures.get(element.name);
      if (said) {
        const length = said.to - said.from;
        return text.isSame(said.from, at, length) ? walk(pattern, index + 1, at + length, captures, text) : null;
      }
      return firstOf(text.spansOf(element.of, at), (length) =>
        walk(
          pattern,
          index + 1,
          at + length,
          new Map([...captures, [element.name, { from: at, to: at + length }]]),
          text,
        ),
      );
    }
  }
}

function firstOf<T, R>(list: readonly T[], attempt: (one: T) => R | null): R | null {
  for (const one of list) {
    const found = attempt(one);
    if (found) return found;
  }
  return null;
}
