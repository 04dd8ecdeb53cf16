import { describe, expect, it } from 'vitest';
import { readTime } from './calendar.js';
import { resolveTime, type Clock } from './resolve-time.js';
import { toTokens } from './tokens.js';

const member = 'payments.payment_date';
const clock: Clock = new Map([[member, { min: '2022-01-10T09:00:00Z', max: '2022-04-20T18:00:00Z' }]]);

function resolve(text: string, previous?: { from: string; to: string }): ReturnType<typeof resolveTime> {
  const found = readTime(toTokens(text), 0);
  if (!found) throw new Error(`"${text}" holds no time`);
  return resolveTime(found.time, member, clock, previous ? { member, ...previous, label: 'before' } : null);
}

describe('relative times on data that end on Wednesday 20 April 2022', () => {
  it.each([
    ['today', '2022-04-20', '2022-04-21', '2022-04-20'],
    ['yesterday', '2022-04-19', '2022-04-20', '2022-04-19'],
    ['the last 3 days', '2022-04-18', '2022-04-21', '2022-04-18 to 2022-04-20'],
    ['this week', '2022-04-18', '2022-04-25', '2022-04-18 to 2022-04-24'],
    ['the previous week', '2022-04-11', '2022-04-18', '2022-04-11 to 2022-04-17'],
    ['last month', '2022-04-01', '2022-05-01', 'April 2022'],
    ['the last 2 months', '2022-03-01', '2022-05-01', '2022-03-01 to 2022-04-30'],
    ['the previous month', '2022-03-01', '2022-04-01', 'March 2022'],
    ['this quarter', '2022-04-01', '2022-07-01', '2022-04-01 to 2022-06-30'],
    ['the previous quarter', '2022-01-01', '2022-04-01', '2022-01-01 to 2022-03-31'],
    ['this year', '2022-01-01', '2023-01-01', '2022'],
    ['year to date', '2022-01-01', '2022-04-21', '2022-01-01 to 2022-04-20'],
    ['month to date', '2022-04-01', '2022-04-21', '2022-04-01 to 2022-04-20'],
  ])('%s is [%s, %s), called "%s"', (text, from, to, label) => {
    expect(resolve(text)).toEqual({
      range: { member, from, to, label },
      filters: [],
      assumption: 'Counted back from the newest data (2022-04-20).',
    });
  });

  it('counts the first days from the oldest data', () => {
    expect(resolve('the first 2 days')).toMatchObject({
      range: { from: '2022-01-10', to: '2022-01-12' },
      assumption: 'Counted from the oldest data (2022-01-10).',
    });
  });

  it('moves from the range of the turn before, when there is one', () => {
    const march = { from: '2022-03-01', to: '2022-04-01' };
    expect(resolve('the month before', march).range).toMatchObject({ from: '2022-02-01', to: '2022-03-01' });
    expect(resolve('the month after', march).range).toMatchObject({ from: '2022-04-01', to: '2022-05-01' });
    expect(resolve('the month before', march).assumption).toBeNull();
  });
});

describe('times without a year', () => {
  it.each([
    ['in March', '2022-03-01', '2022-04-01', 'March 2022'],
    ['in December', '2021-12-01', '2022-01-01', 'December 2021'],
    ['in Q1', '2022-01-01', '2022-04-01', 'Q1 2022'],
    ['in Q3', '2021-07-01', '2021-10-01', 'Q3 2021'],
    ['in the second half', '2021-07-01', '2022-01-01', 'H2 2021'],
    ['on April 20', '2022-04-20', '2022-04-21', '2022-04-20'],
    ['on April 21', '2021-04-21', '2021-04-22', '2021-04-21'],
    ['from February to March', '2022-02-01', '2022-04-01', '2022-02-01 to 2022-03-31'],
  ])('%s is the latest one that the data reach: [%s, %s)', (text, from, to, label) => {
    expect(resolve(text)).toEqual({
      range: { member, from, to, label },
      filters: [],
      assumption: `No year was given; ${from.slice(0, 4)} was taken, the latest in the data.`,
    });
  });

  it.each([
    ['since February', '2022-02-01', null],
    ['after February', '2022-03-01', null],
    ['before February', null, '2022-02-01'],
    ['until February', null, '2022-03-01'],
  ])('%s is open on one side: [%s, %s)', (text, from, to) => {
    expect(resolve(text).range).toMatchObject({ from, to });
  });
});

describe('days of the week and hours', () => {
  it('become conditions and no range', () => {
    expect(resolve('on Mondays')).toMatchObject({
      range: null,
      filters: [{ kind: 'compare', member, op: 'in', values: ['Monday'], grain: 'weekday' }],
    });
  });

  it('takes hours half-open and says that they are UTC', () => {
    expect(resolve('between 9am and 5pm')).toMatchObject({
      filters: [
        { op: 'gte', values: [9], grain: 'hour_of_day' },
        { op: 'lt', values: [17], grain: 'hour_of_day' },
      ],
      assumption: 'Hours are in UTC.',
    });
  });
});
