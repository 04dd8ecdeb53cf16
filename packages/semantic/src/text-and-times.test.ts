import { describe, expect, it } from 'vitest';
import { decline, plan } from './testing/ask-planner.js';

const queryOf = (question: string): ReturnType<typeof plan>['query'] => plan(question).query;

describe('a word that is looked for', () => {
  it.each([
    'how many movies have the word love in the title',
    'how many movies have Love in the title',
    'movies whose title includes love',
  ])('may be one that says nothing elsewhere: %s', (question) => {
    expect(queryOf(question).filters).toMatchObject([{ member: 'films.title', op: 'contains' }]);
  });
});

describe('a language that nothing is in', () => {
  it('is no land that people come from', () => {
    expect(decline('how many movies are in Norwegian?').kind).toBe('clarify');
    expect(queryOf('how many Portuguese clients are there?').filters).toMatchObject([{ values: ['Portugal'] }]);
  });
});

describe('a year before its parts', () => {
  it('is the year of each, and no period beside them', () => {
    expect(queryOf('takings 2022 february and march').filters).toMatchObject([
      { kind: 'any', filters: [{ from: '2022-02-01' }, { from: '2022-03-01', to: '2022-04-01' }] },
    ]);
  });
});

describe('two moments of one event', () => {
  it('are each at its own time', () => {
    expect(queryOf('how many loans made in February 2022 came back in March 2022?').filters).toMatchObject([
      { kind: 'time', member: 'rentals.rental_date', from: '2022-02-01' },
      { kind: 'time', member: 'rentals.return_date', from: '2022-03-01' },
      { kind: 'named' },
    ]);
  });

  it('leave a time between the noun and the verb to the noun', () => {
    expect(queryOf('how many loans of March 2022 came back?').time_range?.member).toBe('rentals.rental_date');
    expect(queryOf('how many loans came back in March 2022?').time_range?.member).toBe('rentals.return_date');
  });
});

describe('two events, each with its time', () => {
  it('are two conditions on those who are counted', () => {
    expect(queryOf('how many clients borrowed in February 2022 but paid nothing in March 2022?').filters).toMatchObject(
      [
        { kind: 'exists', dataset: 'rentals', filters: [{ from: '2022-02-01' }] },
        { kind: 'exists', dataset: 'payments', negate: true, filters: [{ from: '2022-03-01' }] },
      ],
    );
  });
});

describe('a stretch of time that is picked', () => {
  it('is picked in each of the groups beside it', () => {
    for (const question of ["each shop's busiest month", 'for each shop, the month with the most loans']) {
      const { dimensions, limit_per: per } = queryOf(question);
      expect(per).toEqual([dimensions.findIndex((d) => !d.grain)]);
    }
  });
});

describe('the second of a ranking', () => {
  it('is the second value there is, however many share the first', () => {
    expect(plan('second longest movie').sql).toContain('dense_rank()');
  });
});

describe('what a question is for', () => {
  it('groups nothing', () => {
    expect(queryOf('for our quarterly report: takings by shop').dimensions).toHaveLength(1);
  });
});

describe('the event that a condition speaks of', () => {
  it('is one and the same for what else is said of it', () => {
    expect(queryOf('which Comedy movies from shop 1 are overdue?').filters).toContainEqual(
      expect.objectContaining({ kind: 'exists', dataset: 'rentals' }),
    );
  });
});
