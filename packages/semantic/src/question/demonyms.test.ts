import { describe, expect, it } from 'vitest';
import { matchDemonym, matchInitials } from './demonyms.js';
import { toTokens } from './tokens.js';
import { buildValueIndex } from './value-index.js';

const member = 'guests.homeland';
const places = [
  'Norway',
  'Tunisia',
  'Austria',
  'Australia',
  'Costa Rica',
  'United States',
  'Dominican Republic',
  'Mali',
  'Wales',
];
const values = buildValueIndex(places.map((value) => ({ member, value })));
const members = new Set([member]);
const fromWords = (text: string) => matchDemonym(text.split(' '), 0, members, values).map((m) => [m.value, m.length]);

describe('a place by the adjective of its people', () => {
  it.each([
    ['tunisian', 'Tunisia', 1],
    ['tunisians', 'Tunisia', 1],
    ['austrian', 'Austria', 1],
    ['australian', 'Australia', 1],
    ['costa rican', 'Costa Rica', 2],
    ['dominican', 'Dominican Republic', 1],
    ['malian', 'Mali', 1],
    ['welsh', 'Wales', 1],
  ])('reads "%s" as %s', (text, value, length) => expect(fromWords(text)).toEqual([[value, length]]));

  it.each(['norway', 'austere', 'malign', 'costa', 'man'])('leaves "%s" alone', (text) =>
    expect(fromWords(text)).toEqual([]),
  );

  it('reads capitals as the place whose words begin with them, and small letters as what they are', () => {
    const initials = (text: string) =>
      toTokens(text).flatMap((t) => matchInitials(t, members, values).map((m) => m.value));
    expect(initials('guests of the US')).toEqual(['United States']);
    expect(initials('guests tell us')).toEqual([]);
  });
});
