import { describe, expect, it } from 'vitest';
import { decline, plan } from './testing/ask-planner.js';

const queryOf = (question: string) => plan(question).query;
const ofAction = [{ kind: 'compare', member: 'categories.category', op: 'eq', values: ['Action'] }];

describe('a share', () => {
  it('is one of the events that a verb only places', () => {
    expect(queryOf('what fraction of payments came from store 2').metrics).toMatchObject([
      { metric: 'payment_count', over: { metric: 'payment_count' }, percent: true },
    ]);
  });

  it('is one of each group where a verb says the part', () => {
    for (const question of [
      'for each month, what share of hires were of Action films',
      'what share of hires were of Action films, by month',
    ])
      expect(queryOf(question), question).toMatchObject({
        metrics: [{ metric: 'rental_count', filters: ofAction, over: { metric: 'rental_count' } }],
        dimensions: [{ grain: 'month' }],
      });
  });

  it('is that of the groups where they are what the verb is said of', () => {
    expect(queryOf('what share of revenue does each genre bring in at store 1')).toMatchObject({
      metrics: [{ metric: 'revenue' }],
      calculations: [{ kind: 'share' }],
    });
  });
});

describe('the highest amount of each group', () => {
  it('is that of single events, though they are named', () => {
    expect(queryOf('biggest payment by genre')).toMatchObject({
      metrics: [{ field: 'payments.amount', aggregate: 'max' }],
      limit: null,
    });
  });
});

describe('an amount that adds up', () => {
  const sum = [{ field: 'films.replacement_cost', aggregate: 'sum', of: 'inventory' }];

  it.each([
    'replacement value of our discs by branch',
    'what is the price to replace the discs of branch 1',
    'overall worth of the discs in branch 2, based on replacement cost',
  ])('%s', (question) => {
    expect(queryOf(question).metrics).toMatchObject(sum);
  });

  it('is shown for each one where they are listed', () => {
    expect(queryOf('list the discs with their replacement cost').entity).toBe('inventory');
  });
});

describe('what did not happen', () => {
  it('is denied once, though it is said twice', () => {
    expect(queryOf('how many clients did not pay in June 2022, no payment at all').filters).toHaveLength(1);
  });

  it('stands beside what there is', () => {
    expect(queryOf('how many films that we stock were not rented in June 2022').filters).toMatchObject([
      { kind: 'exists', dataset: 'rentals', negate: true },
      { kind: 'exists', dataset: 'inventory' },
    ]);
  });

  it('is no answer about what is to come', () => {
    expect(decline('takings by genre next quarter').problem.code).toBe('question.ambiguous');
  });
});

describe('what is said twice', () => {
  it('is one condition', () => {
    expect(queryOf('top 2 genres in store 1 by takings, store 1').filters).toHaveLength(1);
  });
});

describe('who has more, and how much each has', () => {
  it('is shown for all of them', () => {
    expect(queryOf('which branch saw more payments in May 2022, and how many have both')).toMatchObject({
      metrics: [{ metric: 'payment_count' }],
      dimensions: [{ member: 'stores.store_id' }],
      limit: null,
    });
  });
});
