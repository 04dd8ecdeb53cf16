import type { SemanticQuery } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { plan } from './testing/ask-planner.js';

const queryOf = (question: string): SemanticQuery => plan(question).query;

describe('a time of the day', () => {
  it.each([
    ['rentals at 17:00 or later', 17, 24],
    ['how many rentals after 7 p.m.', 19, 24],
    ['rentals between 8 and 10 in the morning', 8, 10],
    ['rentals from 2 to 5 pm', 14, 17],
    ['rentals before 11:00', 0, 11],
  ])('is a span of hours: %s', (question, from, to) => {
    expect(queryOf(question).filters).toMatchObject([
      { op: 'gte', values: [from], grain: 'hour_of_day' },
      { op: 'lt', values: [to], grain: 'hour_of_day' },
    ]);
  });
});

describe('days without their month', () => {
  it.each([
    ['takings in the second half of March 2022, 16th to 31st', '2022-03-16', '2022-04-01'],
    ['takings for February 2022 (the 5th through the 9th)', '2022-02-05', '2022-02-10'],
    ['takings in March 2022 up to the 12th', '2022-03-01', '2022-03-13'],
    ['takings on the 7th and the 8th of March 2022', '2022-03-07', '2022-03-09'],
  ])('lie in the month just named: %s', (question, from, to) => {
    expect(queryOf(question).time_range).toMatchObject({ from, to });
  });
});

describe('both sides of one condition', () => {
  it.each(['how many clients are active and how many are not', 'active and inactive clients per store'])(
    'are the groups: %s',
    (question) => {
      expect(queryOf(question).dimensions).toContainEqual({ member: 'customers.active' });
    },
  );
});

describe('persons by one name', () => {
  it.each([
    ['how many actors are called Mira', { member: 'actors.first_name', op: 'eq', values: ['MIRA'] }],
    ['clients named North', { member: 'customers.last_name', op: 'eq', values: ['NORTH'] }],
  ])('are those of the noun before: %s', (question, filter) => {
    expect(queryOf(question).filters).toMatchObject([filter]);
  });
});

describe('the occasion of a question', () => {
  it('changes nothing', () => {
    expect(queryOf('for our yearly audit, how many clients are there').filters).toEqual([]);
  });
  it('keeps its force where it names a value', () => {
    expect(queryOf('for the Italy report, how many clients are there').filters).toHaveLength(1);
  });
});
