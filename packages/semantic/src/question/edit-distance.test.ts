import { describe, expect, it } from 'vitest';
import { allowedSlips, editDistance, nearestWord } from './edit-distance.js';

describe('the distance between two words', () => {
  it.each([
    ['rental', 'rental', 0],
    ['rental', 'rentals', 1],
    ['rental', 'retnal', 1],
    ['rental', 'dental', 1],
    ['rental', '', 6],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('from %s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is the same both ways, zero only for the same word, and never above the longer length', () => {
    const words = ['', 'a', 'film', 'flim', 'films', 'category', 'catgory', 'actor'];
    for (const a of words)
      for (const b of words) {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }
  });

  it('stops counting above the limit, and is right up to it', () => {
    for (const limit of [0, 1, 2, 3, 4]) {
      expect(editDistance('kitten', 'sitting', limit)).toBe(limit < 3 ? limit + 1 : 3);
    }
  });
});

describe('the nearest word', () => {
  it('allows no slip in two letters, one up to six, two above', () => {
    expect([1, 2, 3, 6, 7, 12].map(allowedSlips)).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('takes the closest, and the first of two that are equally close', () => {
    expect(nearestWord('catgory', ['story', 'category', 'categories'])).toBe('category');
    expect(nearestWord('bat', ['cat', 'hat'])).toBe('cat');
  });

  it('finds nothing beyond the slips that a word of this length may hold', () => {
    expect(nearestWord('film', ['farm', 'fool'])).toBeUndefined();
    expect(nearestWord('r', ['g'])).toBeUndefined();
  });
});
