import type { Cell } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, plan } from './testing/ask-planner.js';
import { openSmallChain, type SmallChain } from './testing/open-small-chain.js';

const url = process.env['TEST_DATABASE_URL'];

describe('the whole trip from a question to rows', () => {
  let chain: SmallChain;
  beforeAll(async () => {
    chain = await openSmallChain(url);
  });
  afterAll(() => chain?.close());
  const rowsOf = (question: string): Promise<Cell[][]> => chain.rows(plan(question).sql);

  // Films last 90, 120, 60 and 100 minutes; ADA, BEN and CLEO have two rentals each and paid 8, 5 and 7, DAN has none.
  // MIRA plays in two films of one category: she is one of its actors, once.
  it('counts each thing once over two links', async () => {
    expect(Object.fromEntries(await rowsOf('how many actors are in each genre'))).toEqual({
      Action: 2,
      Comedy: 1,
      'Sci-Fi': 2,
    });
  });

  it.each<[string, Cell[][]]>([
    [
      'how many films are under 60, 60 to 99 and 100 or more minutes',
      [
        ['under 60', 0],
        ['60 to 99', 2],
        ['100 or more', 2],
      ],
    ],
    [
      'films by length in steps of 30 minutes',
      [
        [60, 1],
        [90, 2],
        [120, 1],
      ],
    ],
    [
      'takings from films under 1.5 hours, 1.5 to 2 hours and over 2 hours',
      [
        ['under 1.5 hours', 5],
        ['1.5 to 2 hours', 15],
        ['over 2 hours', 0],
      ],
    ],
    [
      'how many customers have up to 1, 2 to 3 and more than 3 rentals',
      [
        ['up to 1', 1],
        ['2 to 3', 3],
        ['over 3', 0],
      ],
    ],
    [
      'how many clients have up to 1, 2 to 3 and more than 3 rentals in February 2022',
      [
        ['up to 1', 4],
        ['2 to 3', 0],
        ['over 3', 0],
      ],
    ],
    [
      'customers who spent less than 6, 6 to 7 and more than 7 dollars',
      [
        ['under 6', 2],
        ['6 to 7', 1],
        ['over 7', 1],
      ],
    ],
    [
      'takings of clients with up to 1 and 2 or more rentals',
      [
        ['up to 1', 0],
        ['2 or more', 20],
      ],
    ],
  ])('groups what is asked in ranges: %s', async (question, expected) => {
    expect(await rowsOf(question)).toEqual(expected);
  });

  it('keeps what lies outside the given ranges, and says so', async () => {
    const planned = plan('films of 60 to 90, 95 to 100, 120 or more minutes by length');
    expect(planned.assumptions).toContain('What lies outside the ranges that you gave is shown as "other".');
  });

  it('takes two ranges with a gap for one condition', async () => {
    expect(await rowsOf('how many films are shorter than 70 or longer than 110 minutes')).toEqual([[2]]);
  });

  it('does not take one comparison for groups', () => {
    expect(plan('how many films are over 95 minutes').query.dimensions).toEqual([]);
    expect(ask('films with length between 60 and 95 minutes')).toMatchObject({ query: { dimensions: [] } });
  });

  // Takings: January 5, February 6, March 7, April 2; store 1 13, store 2 7.
  it.each<[string, Cell[][]]>([
    ['by how many percent did takings grow from January to March', [[7, 5, 40, 2]]],
    ['by how many percent did takings fall from March 2022 to April 2022', [[2, 7, -71.43, -5]]],
    ['how much more did we earn in March than in February', [[7, 6, 1, 16.67]]],
    ['how much less did we earn in April than in March', [[2, 7, 5, -71.43]]],
    ['how much more does store 1 earn than store 2', [[13, 7, 6, 85.71]]],
    ['how many more rentals were there in March than in January in store 1', [[0, 1, -1, -100]]],
    ['how many times as many rentals does store 1 have as store 2', [[4, 2, 2]]],
    ['by how many percent are takings of store 1 higher than those of store 2', [[13, 7, 85.71, 6]]],
    [
      'how much more did we earn in March than in January by store',
      [
        [2, 7, 0, 7, null],
        [1, 0, 5, -5, -100],
      ],
    ],
  ])('sets two figures against each other: %s', async (question, expected) => {
    const zero = (rows: Cell[][]): Cell[][] => rows.map((row) => row.map((cell, i) => (i < 3 ? (cell ?? 0) : cell)));
    expect(zero(await rowsOf(question))).toEqual(expected);
  });

  it.each(['how much more did we earn', 'by how many percent did takings grow from April to May'])(
    'asks back when it cannot tell what to set against what: %s',
    (question) => {
      expect(ask(question).kind).toBe('clarify');
    },
  );

  // Rentals on 8 January, 5 and 20 February, 1 and 10 March, 18 April; the data end with the last of them.
  it.each<[string, Cell[][]]>([
    ['how many days in February 2022 had no rentals', [[26]]],
    ['on how many days in March 2022 was nothing rented', [[29]]],
    ['how many weeks had no rentals of Comedy films', [[15]]],
    ['months without a rental at store 1', [['2022-03-01', 0]]],
    [
      'rentals by month at store 1, including none',
      [
        ['2022-01-01', 1],
        ['2022-02-01', 2],
        ['2022-03-01', 0],
        ['2022-04-01', 1],
      ],
    ],
    [
      'number of late rentals per category including none',
      [
        ['Action', 1],
        ['Comedy', 1],
        ['Sci-Fi', 1],
        ['Drama', 0],
      ],
    ],
  ])('keeps what has no rows, where that is asked: %s', async (question, expected) => {
    expect(await rowsOf(question)).toEqual(expected);
  });

  it('says how far the data go, when it counts what is missing', () => {
    expect(plan('how many days had no rentals').assumptions).toEqual([
      'Counted from 2022-01-08 to 2022-04-18, as far as the data go.',
    ]);
  });

  it('does not take a percentage of the best for so many of them', () => {
    expect(ask('top 10 % of clients by takings').kind).toBe('clarify');
  });
});
