import { describe, expect, it } from 'vitest';
import { decline, plan } from './testing/ask-planner.js';

const attributesOf = (question: string) => plan(question).query.attributes;

describe('several fields of one thing', () => {
  it.each([
    ['how long is ALPHA DAWN and what is it rated?', ['films.title', 'films.length', 'films.rating']],
    ['what is ALPHA DAWN rated and how long is it?', ['films.title', 'films.rating', 'films.length']],
    [
      'how long is ALPHA DAWN and what does it cost to replace?',
      ['films.title', 'films.length', 'films.replacement_cost'],
    ],
    ['how is ALPHA DAWN rated?', ['films.title', 'films.rating']],
  ])('%s', (question, attributes) => {
    expect(attributesOf(question)).toEqual(attributes);
  });
});

describe('a kind after the question word', () => {
  it('stands for the things of that kind', () => {
    expect(plan('which comedies does store 2 have?').query).toMatchObject({ entity: 'films' });
  });
});

describe('a list that gives back only the name it was asked with', () => {
  it('is asked back', () => {
    expect(decline('which film is ALPHA DAWN?').kind).toBe('clarify');
  });
});

describe('a word in brackets', () => {
  it('says which figure of the noun is meant', () => {
    expect(plan('payments (count) by month').query.metrics).toEqual([{ metric: 'payment_count' }]);
    expect(plan('cumulative payments (count) per week').query.metrics).toEqual([{ metric: 'payment_count' }]);
    expect(plan('payments (amount) by store').query.metrics).toEqual([{ metric: 'revenue' }]);
  });
});
