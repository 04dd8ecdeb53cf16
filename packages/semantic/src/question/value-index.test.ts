import { describe, expect, it } from 'vitest';
import { buildValueIndex, valueWords } from './value-index.js';

const index = buildValueIndex([
  { member: 'categories.category', value: 'Sci-Fi' },
  { member: 'categories.category', value: 'Action' },
  { member: 'customers.city', value: 'São Paulo' },
  { member: 'customers.city', value: 'São' },
  { member: 'films.title', value: 'ACTION PLAN' },
  { member: 'films.title', value: '!!!' },
]);
const values = (text: string, at = 0): string[] => index.match(text.split(' '), at).map((match) => match.value);

describe('the index of values', () => {
  it('folds case, accents and hyphens', () => {
    expect(valueWords('São-Paulo Nº 1.5')).toEqual(['sao', 'paulo', 'no', '1.5']);
    expect(values('sci fi films')).toEqual(['Sci-Fi']);
  });

  it('gives the longest value first, and every member that has it', () => {
    expect(values('sao paulo')).toEqual(['São Paulo', 'São']);
    expect(values('action plan')).toEqual(['ACTION PLAN', 'Action']);
  });

  it('looks at the position only, and at whole words', () => {
    expect(values('the action', 0)).toEqual([]);
    expect(values('the action', 1)).toEqual(['Action']);
    expect(values('act')).toEqual([]);
    expect(values('sao paul')).toEqual(['São']);
  });

  it('accepts a plural and says that it is not exact', () => {
    expect(index.match(['actions'], 0)).toMatchObject([{ value: 'Action', exact: false }]);
    expect(index.match(['action'], 0)).toMatchObject([{ value: 'Action', exact: true }]);
  });

  it('tells which values hold a word, up to a limit', () => {
    expect(index.holding('action', 5).map((entry) => entry.value)).toEqual(['Action', 'ACTION PLAN']);
    expect(index.holding('action', 1)).toHaveLength(1);
    expect(index.holding('drama', 5)).toEqual([]);
  });

  it('knows single words that are a whole value, and passes over values without letters', () => {
    expect(['action', 'sao', 'paulo'].map((word) => index.spelling.whole.nearest(word, 0))).toEqual([
      'action',
      'sao',
      undefined,
    ]);
    expect(index.size).toBe(6);
    expect(index.words.has('')).toBe(false);
  });
});
