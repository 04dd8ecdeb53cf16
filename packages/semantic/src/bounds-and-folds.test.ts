import { describe, expect, it } from 'vitest';
import { plan } from './testing/ask-planner.js';

const queryOf = (question: string) => plan(question).query;

describe('a bound on what happened in each stretch of time', () => {
  it.each([
    ['how many weeks brought in over 800', 'week', { metric: 0, op: 'gt', values: [800] }],
    ['on how many days did we make at least 12 rentals', 'day', { op: 'gte', values: [12] }],
    ['how many days had takings above the daily average', 'day', { op: 'gt', against: 'avg' }],
  ])('counts them: %s', (question, grain, having) => {
    expect(queryOf(question)).toMatchObject({ dimensions: [{ grain }], having: [having], count_groups: true });
  });

  it('shows them with their figure', () => {
    expect(queryOf('on which dates were there over 30 rentals')).toMatchObject({
      metrics: [{ metric: 'rental_count' }],
      dimensions: [{ grain: 'day' }],
      having: [{ op: 'gt', values: [30] }],
    });
  });

  it('is a length where it is measured in the same unit', () => {
    expect(queryOf('how many days are comedies kept on average').metrics).toMatchObject([{ aggregate: 'avg' }]);
  });
});

describe('a bound on one figure beside another', () => {
  it.each([
    'of countries with at least 4 clients, which 2 bring in the least money',
    'which 2 countries with at least 4 clients bring in the least money',
    'bottom 2 countries by takings among those having at least 4 clients',
  ])('picks the groups that are ranked: %s', (question) => {
    expect(queryOf(question)).toMatchObject({
      metrics: [{ metric: 'revenue' }, { metric: 'customer_count' }],
      sort: [{ by: 'metric:0', direction: 'asc' }],
      having: [{ metric: 1, op: 'gte', values: [4] }],
      limit: 2,
    });
  });

  it.each([
    'mean number of rentals per client by country, only countries w/ 9+ clients',
    'for countries having at least 9 clients, give the average number of rentals per client',
  ])('picks the groups that are shown: %s', (question) => {
    expect(queryOf(question)).toMatchObject({
      metrics: [{ metric: 'rental_count', per: 'customers', aggregate: 'avg' }, { metric: 'customer_count' }],
      having: [{ metric: 1, op: 'gte', values: [9] }],
    });
  });

  it('counts what a thing holds, not what happened to it', () => {
    expect(queryOf('top 4 films with at most 3 discs by rentals').having).toMatchObject([{ op: 'lte', values: [3] }]);
    expect(queryOf('top 4 films with at most 3 discs by rentals').metrics).toMatchObject([
      { metric: 'rental_count' },
      { metric: 'copy_count' },
    ]);
  });

  it('counts them for each group where that was asked for', () => {
    expect(queryOf('how many clients have made over 9 rentals, by country')).toMatchObject({
      count_groups: true,
      count_within: [1],
    });
  });
});

describe('a figure taken for each thing', () => {
  it('is what the rank goes by', () => {
    expect(queryOf('top 4 countries by takings per client')).toMatchObject({
      metrics: [{ metric: 'revenue', per: 'customers' }],
      sort: [{ by: 'metric:0' }],
    });
  });

  it('may be named by the thing before it', () => {
    expect(queryOf('mean client spend by country').metrics).toMatchObject([{ per: 'customers', aggregate: 'avg' }]);
  });
});

describe('the first of a ranking', () => {
  it.each([
    ['takings of the top 6 customers combined', { fold: 'sum', limit: 6 }],
    ['how much did the 6 best customers spend together', { fold: 'sum', limit: 6 }],
    ['what share of takings do our top 3 genres bring in', { fold: 'sum', calculations: [{ kind: 'share' }] }],
    ['average total spend of our 4 best clients', { fold: 'avg', limit: 4 }],
    ['what is the most that any one client has ever spent', { fold: 'max', limit: null }],
    ['largest number of rentals in any week', { fold: 'max', dimensions: [{ grain: 'week' }] }],
  ])('makes one figure: %s', (question, query) => {
    expect(queryOf(question)).toMatchObject(query);
  });

  it.each(['top 3 genres with their share of takings', 'how much did each of the top 3 clients spend'])(
    'is shown one by one: %s',
    (question) => {
      expect(queryOf(question)).not.toHaveProperty('fold');
    },
  );

  it.each([
    ['how many genres make up half of the takings', 50],
    ['how many clients account for 70% of takings', 70],
    ['how many countries does it take to get to a quarter of all takings', 25],
  ])('is counted until it reaches a part of the whole: %s', (question, part) => {
    expect(queryOf(question)).toMatchObject({ having: [{ calculation: 0, values: [part] }], count_groups: true });
  });
});

describe('what holds of a thing at one time and another', () => {
  it('is a condition for each time', () => {
    for (const question of [
      'how many clients rented in both May and June',
      'clients who rented in May as well as in June',
    ])
      expect(queryOf(question).filters, question).toMatchObject([
        { kind: 'exists', dataset: 'rentals', filters: [{ kind: 'time' }] },
        { kind: 'exists', dataset: 'rentals', filters: [{ kind: 'time' }] },
      ]);
  });

  it('may be denied of the second', () => {
    expect(queryOf('how many clients who rented in May did not return in June').filters).toMatchObject([
      { kind: 'exists', negate: true },
      { kind: 'exists' },
    ]);
  });
});

describe('a share of things', () => {
  it.each([
    ['what percentage of titles has no disc', { negate: true }],
    ['what share of clients have at least 3 rentals', { count: { op: 'gte', value: 3 } }],
  ])('is set against all of them: %s', (question, part) => {
    expect(queryOf(question).metrics).toMatchObject([{ percent: true, filters: [{ kind: 'exists', ...part }] }]);
  });

  it('takes a bound on a sum', () => {
    expect(plan('what share of clients spent over 90').sql).toContain('HAVING SUM(payments.amount) > 90');
  });
});
