import { describe, expect, it } from 'vitest';
import { mendSpacing } from './mend-spacing.js';
import { toTokens } from './tokens.js';

const known = new Set('how many guests turnover by room rooms per'.split(' '));
const mend = (text: string) =>
  mendSpacing(toTokens(text), {
    isKnown: (word) => known.has(word),
    isNoun: (word) => word === 'turnover' || word === 'guests',
    isWord: (word) => word === 'permanent',
  }).map((token) => token.lower);

describe('blanks that slipped', () => {
  it('parts words that were run together', () => {
    expect(mend('howmany guests')).toEqual(['how', 'many', 'guests']);
    expect(mend('turnover perroom')).toEqual(['turnover', 'per', 'room']);
  });

  it('joins a word that was cut in two', () => {
    expect(mend('turn over by room')).toEqual(['turnover', 'by', 'room']);
  });

  it('leaves real words and words of which no part is known', () => {
    expect(mend('permanent guests')).toEqual(['permanent', 'guests']);
    expect(mend('howdy guests')).toEqual(['howdy', 'guests']);
  });

  it('keeps the places in the text as typed', () => {
    expect(
      mendSpacing(toTokens('howmany'), { isKnown: (w) => known.has(w), isNoun: () => false, isWord: () => false }),
    ).toMatchObject([
      { lower: 'how', start: 0, end: 3 },
      { lower: 'many', start: 3, end: 7 },
    ]);
  });
});
