import type { SemanticQuery } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { inputOf, plan, planner } from './testing/ask-planner.js';

const queryOf = (question: string): SemanticQuery => plan(question).query;

describe('an amount of money without the name of its field', () => {
  it.each([
    ['how many 1.49 films are there', 'films.rental_rate', 'eq', [1.49]],
    ['Drama films at 1.49', 'films.rental_rate', 'eq', [1.49]],
    ['how many payments of $7.50', 'payments.amount', 'eq', [7.5]],
    ['count the payments that were not 7.50', 'payments.amount', 'ne', [7.5]],
    ['how many payments were for 0 dollars', 'payments.amount', 'eq', [0]],
    ['revenue excluding the zero and 1.49 payments', 'payments.amount', 'not_in', [0, 1.49]],
    ['average length of the 1.49 films', 'films.rental_rate', 'eq', [1.49]],
  ])('is a value of what it stands beside: %s', (question, member, op, values) => {
    expect(queryOf(question).filters).toContainEqual(expect.objectContaining({ member, op, values }));
  });

  it('is asked back where the noun has no amount of its own', () => {
    expect(planner.plan(inputOf('rentals at 1.49')).kind).toBe('clarify');
  });
});

describe('the value that most rows hold', () => {
  it.each([
    ['the most common payment amount', 'payments.amount', 'payment_count'],
    ['commonest age rating', 'films.rating', 'film_count'],
    ['which replacement cost is the most frequent', 'films.replacement_cost', 'film_count'],
    ['most usual surname of the clients', 'customers.last_name', 'customer_count'],
  ])('is the first by the number of rows: %s', (question, member, metric) => {
    expect(queryOf(question)).toMatchObject({
      metrics: [{ metric }],
      dimensions: [{ member }],
      sort: [{ by: 'metric:0', direction: 'desc' }],
      limit: 1,
    });
  });
});

describe('the difference between two', () => {
  it.each([
    'difference in takings between February and March 2022',
    'how far apart are Action and Drama in revenue',
    'the gap in revenue between store 1 and store 2',
  ])('has no sign, and both sides stand beside it: %s', (question) => {
    const { metrics, calculations, dimensions } = queryOf(question);
    expect(metrics.map((m) => m.filters?.length)).toEqual([1, 1]);
    expect(dimensions).toEqual([]);
    expect(calculations).toEqual([{ kind: 'difference', metric: 0, against: 1, unsigned: true }]);
  });

  it('keeps its sign where one side is said to be the greater', () => {
    expect(queryOf("by how much does store 1's revenue exceed store 2's").calculations).toMatchObject([
      { kind: 'difference', metric: 0, against: 1 },
      { kind: 'change_percent' },
    ]);
  });
});
