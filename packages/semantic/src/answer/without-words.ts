/** The question without some of its words, and without a preposition, article or joiner that is left hanging where they stood. */
export function withoutWords(
  question: string,
  words: readonly { readonly start: number; readonly end: number }[],
): string {
  return [...words]
    .sort((a, b) => b.start - a.start)
    .reduce((text, word) => {
      const before = text.slice(0, word.start).replace(HANGING, '');
      return `${before.trimEnd()} ${text.slice(word.end).trimStart()}`;
    }, question)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s+([?.,!])/g, '$1')
    .trim()
    .replace(/[?.!,\s]+$/, '')
    .replace(HANGING, '')
    .trim();
}

const HANGING = /(?:\s+(?:in|on|at|of|for|from|by|with|the|and|or|a|an|to|during|is|are|was|were))+\s*$/i;
