import { describe, expect, it } from 'vitest';
import { ask, plan } from './testing/ask-planner.js';

const queryOf = (question: string) => plan(question).query;

describe('those who did it', () => {
  it('are no group after a rank', () => {
    const { dimensions, limit } = queryOf('which genre is hired most by customers from Portugal');
    expect(dimensions.map((d) => d.member)).not.toContain('rentals.customer_id');
    expect(limit).toBe(1);
  });

  it('may be described before they are named', () => {
    expect(queryOf('number of hires made by inactive customers')).toMatchObject({
      metrics: [{ metric: 'rental_count' }],
      dimensions: [],
    });
  });

  it('are a group where each of them is asked for', () => {
    expect(queryOf('takings by each of the customers in Portugal').dimensions).not.toHaveLength(0);
  });

  it('are who a first event belongs to, whatever is measured', () => {
    expect(queryOf('takings from customers whose first hire was in June 2022').filters).toMatchObject([
      {
        kind: 'exists',
        dataset: 'customers',
        filters: [
          { kind: 'exists', dataset: 'rentals' },
          { kind: 'exists', dataset: 'rentals', negate: true },
        ],
      },
    ]);
  });
});

describe('a rate', () => {
  it('is called by its part, and what follows is its whole', () => {
    const { metrics, filters } = queryOf('late return rate in Portugal');
    expect(metrics).toMatchObject([{ filters: [{ kind: 'named' }], percent: true }]);
    expect(filters).toContainEqual(expect.objectContaining({ kind: 'compare', values: ['Portugal'] }));
  });

  it('is one of the days that come again', () => {
    expect(queryOf('what share of takings is made on Mondays').metrics).toMatchObject([
      { metric: 'revenue', over: { metric: 'revenue' }, percent: true },
    ]);
  });
});

describe('a request to check', () => {
  it('measures nothing', () => {
    expect(ask('could you check these numbers').kind).not.toBe('planned');
  });
});
