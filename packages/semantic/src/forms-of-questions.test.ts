import type { SemanticQuery, Turn } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { ask, decline, plan } from './testing/ask-planner.js';

const queryOf = (question: string): SemanticQuery => plan(question).query;

describe('a span without "from"', () => {
  it.each([
    ['takings January to March 2022', '2022-01-01', '2022-04-01'],
    ['takings from the first quarter to the second quarter of 2022', '2022-01-01', '2022-07-01'],
    ['takings 5 to 12 February 2022', '2022-02-05', '2022-02-13'],
  ])('%s', (question, from, to) => {
    expect(queryOf(question).time_range).toMatchObject({ from, to });
  });

  it('holds every weekday between the two', () => {
    expect(queryOf('rentals Monday to Wednesday').filters).toMatchObject([
      { op: 'in', values: ['Monday', 'Tuesday', 'Wednesday'] },
    ]);
  });

  it('does not take a permission for a month', () => {
    expect(ask('how many copies may we keep of ALPHA DAWN')).not.toMatchObject({
      query: { time_range: { from: '2022-05-01' } },
    });
  });
});

describe('"or more" stands behind what is counted or measured', () => {
  it.each([
    ['clients who rented 5 times or more', { having: [{ op: 'gte', values: [5] }] }],
    ['films with 2 copies or fewer', { having: [{ op: 'lte', values: [2] }] }],
    ['films that last 2 hours or more', { filters: [{ member: 'films.length', op: 'gte', values: [120] }] }],
  ])('%s', (question, expected) => {
    expect(queryOf(question)).toMatchObject(expected);
  });
});

describe('how many of something each thing has', () => {
  it.each([
    ['which films have 3 copies', 'eq', 3],
    ['which titles do we own two copies of', 'eq', 2],
    ['which countries have only one customer', 'eq', 1],
  ])('%s', (question, op, value) => {
    expect(queryOf(question).having).toMatchObject([{ op, values: [value] }]);
  });

  it('counts the groups when they are asked for', () => {
    expect(queryOf('in how many countries do we have only one customer')).toMatchObject({
      metrics: [{ metric: 'customer_count' }],
      dimensions: [{ member: 'customers.country' }],
      having: [{ op: 'eq', values: [1] }],
      count_groups: true,
    });
  });

  it('counts a thing that was taken out each time', () => {
    expect(queryOf('which clients returned at least 4 of their discs late')).toMatchObject({
      metrics: [{ metric: 'rental_count' }],
      having: [{ op: 'gte', values: [4] }],
    });
  });
});

describe('a condition on the figure of a group', () => {
  it.each([
    ['which categories have an average length above 100 minutes', { field: 'films.length', aggregate: 'avg' }],
    ['average payment above 3 per customer', { field: 'payments.amount', aggregate: 'avg' }],
    ['clients whose total payments are below 6 dollars', { metric: 'revenue' }],
  ])('%s', (question, metric) => {
    const query = queryOf(question);
    expect(query.metrics[0]).toMatchObject(metric);
    expect(query.having).toHaveLength(1);
    expect(query.filters).toEqual([]);
  });
});

describe('a count that is asked for at the end', () => {
  it.each([
    ['clients who rented Comedy films - how many are there', { metrics: [{ field: 'rentals.customer_id' }] }],
    ['films that were never rented: give me the number', { metrics: [{ metric: 'film_count' }] }],
    ['clients who spent over 6 dollars, count them', { count_groups: true, having: [{ op: 'gt', values: [6] }] }],
  ])('counts what was named first: %s', (question, expected) => {
    expect(queryOf(question)).toMatchObject(expected);
  });
});

describe('counts of several values', () => {
  it.each([
    ['how many clients are from Portugal and how many from Italy', 'customers.country'],
    ['how many Action films and how many Comedy films are there', 'categories.category'],
  ])('are shown apart: %s', (question, member) => {
    expect(queryOf(question).dimensions).toMatchObject([{ member }]);
  });

  it('counts the persons, not the names', () => {
    expect(queryOf('how many folks have the first name Ada').metrics).toEqual([{ metric: 'customer_count' }]);
  });

  it('joins surnames', () => {
    expect(queryOf('which clients have the surname North or West').filters).toMatchObject([
      { member: 'customers.last_name', op: 'in', values: ['NORTH', 'WEST'] },
    ]);
  });
});

