import type { Token } from '../tokens.js';
import type { Vocabulary } from './rephrase.js';
import { reword, type Wording } from './wording.js';

/**
 * "how many surgeons", "the best nurse": a value that says what kind of thing something is stands for the things themselves.
 * *Returns* the question with their noun put behind each such value; null where there is none, or the noun is there.
 */
export function valuesAsNouns(wording: Wording, vocabulary: Vocabulary): Wording | null {
  const tokens = vocabulary.tokensOf(wording.text);
  const words = tokens.map((token) => token.lower);
  for (let at = tokens.length - 1; at >= 0; at--) {
    const match = matchAt(tokens, words, at, vocabulary);
    const nouns = match ? vocabulary.kindsOf(match.member) : null;
    const last = tokens[at + (match?.length ?? 1) - 1];
    const first = tokens[at];
    if (
      !match ||
      !nouns ||
      match.value.length < 2 ||
      !first ||
      !last ||
      isFollowed(tokens, at + match.length, vocabulary)
    )
      continue;
    const noun = nouns[last.lower.endsWith('s') && !match.value.toLowerCase().endsWith('s') ? 1 : 0];
    return reword(wording, first.start, last.end, [{ kept: [first.start, last.end] }, { put: noun }]);
  }
  return null;
}

/** A value as it is stored, or said of several. */
function matchAt(tokens: readonly Token[], words: readonly string[], at: number, { values }: Vocabulary) {
  const found = values.match(words, at).find((match) => !match.unused);
  if (found) return found;
  const singular = [...(tokens[at]?.forms ?? [])].filter((form) => form !== words[at]);
  return singular
    .flatMap((form) => values.match([...words.slice(0, at), form, ...words.slice(at + 1)], at))
    .find((match) => !match.unused && match.length === 1);
}

/** "dentist appointments", "self-employed people": said of a noun that follows, the value is only its condition. */
function isFollowed(tokens: readonly Token[], at: number, { lexicon }: Vocabulary): boolean {
  return lexicon.match(tokens, at)?.meanings.some((m) => ['dataset', 'field', 'metric'].includes(m.kind)) ?? false;
}
