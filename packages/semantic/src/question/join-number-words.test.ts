import { describe, expect, it } from 'vitest';
import { toTokens } from './tokens.js';

const lowers = (text: string): string[] => toTokens(text).map((token) => token.lower);

describe('a number written in several words', () => {
  it.each([
    ['over forty-two visits', ['over', '42', 'visits']],
    ['two hundred and six chairs', ['206', 'chairs']],
    ['three thousand four hundred', ['3400']],
    ['hundred and ten', ['110']],
    ['the twenty-third of May', ['the', '23rd', 'of', 'may']],
    ['ninety one', ['91']],
  ])('%s', (text, expected) => {
    expect(lowers(text)).toEqual(expected);
  });

  it.each(['one or two', 'the top twenty, one by one', 'the first and the second', 'seven'])(
    'leaves %s alone',
    (text) => {
      expect(lowers(text)).toHaveLength(text.split(' ').length);
    },
  );

  it('keeps the place in the text as typed', () => {
    expect(toTokens('of sixty-four')[1]).toMatchObject({ text: 'sixty-four', start: 3, end: 13, number: 64 });
  });
});
