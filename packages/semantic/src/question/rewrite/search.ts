import { rephrase, type Vocabulary } from './rephrase.js';
import { FIRST, OTHERWISE } from './rewritings.js';
import type { Wording } from './wording.js';

/** Wordings that are tried for one question at most: what cannot be read this way either is asked back in time. */
const MOST_WORDINGS = 14;
const MOST_FIRST = 4;

/** The question with the ways of speaking resolved that never mean what their words say. */
export function resolveIdioms(wording: Wording, vocabulary: Vocabulary): Wording {
  let resolved = wording;
  for (const rewriting of [...FIRST, ...vocabulary.idioms])
    for (let times = 0; times < MOST_FIRST; times++) {
      const next = rephrase(resolved, rewriting, vocabulary);
      if (next === null) break;
      resolved = next;
    }
  return resolved;
}

/** The question in other words: first with one rewriting, then with two and three, each wording once, in the order of the lists. */
export function* otherWordings(wording: Wording, vocabulary: Vocabulary): Generator<Wording> {
  const seen = new Set([wording.text]);
  let level = [wording];
  while (level.length > 0) {
    const next: Wording[] = [];
    for (const before of level)
      for (const rewriting of OTHERWISE) {
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
