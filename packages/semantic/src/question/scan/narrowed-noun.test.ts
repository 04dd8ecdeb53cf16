import { describe, expect, it } from 'vitest';
import { plan } from '../../testing/ask-planner.js';

const queryOf = (question: string): ReturnType<typeof plan>['query'] => plan(question).query;

describe('a noun that other words narrow', () => {
  it('is what a bound counts', () => {
    expect(queryOf('which performers acted in more than 2 Drama movies')).toMatchObject({
      metrics: [{ metric: 'film_count' }],
      having: [{ op: 'gt', values: [2] }],
    });
  });

  it('takes the number before it as how many to show', () => {
    expect(queryOf('which 6 Comedy movies were hired the most').limit).toBe(6);
    expect(queryOf('which 6 active clients paid the least').limit).toBe(6);
  });

  it('is ranked by, a condition that is a noun among them', () => {
    for (const question of ['top 4 genres by number of late returns', 'which genre has the most late returns'])
      expect(queryOf(question)).toMatchObject({
        metrics: [{ metric: 'rental_count' }],
        filters: [{ kind: 'named', name: 'late' }],
      });
  });

  it('is not looked for behind a preposition', () => {
    expect(queryOf('which movie was hired the most in the Comedy genre').metrics).toMatchObject([
      { metric: 'rental_count' },
    ]);
  });
});

describe('figures of each group', () => {
  it('bounds the average of each group where it is said to be one', () => {
    expect(queryOf('which genres have movies that run over 110 minutes on average')).toMatchObject({
      metrics: [{ field: 'films.length', aggregate: 'avg' }],
      having: [{ op: 'gt', values: [110] }],
    });
  });

  it('divides by what lies in the group', () => {
    expect(queryOf('income per client in each country').metrics).toMatchObject([
      { metric: 'revenue', per: 'customers', aggregate: 'avg' },
    ]);
    expect(queryOf('income per client and country').metrics).toEqual([{ metric: 'revenue' }]);
  });

  it('shows beside listed things what they belong to', () => {
    expect(queryOf('list the employees and their branch').attributes).toContain('stores.store_id');
  });
});
