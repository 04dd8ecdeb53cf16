import { type Check, unsure } from './evidence.js';
import { wordsOf } from './said.js';

/** "we open a new wing next week - which …": a time to come, in a clause of its own where someone says what they do, is no condition. */
export const timeAhead: Check = ({ items }) => {
  const at = items.findIndex(
    (item) => item.status === 'used' && item.time?.kind === 'relative' && item.time.anchor === 'next',
  );
  if (at < 0) return null;
  const before = items.slice(0, at).map(wordsOf);
  const ends = items.slice(at + 1).find((item) => item.tokens[0]?.apart);
  const told = before.some((word) => /^(?:i|we|he|she|they|you)$/.test(word)) && ends === items[at + 1];
  return told && ends ? unsure('The time that is named lies ahead, and nothing is recorded for it yet.') : null;
};
