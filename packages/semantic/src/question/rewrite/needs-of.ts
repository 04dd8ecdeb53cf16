import type { Element } from './pattern.js';

const known = new WeakMap<readonly Element[], readonly (readonly string[])[]>();

/**
 * The words that a pattern cannot do without: one of each list must be said. Most patterns need a word that a question does not have, and
 * need not be tried on it.
 */
export function needsOf(pattern: readonly Element[]): readonly (readonly string[])[] {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  const needs = pattern.flatMap((element) => {
    const need = needOf(element);
    return need === null ? [] : [need];
  });
  known.set(pattern, needs);
  return needs;
}

/** *Returns* null where the element may be filled without any certain word. */
function needOf(element: Element): readonly string[] | null {
  if (element.kind === 'word') return [element.word];
  if (element.kind !== 'choice') return null;
  const words: string[] = [];
  for (const option of element.options) {
    const [first] = needsOf(option);
    if (first === undefined) return null;
    words.push(...first);
  }
  return words;
}
