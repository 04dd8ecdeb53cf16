import { describe, expect, it } from 'vitest';
import { addDays, addMonths, iso, readTime, type TimeExpression } from './calendar.js';
import { toTokens } from './tokens.js';

/** The expression at the start of the text, and how many of its tokens it takes. */
function read(text: string): readonly [TimeExpression, number] | null {
  const found = readTime(toTokens(text), 0);
  return found ? [found.time, found.length] : null;
}

const range = (from: string | null, to: string | null): object => ({ kind: 'range', from, to });

describe('times with a year are half-open ranges', () => {
  it.each([
    ['in 2022', '2022-01-01', '2023-01-01'],
    ['March 2022', '2022-03-01', '2022-04-01'],
    ['december 2021', '2021-12-01', '2022-01-01'],
    ['in Feb 2024', '2024-02-01', '2024-03-01'],
    ['sept of 2022', '2022-09-01', '2022-10-01'],
    ['Q1 2022', '2022-01-01', '2022-04-01'],
    ['q4 of 2022', '2022-10-01', '2023-01-01'],
    ['the second quarter of 2022', '2022-04-01', '2022-07-01'],
    ['quarter 3 2022', '2022-07-01', '2022-10-01'],
    ['H1 2022', '2022-01-01', '2022-07-01'],
    ['the second half of 2022', '2022-07-01', '2023-01-01'],
    ['on 2022-06-15', '2022-06-15', '2022-06-16'],
    ['June 15 2022', '2022-06-15', '2022-06-16'],
    ['June 15th, 2022', '2022-06-15', '2022-06-16'],
    ['15 June 2022', '2022-06-15', '2022-06-16'],
    ['the 15th of June 2022', '2022-06-15', '2022-06-16'],
    ['6/15/2022', '2022-06-15', '2022-06-16'],
    ['on 31 December 2022', '2022-12-31', '2023-01-01'],
  ])('%s is [%s, %s)', (text, from, to) => {
    expect(read(text)).toEqual([expect.objectContaining(range(from, to)), toTokens(text).length]);
  });

  it.each([
    ['between January and March 2022', '2022-01-01', '2022-04-01'],
    ['from February 2022 to April 2022', '2022-02-01', '2022-05-01'],
    ['from 2021 to 2022', '2021-01-01', '2023-01-01'],
    ['between 2022-02-10 and 2022-02-12', '2022-02-10', '2022-02-13'],
    ['from 10 February to 12 February 2022', '2022-02-10', '2022-02-13'],
    ['10–12 February 2022', '2022-02-10', '2022-02-13'],
    ['February 10-12, 2022', '2022-02-10', '2022-02-13'],
    ['between the 10th and the 12th of February 2022', '2022-02-10', '2022-02-13'],
    ['from 10 February 2022 up to and including 12 February 2022', '2022-02-10', '2022-02-13'],
    ['in 02/2022', '2022-02-01', '2022-03-01'],
    ['on 14/02/2022', '2022-02-14', '2022-02-15'],
  ])('%s holds both ends: [%s, %s)', (text, from, to) => {
    expect(read(text)?.[0]).toMatchObject(range(from, to));
  });

  it.each([
    ['since March 2022', '2022-03-01', null],
    ['starting on 5 March 2022', '2022-03-05', null],
    ['from 5 March 2022 on', '2022-03-05', null],
    ['up to the end of March 2022', null, '2022-04-01'],
    ['by the end of March 2022', null, '2022-04-01'],
    ['since 2022-03-05', '2022-03-05', null],
    ['after March 2022', '2022-04-01', null],
    ['after 2022-03-05', '2022-03-06', null],
    ['before March 2022', null, '2022-03-01'],
    ['before the 5th of March 2022', null, '2022-03-05'],
    ['until March 2022', null, '2022-04-01'],
    ['through 2022-03-05', null, '2022-03-06'],
    ['from March 2022 onwards', '2022-03-01', null],
  ])('%s is [%s, %s)', (text, from, to) => {
    expect(read(text)).toEqual([expect.objectContaining(range(from, to)), toTokens(text).length]);
  });
});

