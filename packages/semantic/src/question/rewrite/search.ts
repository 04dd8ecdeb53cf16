import { rephrase, type Vocabulary } from './rephrase.js';
import { FIRST, FIRST_IN_TURN, OTHERWISE, OTHERWISE_IN_TURN, TOPIC_CHANGES } from './rewritings.js';
import { valuesAsNouns } from './values-as-nouns.js';
import { withoutAsides } from './without-asides.js';
import { withoutReason } from './without-reason.js';
import type { Wording } from './wording.js';

/** Wordings that are tried for one question at most: what cannot be read this way either is asked back in time. */
const MOST_WORDINGS = 14;
const MOST_FIRST = 4;

/** The question without the words that say that it is about something new; null where it says no such thing. */
export function withoutTopicChange(wording: Wording, vocabulary: Vocabulary): Wording | null {
  for (const rewriting of TOPIC_CHANGES) {
    const next = rephrase(wording, rewriting, vocabulary);
    if (next) return next;
  }
  return null;
}

/** The question with the ways of speaking resolved that never mean what their words say; `inTurn`: an answer stands before it. */
export function resolveIdioms(wording: Wording, vocabulary: Vocabulary, inTurn = false): Wording {
  let resolved = withoutReason(wording, vocabulary, inTurn) ?? wording;
  for (const rewriting of [...(inTurn ? FIRST_IN_TURN : FIRST), ...vocabulary.idioms])
    for (let times = 0; times < MOST_FIRST; times++) {
      const next = rephrase(resolved, rewriting, vocabulary);
      if (next === null) break;
      resolved = next;
    }
  return resolved;
}

/** The question in other words: first with one rewriting, then with two and three, each wording once, in the order of the lists. */
export function* otherWordings(wording: Wording, vocabulary: Vocabulary, inTurn = false): Generator<Wording> {
  const kinds = inTurn ? null : valuesAsNouns(wording, vocabulary);
  const asides = [...withoutAsides(wording, vocabulary), ...(kinds ? [kinds] : [])];
  yield* asides;
  const seen = new Set([wording, ...asides].map((one) => one.text));
  let level = [...new Set([...asides.slice(0, 1), ...(kinds ? [kinds] : []), wording])];
  while (level.length > 0) {
    const next: Wording[] = [];
    for (const before of level)
      for (const rewriting of inTurn ? OTHERWISE_IN_TURN : OTHERWISE) {
        const made = rephrase(before, rewriting, vocabulary);
        if (made === null || seen.has(made.text)) continue;
        if (seen.size > MOST_WORDINGS) return;
        seen.add(made.text);
        next.push(made);
        yield made;
      }
    level = next;
  }
}
