import type { Cell, Turn } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { plan } from './testing/ask-planner.js';

/** The query of the last of several turns; each but the last is given with the rows of its answer. */
function last(turns: readonly (readonly [string, ...Cell[][]])[], question: string) {
  const answered: Turn[] = [];
  for (const [asked, ...rows] of turns) {
    const { query, columns } = plan(asked, { conversation: { id: 'c', turns: [...answered] } });
    answered.push({ question: asked, status: 'answered', query, columns: columns.map((c) => c.name), rows });
  }
  return plan(question, { conversation: { id: 'c', turns: answered } }).query;
}

describe('a turn about the things of a list', () => {
  it('picks the first of them by a field of theirs', () => {
    const films: [string, ...Cell[][]] = ['films rated PG', ['ALPHA DAWN'], ['BETA DUSK']];
    expect(last([films], 'which of these is the shortest?')).toMatchObject({
      entity: 'films',
      limit: 1,
      sort: [{ direction: 'asc' }],
      filters: [{ member: 'films.rating' }],
    });
  });

  it('asks for a figure of every single one', () => {
    const top: [string, ...Cell[][]] = ['top 2 customers by rentals', [1, 'ADA NORTH', 9], [2, 'BEA SOUTH', 8]];
    expect(last([top], 'what has each of them paid?')).toMatchObject({
      metrics: [{ metric: 'revenue' }],
      dimensions: [{ member: 'customers.full_name' }],
    });
  });

  it('speaks of members by what they are, not by where something took place', () => {
    const members: [string, ...Cell[][]] = ['inactive customers of store 2', [1, 'ADA NORTH'], [2, 'BEA SOUTH']];
    const { filters } = last([members], 'what did they pay in all?');
    expect(filters).toHaveLength(1);
    expect(filters).toMatchObject([{ member: 'customers.customer_id' }]);
  });
});

describe('a turn about the figures of groups', () => {
  it('wants one figure for all of them', () => {
    expect(last([['takings by genre', ['Action', 5]]], 'and the total of these?')).toMatchObject({
      metrics: [{ metric: 'revenue' }],
      dimensions: [],
    });
  });

  it('wants another figure of the same groups', () => {
    expect(last([['takings by genre', ['Action', 5]]], 'show the number of rentals')).toMatchObject({
      metrics: [{ metric: 'rental_count' }],
      dimensions: [{ member: 'categories.category' }],
    });
  });

  it('wants the average for each of what is named', () => {
    expect(last([['takings by genre', ['Action', 5]]], 'and on average per client?')).toMatchObject({
      metrics: [{ metric: 'revenue', aggregate: 'avg', per: 'customers' }],
      dimensions: [{ member: 'categories.category' }],
    });
  });

  it('says more of what happened', () => {
    const { dimensions, time_range } = last([['late returns by genre', ['Action', 5]]], 'borrowed in May 2022');
    expect(dimensions).toHaveLength(1);
    expect(time_range).toMatchObject({ member: 'rentals.rental_date', from: '2022-05-01' });
  });

  it('bounds what single payments are worth', () => {
    expect(last([['payments by month', ['2022-05-01', 5]]], 'only those over 3 dollars')).toMatchObject({
      metrics: [{ metric: 'payment_count' }],
      filters: [{ member: 'payments.amount', op: 'gt', values: [3] }],
    });
  });
});

describe('the period that was shown', () => {
  it('is what "that day" means', () => {
    expect(
      last([['on which day were the most films borrowed?', ['2022-05-09', 12]]], 'how many payments came in that day?'),
    ).toMatchObject({ metrics: [{ metric: 'payment_count' }], time_range: { from: '2022-05-09', to: '2022-05-10' } });
  });

  it('leaves nothing to rank', () => {
    expect(last([['which month had the most rentals?', ['2022-05-01', 12]]], 'and in June 2022?')).toMatchObject({
      dimensions: [],
      limit: null,
    });
  });
});

describe('a turn about the first of a ranking', () => {
  const top: [string, ...Cell[][]] = ['top 2 customers by rentals', [1, 'ADA NORTH', 9], [2, 'BEN SOUTH', 8]];

  it('picks some of them, not the first of others', () => {
    const query = last([top], 'which of those live in Italy?');
    expect(query).toMatchObject({ entity: 'customers', limit: null });
    expect(query.filters).toMatchObject([{ values: ['Italy'] }, { member: 'customers.customer_id', values: [1, 2] }]);
  });

  it('counts some of them', () => {
    expect(last([top], 'how many of those live in Italy?')).toMatchObject({ metrics: [{ metric: 'customer_count' }] });
  });
});

describe('a turn that sets something beside what was held', () => {
  it('keeps both, side by side', () => {
    expect(last([['takings by month for shop 1', ['2022-01-01', 9]]], 'compare that with shop 2')).toMatchObject({
      dimensions: [{ grain: 'month' }, { member: expect.stringContaining('store_id') as string }],
      filters: [{ op: 'in', values: [1, 2] }],
    });
  });
});

describe('a turn that speaks of that month', () => {
  it('means the one that the question before was narrowed to', () => {
    const turns: [string, ...Cell[][]][] = [['who borrowed the most in February 2022?', [1, 'ADA NORTH', 9]]];
    expect(last(turns, 'how much did she pay in that month?').time_range).toMatchObject({ label: 'February 2022' });
  });
});
