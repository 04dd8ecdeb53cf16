import type { SemanticQuery } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { plan } from './testing/ask-planner.js';

const queryOf = (question: string): SemanticQuery => plan(question).query;

describe('a comparison with the average', () => {
  it.each([
    ['how many clients hold more rentals than average', 'gt'],
    ['clients with fewer rentals than the mean, how many are there', 'lt'],
    ['how many clients have a below average number of rentals', 'lt'],
    ['how many clients rent more often than a normal client', 'gt'],
  ])('counts those on one side of it: %s', (question, op) => {
    expect(queryOf(question)).toMatchObject({
      count_groups: true,
      having: [{ op, against: 'avg' }],
      metrics: [{ metric: 'rental_count' }],
    });
  });

  it.each([
    'how many films cost more to replace than the average one',
    'films whose replacement cost exceeds the mean',
  ])('compares a field of each thing: %s', (question) => {
    expect(queryOf(question).filters).toMatchObject([
      { kind: 'against', member: 'films.replacement_cost', op: 'gt', aggregate: 'avg' },
    ]);
  });
});

describe('a figure of each thing', () => {
  it.each([
    ['what do we earn on average from one client', { metric: 'revenue', per: 'customers' }],
    ['how many films does a client rent on average', { metric: 'rental_count', per: 'customers' }],
  ])('is averaged over them: %s', (question, metric) => {
    expect(queryOf(question).metrics).toEqual([{ ...metric, aggregate: 'avg' }]);
  });

  it.each(['how much does one copy bring in', 'revenue divided by the number of copies'])(
    'is divided by all there are, where they have no name: %s',
    (question) => {
      expect(queryOf(question).metrics).toMatchObject([{ metric: 'revenue', over: { metric: 'copy_count' } }]);
    },
  );

  it('is the field alone where each thing has one', () => {
    expect(queryOf('average days kept per rental').metrics).toEqual([{ field: 'rentals.days_kept', aggregate: 'avg' }]);
  });

  it('is taken at several percentiles at once', () => {
    expect(queryOf('10th, 50th and 90th percentile of film length').metrics.map((m) => m.fraction)).toEqual([
      0.1, 0.5, 0.9,
    ]);
    expect(queryOf('upper quartile of film length').metrics).toMatchObject([{ fraction: 0.75 }]);
  });
});

describe('something that happened first', () => {
  it.each(['clients by month of their first payment', 'how many clients by first payment month'])(
    'sorts things by its time: %s',
    (question) => {
      expect(queryOf(question)).toMatchObject({
        metrics: [{ metric: 'customer_count' }],
        dimensions: [{ grain: 'month', figure: { field: 'payments.payment_date', aggregate: 'min' } }],
      });
    },
  );

  it.each(['when did we last get a payment', 'what is the date of the most recent payment'])(
    'and what happened last give their time: %s',
    (question) => {
      expect(JSON.stringify(queryOf(question))).toContain('payments.payment_date');
    },
  );
});

describe('the time that a verb speaks of', () => {
  it.each(['when did a client last return a copy', 'when was the last time a copy was returned'])(
    'is the one whose end is asked for: %s',
    (question) => {
      expect(queryOf(question).metrics).toEqual([{ field: 'rentals.return_date', aggregate: 'max' }]);
    },
  );

  it('is the one of the groups after it', () => {
    expect(queryOf('copies returned per month').dimensions).toEqual([
      { member: 'rentals.return_date', grain: 'month' },
    ]);
  });
});

it.each(['rentals made in March 2022', 'loans made from 6 to 9 March 2022, both days counted'])(
  'counts what took place, and does not ask what it made: %s',
  (question) => {
    expect(queryOf(question).metrics).toEqual([{ metric: 'rental_count' }]);
  },
);

it('takes the time for the part of the whole, where nothing else is', () => {
  expect(queryOf('what percentage of revenue came in during March 2022')).toMatchObject({
    metrics: [{ percent: true, filters: [{ kind: 'time', from: '2022-03-01' }], over: { metric: 'revenue' } }],
    time_range: null,
  });
});

describe('where something lies is no growth', () => {
  it.each([
    'payments that fall on a Sunday',
    'how many payments fall in March 2022',
    'count of films whose rental rate falls between 1 and 2',
  ])('%s', (question) => {
    expect(queryOf(question).calculations).toBeUndefined();
  });
});

describe('a total that grows', () => {
  it.each([
    'rolling total of rentals by month',
    'how do the rentals add up over the months',
    'rentals by month with a running column',
  ])('%s', (question) => {
    expect(queryOf(question)).toMatchObject({
      calculations: [{ kind: 'running' }],
      dimensions: [{ grain: 'month' }],
    });
  });
});

it('takes a whole week of days for groups, not for a condition', () => {
  expect(queryOf('payments on each day of the week, Monday to Sunday')).toMatchObject({
    dimensions: [{ grain: 'weekday' }],
    filters: [],
  });
});
