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

describe('a share of things', () => {
  const partOf = (question: string) => queryOf(question).metrics[0]?.filters;
  const spent = { kind: 'exists', dataset: 'payments', sum: 'payments.amount', count: { op: 'gt', value: 30 } };

  it.each([
    'what percentage of clients spent more than 30 dollars',
    'share of clients that paid over 30 dollars',
    'of our clients, what share has spent more than 30 dollars',
  ])('is of those whose amounts add up to a bound: %s', (question) => {
    expect(queryOf(question).metrics).toMatchObject([{ metric: 'customer_count', percent: true }]);
    expect(partOf(question)).toEqual(expect.arrayContaining([expect.objectContaining(spent)]));
  });

  it('has the time and what is said of the events inside the bound', () => {
    expect(partOf('percentage of clients who spent more than 30 dollars in May 2022')).toMatchObject([
      { ...spent, filters: [{ kind: 'time', member: 'payments.payment_date', from: '2022-05-01' }] },
    ]);
    expect(partOf('share of clients with more than 2 late hires')).toMatchObject([
      { kind: 'exists', dataset: 'rentals', count: { op: 'gt', value: 2 }, filters: [{ kind: 'named', name: 'late' }] },
    ]);
  });

  it.each(['what percentage of active clients hired in May', 'of the active clients, what share hired in May'])(
    'keeps what the things are in the whole: %s',
    (question) => {
      expect(queryOf(question)).toMatchObject({
        metrics: [{ metric: 'customer_count', percent: true, filters: [{ kind: 'exists', dataset: 'rentals' }] }],
        filters: [{ kind: 'named', name: 'active_customer' }],
      });
    },
  );

  it.each(['what share of takings does each genre account for', 'percentage of hires each genre accounts for'])(
    'is of what it is said to be of, whatever the verb: %s',
    (question) => {
      expect(queryOf(question)).toMatchObject({ metrics: [{}], calculations: [{ kind: 'share', metric: 0 }] });
    },
  );

  it.each([
    'what share of clients who are active hired in May',
    'what percentage of films that were never hired are rated R',
    'what part of the takings came from clients who spent more than 30 dollars',
    'share of films that earn more than 30 dollars per genre',
    'share of active clients with late hires',
  ])('is asked back where another part may be meant: %s', (question) => {
    expect(decline(question).kind).toBe('clarify');
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
