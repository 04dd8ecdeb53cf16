/** A list of phrases as it is written in the word lists: separated by bars, over as many lines as it takes. */
export function phrases(text: string): readonly string[] {
  return text
    .split('|')
    .map((phrase) => phrase.trim())
    .filter(Boolean);
}
