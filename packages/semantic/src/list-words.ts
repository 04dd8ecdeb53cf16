/** "a", "a and b", "a, b and c"; with "or" where one of them is meant. */
export function listWords(words: readonly string[], joint: 'and' | 'or' = 'and'): string {
  return words.length <= 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1) ?? ''}`;
}
