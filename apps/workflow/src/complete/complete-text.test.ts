import type { Catalog } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { completeText } from './complete-text.js';

const catalog: Catalog = {
  views: [],
  metrics: [
    { name: 'revenue', label: 'revenue', description: 'Money received.', format: 'currency', synonyms: ['sales'] },
  ],
  dimensions: [
    { name: 'films.rating', label: 'film rating', description: 'Age rating.', type: 'String', synonyms: ['rating'] },
  ],
};
const values = new Map([['films.title', ['ACADEMY DINOSAUR', 'REVOLUTION SKY', 'RÉVEIL']]]);
const complete = (text: string) => completeText(text, { catalog, values }).completions;

describe('completeText', () => {
  it('completes figures, groupings, times and values of the scope, and says what it replaces', () => {
    expect(complete('show rev')[0]).toEqual({
      text: 'revenue',
      kind: 'metric',
      description: 'Money received.',
      start: 5,
      end: 8,
    });
    expect(complete('revenue by ra')[0]).toMatchObject({ text: 'rating', kind: 'dimension', start: 11 });
    expect(complete('revenue last mo')).toContainEqual({ text: 'last month', kind: 'time', start: 8, end: 15 });
    expect(complete('copies of academy d')[0]).toMatchObject({
      text: 'ACADEMY DINOSAUR',
      kind: 'value',
      start: 10,
      description: 'films title',
    });
  });

  it('overlooks accents and case, and puts names before values', () => {
    expect(complete('REV').map(({ text }) => text)).toEqual(['revenue', 'REVOLUTION SKY', 'RÉVEIL']);
  });

  it('offers nothing for nothing, for what is whole, and no values for one letter', () => {
    expect(complete('')).toEqual([]);
    expect(complete('revenue')).toEqual([]);
    expect(complete('a').filter(({ kind }) => kind === 'value')).toEqual([]);
  });
});