describe('times without a year wait for the data', () => {
  it.each([
    ['in March', { unit: 'month', number: 3 }],
    ['Q2', { unit: 'quarter', number: 2 }],
    ['the first half', { unit: 'half', number: 1 }],
    ['on March 5', { unit: 'day', number: 3, day: 5 }],
    ['on the 5th of March', { unit: 'day', number: 3, day: 5 }],
    ['from February to April', { unit: 'month', number: 2, until: { number: 4 } }],
    ['between May 3 and May 9', { unit: 'day', number: 5, day: 3, until: { number: 5, day: 9 } }],
    ['since March', { unit: 'month', number: 3, edge: 'since' }],
    ['after March', { unit: 'month', number: 3, edge: 'after' }],
    ['before April 2', { unit: 'day', number: 4, day: 2, edge: 'before' }],
    ['until June', { unit: 'month', number: 6, edge: 'until' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([{ kind: 'yearless', ...expected }, toTokens(text).length]);
  });
});

describe('relative times count from the data', () => {
  it.each([
    ['last month', 'month', 1, 'last'],
    ['the last 3 months', 'month', 3, 'last'],
    ['in the past two weeks', 'week', 2, 'last'],
    ['the most recent week', 'week', 1, 'last'],
    ['this year', 'year', 1, 'last'],
    ['the previous quarter', 'quarter', 1, 'previous'],
    ['the prior 2 days', 'day', 2, 'previous'],
    ['yesterday', 'day', 1, 'previous'],
    ['today', 'day', 1, 'last'],
    ['the first 10 days', 'day', 10, 'first'],
    ['year to date', 'year', 1, 'to_date'],
    ['ytd', 'year', 1, 'to_date'],
    ['month to date', 'month', 1, 'to_date'],
    ['the month before', 'month', 1, 'previous'],
    ['the week after', 'week', 1, 'next'],
    ['the next month', 'month', 1, 'next'],
    ['the latest month on record', 'month', 1, 'last'],
  ])('%s', (text, unit, count, anchor) => {
    expect(read(text)).toEqual([{ kind: 'relative', unit, count, anchor }, toTokens(text).length]);
  });
});

describe('days of the week and hours', () => {
  it.each([
    ['on Mondays', ['Monday']],
    ['on Friday', ['Friday']],
    ['on Saturdays and Sundays', ['Saturday', 'Sunday']],
    ['Tue or Thu', ['Tuesday', 'Thursday']],
    ['at the weekend', ['Saturday', 'Sunday']],
    ['on weekdays', ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']],
  ])('%s', (text, days) => {
    expect(read(text)).toEqual([{ kind: 'weekdays', days }, toTokens(text).length]);
  });

  it.each([
    ['between 9am and 5pm', 9, 17],
    ['from 10 am to noon', 10, 12],
    ['after 6pm', 18, 24],
    ['before 8 am', 0, 8],
    ['in the morning', 6, 12],
    ['in the evening', 18, 24],
    ['after midnight', 0, 24],
    ['before 12am', 0, 0],
    ['after 12pm', 12, 24],
  ])('%s', (text, from, to) => {
    expect(read(text)).toEqual([{ kind: 'hours', from, to }, toTokens(text).length]);
  });
});

it.each(['between 3 and 5 dollars', 'by month', 'after all', 'may we', '$2022', 'from here', 'second film', 'q5'])(
  '"%s" is no time',
  (text) => {
    expect(read(text)).toBeNull();
  },
);

describe('calendar arithmetic', () => {
  it('crosses months, years and leap days', () => {
    expect([iso(2022, 14, 1), addDays('2024-02-28', 1), addDays('2022-01-01', -1), addMonths('2021-11-01', 3)]).toEqual(
      ['2023-02-01', '2024-02-29', '2021-12-31', '2022-02-01'],
    );
  });
});

describe('parts of a longer time', () => {
  it.each([
    ['the first week of May 2021', 'first', 'week', 1],
    ['the last 3 days of May 2021', 'last', 'day', 3],
    ['the second half of May 2021', 'last', 'half', 1],
    ['the first two months of 2021', 'first', 'month', 2],
  ])('%s counts from one end', (text, end, unit, count) => {
    expect(read(text)).toEqual([
      expect.objectContaining({ kind: 'part', part: { end, unit, count } }),
      toTokens(text).length,
    ]);
  });

  it.each(['the very last day', 'the absolute latest day', 'the last day that we have in our records'])(
    '%s is the last day of the data',
    (text) => {
      expect(read(text)).toEqual([{ kind: 'relative', unit: 'day', count: 1, anchor: 'last' }, toTokens(text).length]);
    },
  );

  it('takes what is gone through step by step for the time itself, and else for its end', () => {
    expect(readTime(toTokens('day by day through May 2021'), 3)?.time).toMatchObject(range('2021-05-01', '2021-06-01'));
    expect(readTime(toTokens('sums through May 2021'), 1)?.time).toMatchObject(range(null, '2021-06-01'));
  });
});
