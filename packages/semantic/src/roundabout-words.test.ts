import type { SemanticQuery } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { ask, plan } from './testing/ask-planner.js';

const queryOf = (question: string): SemanticQuery => plan(question).query;

describe('one figure, whoever did it', () => {
  it.each([
    ['how many rentals were made by our clients on Tuesdays', 'rental_count'],
    ['total amount paid by clients living in Italy', 'revenue'],
    ['number of rentals which have gone through our branches', 'rental_count'],
    ['total payments taken by Ivo Reed in March 2022', 'revenue'],
    ['what did the Comedy category bring in overall', 'revenue'],
  ])('%s', (question, metric) => {
    expect(queryOf(question)).toMatchObject({ metrics: [{ metric }], dimensions: [] });
  });

  it('is the average of all of them together', () => {
    expect(queryOf('work out the mean amount across all of our payments')).toMatchObject({
      metrics: [{ field: 'payments.amount', aggregate: 'avg' }],
      dimensions: [],
    });
  });

  it('is the length that things have', () => {
    expect(queryOf('how long are our films on average')).toMatchObject({
      metrics: [{ field: 'films.length', aggregate: 'avg' }],
    });
  });
});

describe('the whole named first', () => {
  it.each([
    ['of all our clients, how many live in Italy', 'customer_count'],
    ['among the films in our range, how many are rated PG', 'film_count'],
  ])('is what is counted: %s', (question, metric) => {
    expect(queryOf(question).metrics).toMatchObject([{ metric }]);
  });

  it('is what is ranked', () => {
    expect(queryOf('out of our clients, which two spent the most')).toMatchObject({
      limit: 2,
      metrics: [{ metric: 'revenue' }],
    });
  });
});

describe('persons of a place', () => {
  it.each(['top four clients of branch 2 by spending', "branch 2's clients, top four by spending"])(
    'belong to it wherever they paid: %s',
    (question) => {
      expect(queryOf(question).filters).toMatchObject([{ member: 'customers.store_id', values: [2] }]);
    },
  );
});

describe('a slip that is a word of its own', () => {
  it.each([
    ['films longer then 170 minutes', 'films longer than 170 minutes'],
    ['takings per weak in may 2022', 'takings per week in may 2022'],
    ['how many clients didnt rent in may 2022', "how many clients didn't rent in may 2022"],
    ['films that rent for 99 cents', 'films that rent for 0.99'],
  ])('%s', (typed, meant) => {
    expect(queryOf(typed).filters).toMatchObject(queryOf(meant).filters.map((f) => ({ kind: f.kind })));
  });
});

describe('things counted through what happened to them', () => {
  it.each(['how many different clients had a payment in May 2022', 'number of clients with a payment in May 2022'])(
    '%s',
    (question) => {
      expect(queryOf(question)).toMatchObject({
        metrics: [{ field: 'payments.customer_id', aggregate: 'count_distinct' }],
        time_range: { member: 'payments.payment_date' },
      });
    },
  );
});

describe('what says nothing about the business', () => {
  it('is a part that all of the whole belongs to', () => {
    expect(queryOf('late share of returned rentals').metrics).toMatchObject([
      { filters: [{ name: 'late' }], percent: true },
    ]);
  });

  it.each(['which week had takings at the highest amount', 'takings per month with growth in March 2022'])(
    'is asked back or left out: %s',
    (question) => {
      const answer = ask(question);
      if (answer.kind === 'planned') expect(answer.query.metrics).toHaveLength(1);
    },
  );
});
