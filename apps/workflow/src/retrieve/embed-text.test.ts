import { describe, expect, it } from 'vitest';
import { EMBEDDING_DIMENSIONS, embedText, toWords } from './embed-text.js';

const nearness = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

describe('embedText', () => {
  it('gives unit vectors of one length, the same for the same text', () => {
    const vector = embedText('Revenue by month');
    expect(vector).toHaveLength(EMBEDDING_DIMENSIONS);
    expect(Math.hypot(...vector)).toBeCloseTo(1);
    expect(embedText('Revenue by month')).toEqual(vector);
  });

  it('puts inflections, accents and case close together and other words apart', () => {
    expect(nearness(embedText('late returns'), embedText('LATE RETURN'))).toBeGreaterThan(0.95);
    expect(nearness(embedText('café sales'), embedText('cafe sale'))).toBeGreaterThan(0.95);
    expect(nearness(embedText('late returns'), embedText('film category'))).toBeLessThan(0.3);
  });

  it('still finds a misspelt word by its letters', () => {
    const wanted = embedText('customers');
    expect(nearness(embedText('custommers'), wanted)).toBeGreaterThan(nearness(embedText('categories'), wanted) + 0.1);
  });

  it('brings words of one meaning together when told of neighbours', () => {
    const neighboursOf = (word: string): string[] => (word === 'movie' ? ['film'] : []);
    const plain = nearness(embedText('movie'), embedText('film'));
    expect(nearness(embedText('movie', neighboursOf), embedText('film'))).toBeGreaterThan(plain + 0.2);
  });

  it('gives a text without words the zero vector', () => {
    expect(embedText('?!')).toEqual(new Array<number>(EMBEDDING_DIMENSIONS).fill(0));
    expect(toWords('what is the')).toEqual([]);
  });
});