describe('what is paid is money', () => {
  it.each(['highest paying client', 'the lowest paying client'])('%s', (question) => {
    expect(queryOf(question)).toMatchObject({ metrics: [{ metric: 'revenue' }], limit: 1 });
  });

  it('also after "how much"', () => {
    expect(queryOf('how much has ADA NORTH paid').metrics).toEqual([{ metric: 'revenue' }]);
  });
});

describe('first and last', () => {
  it.each([
    ['when did ADA NORTH pay us last', 'payments.payment_date', 'max'],
    ['when did BEN SOUTH rent his first film', 'rentals.rental_date', 'min'],
  ])('%s', (question, field, aggregate) => {
    expect(queryOf(question).metrics).toEqual([{ field, aggregate }]);
  });

  it('asks back where an order is not of a time that is asked for', () => {
    expect(decline('who rented last').kind).toBe('clarify');
  });
});

describe('one period set against another', () => {
  it.each([
    ['takings growth from Q1 to Q2 2022', 'change_percent'],
    ['takings growth in percent, February vs January 2022', 'change_percent'],
  ])('is one figure: %s', (question, kind) => {
    const query = queryOf(question);
    expect(query.dimensions).toEqual([]);
    expect(query.calculations?.[0]).toMatchObject({ kind, metric: 0, against: 1 });
  });
});

describe('an order without a cut', () => {
  it.each([
    ['takings by category, lowest first', 'asc'],
    ['revenue per rental by language from high to low', 'desc'],
  ])('%s', (question, direction) => {
    expect(queryOf(question)).toMatchObject({ sort: [{ by: 'metric:0', direction }], limit: null });
  });
});

describe('words with two meanings', () => {
  it('feature persons, or are features', () => {
    expect(queryOf('which films feature both MIRA STONE and OTTO VANCE')).toMatchObject({ entity: 'films' });
    expect(queryOf('which films feature both MIRA STONE and OTTO VANCE').filters).toHaveLength(2);
  });

  it('say which time a weekday is of', () => {
    expect(queryOf('rentals by weekday of the return').dimensions).toMatchObject([{ member: 'rentals.return_date' }]);
  });

  it('ask for the things that were rented', () => {
    expect(queryOf('what has ADA NORTH rented').entity).toBe('films');
  });
});

describe('a question after an answer', () => {
  const after = (question: string, rows: Turn['rows'], next: string): SemanticQuery => {
    const first = plan(question);
    const turn: Turn = {
      question,
      status: 'answered',
      query: first.query,
      columns: first.columns.map((c) => c.name),
      rows,
    };
    return plan(next, { conversation: { id: 'c1', turns: [turn] } }).query;
  };

  it('lists what was counted, and counts what was listed', () => {
    expect(after('how many Drama films have we got', [[2]], 'list them')).toMatchObject({
      entity: 'films',
      metrics: [],
    });
    expect(after('list the Comedy films', [['ALPHA DAWN'], ['BRAVO DUSK']], 'just count them')).toMatchObject({
      metrics: [{ metric: 'film_count' }],
    });
  });

  it('takes another aggregate of the same field', () => {
    expect(after('average length by category', [['Action', 90]], 'and the median?').metrics).toEqual([
      { field: 'films.length', aggregate: 'median' },
    ]);
  });

  it('takes "she" for the one thing of the answer', () => {
    expect(after('who spent the most', [[1, 'ADA NORTH', 8]], 'how much has she paid').filters).toMatchObject([
      { member: 'customers.customer_id', values: [1] },
    ]);
  });

  it('sums the amount in place of the count', () => {
    expect(after('payment count by weekday', [['Monday', 2]], 'amount instead of count').metrics).toEqual([
      { metric: 'revenue' },
    ]);
  });
});
