import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestWord } from './edit-distance.js';
import { createSpellingIndex } from './spelling-index.js';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), minLength: 0, maxLength: 9 });
const typedWord = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 });
const slips = fc.constantFrom(0, 1, 2);

/** What the index must find, by looking at every word. */
const mayBe = (candidate: string, typed: string): boolean =>
  candidate.length >= 3 && (candidate[0] === typed[0] || (typed.length >= 6 && candidate[1] === typed[0]));

describe('the index of spellings', () => {
  it('finds what looking at every word finds, the first of the list where two are equally near', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), typedWord, slips, (list, typed, most) => {
        const candidates = list.filter((candidate) => mayBe(candidate, typed));
        expect(createSpellingIndex(list).nearest(typed, most)).toBe(nearestWord(typed, candidates, most));
      }),
      { numRuns: 2000 },
    );
  });

  it('lists everything of the same first letter within the slips, the closest first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 60 }), typedWord, slips, (list, typed, most) => {
        const near = list
          .filter((candidate) => candidate.length >= 3 && candidate[0] === typed[0])
          .map((candidate) => ({ candidate, distance: editDistance(typed, candidate) }))
          .filter(({ distance }) => distance <= most)
          .sort((a, b) => a.distance - b.distance);
        expect(createSpellingIndex(list).within(typed, most)).toEqual(near.map(({ candidate }) => candidate));
      }),
      { numRuns: 2000 },
    );
  });

  it('mends a missing first letter only in a long word', () => {
    const index = createSpellingIndex(['category', 'film']);
    expect(index.nearest('ategory', 2)).toBe('category');
    expect(index.nearest('ilm', 1)).toBeUndefined();
  });

  it('holds for words longer than what a byte can count', () => {
    const long = 'a'.repeat(300);
    const index = createSpellingIndex([`${long}b`, `${long}cc`]);
    expect(index.nearest(`${long}c`, 2)).toBe(`${long}b`);
    expect(index.within(`${long}c`, 2)).toEqual([`${long}b`, `${long}cc`]);
  });

  it('knows nothing where it was given nothing', () => {
    expect(createSpellingIndex([]).nearest('film', 2)).toBeUndefined();
    expect(createSpellingIndex([]).within('film', 2)).toEqual([]);
  });
});
