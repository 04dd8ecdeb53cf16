import type { Cell } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decline, plan, type Asker } from './testing/ask-planner.js';
import { openSmallChain, type SmallChain } from './testing/open-small-chain.js';

const url = process.env['TEST_DATABASE_URL'];

/** From the text of a question to the rows of a database, where it asks what holds of all that belongs to a thing. */
describe('a question about sets', () => {
  let chain: SmallChain;
  beforeAll(async () => {
    chain = await openSmallChain(url);
  });
  afterAll(() => chain?.close());

  const rowsOf = (question: string, asker: Asker = {}): Promise<Cell[][]> =>
    chain.rows(plan(question, asker).sql, asker.stores);
  /** The names that a list answers with. */
  async function names(question: string, asker: Asker = {}): Promise<Cell[]> {
    const { sql, columns } = plan(question, asker);
    const at = columns.findIndex((c) => ['customer', 'title', 'actor'].includes(c.name));
    return (await chain.rows(sql, asker.stores)).map((row) => row[at] ?? null);
  }

  it.each<[string, Cell[]]>([
    ['clients who rented in every month', []],
    ['clients who rented in more than one month', ['ADA NORTH', 'BEN SOUTH']],
    ['clients who rented in only one month', ['CLEO WEST']],
    ['films rented in every store', ['ALPHA DAWN']],
    ['films available in all stores', ['ALPHA DAWN', 'CHARLIE NOON']],
    ['movies stocked in just one store', ['BRAVO DUSK']],
    ['films only rented at store 1', ['BRAVO DUSK']],
    ['films only available in store 1', ['BRAVO DUSK']],
    ['clients who only rented at store 2', ['CLEO WEST']],
    ['clients who only rented Action movies', ['ADA NORTH', 'BEN SOUTH']],
    ['clients who rented at least two different films', ['ADA NORTH', 'BEN SOUTH', 'CLEO WEST']],
    ['clients who rented both Action and Comedy', ['CLEO WEST']],
    ['clients who rented Action or Comedy but not both', ['ADA NORTH', 'BEN SOUTH']],
    ['clients who rented neither Comedy nor Drama', ['ADA NORTH', 'BEN SOUTH', 'DAN EAST']],
    ['clients who rented in February but not in January', ['BEN SOUTH']],
    ['clients who never rented an Action movie', ['DAN EAST']],
    ['clients who rented at store 1 and never at store 2', ['ADA NORTH', 'BEN SOUTH']],
    ['films with both trailers and deleted scenes', ['BRAVO DUSK']],
    ['films with trailers or deleted scenes', ['ALPHA DAWN', 'BRAVO DUSK', 'CHARLIE NOON']],
  ])('"%s" lists %j', async (question, expected) => {
    expect(await names(question)).toEqual(expected);
  });

  it.each<[string, number]>([
    ['how many clients rented in at least two different months', 2],
    ['how many clients rented in January 2022 but not in March 2022', 1],
    ['takings from clients who only rented at store 1', 13],
    ['what percentage of clients rented in February 2022', 50],
    ['what share of clients rented in more than one month', 50],
    ['share of films that were never rented', 25],
  ])('"%s" is %d', async (question, expected) => {
    expect(await rowsOf(question)).toEqual([[expected]]);
  });

  it.each<[string, number]>([
    ['how many payments were more than the rental rate', 7],
    ["how many payments differ from the movie's price", 7],
    ['how many rentals were at a store other than the home store', 0],
    ['how many rentals were kept longer than the rental duration', 2],
    ['how many rentals were returned later than allowed', 2],
  ])('compares two fields of a row: "%s" is %d', async (question, expected) => {
    expect(await rowsOf(question)).toEqual([[expected]]);
  });

  it.each<[string, Cell[]]>([
    ['clients whose last rental was before March 2022', ['ADA NORTH']],
    ["movies with 'lunch' in the description", ['CHARLIE NOON']],
    ['titles starting with A', ['ALPHA DAWN']],
    ['film number 2', ['BRAVO DUSK']],
  ])('reads one thing told by its events, its text or its number: "%s" is %j', async (question, expected) => {
    expect(await names(question)).toEqual(expected);
  });

  it('gives the first time of each thing', async () => {
    const rows = await rowsOf('first rental of each client');
    expect(rows.map((row) => [row[1], new Date(String(row[2])).toISOString()]).sort()).toEqual([
      ['ADA NORTH', '2022-01-08T10:00:00.000Z'],
      ['BEN SOUTH', '2022-02-20T10:00:00.000Z'],
      ['CLEO WEST', '2022-03-01T10:00:00.000Z'],
    ]);
  });

  it('calls a numbered thing by its place', async () => {
    expect(await rowsOf('takings of the second store')).toEqual([[7]]);
  });

  it('does not compare stores for someone who sees only one', () => {
    const asked = decline('how many rentals were at a store other than the home store', {
      role: 'store_manager',
      stores: [1],
    });
    expect(asked.problem.code).toBe('plan.outside-scope');
  });

  it('counts a repeated film once for each client who repeats it', async () => {
    const { sql } = plan('clients who rented the same film more than once');
    expect(sql).toContain('GROUP BY rentals.customer_id, rentals.film_id');
    expect(await chain.rows(sql)).toEqual([]);
    // Rentals 4 and 5 are both of March.
    expect(await names('clients who rented in the same month twice')).toEqual(['CLEO WEST']);
  });

  it('means the stores of the asker by "every store"', async () => {
    expect(await names('films rented in every store', { stores: [2] })).toEqual(['ALPHA DAWN', 'CHARLIE NOON']);
  });

  it.each(['how many clients rented every month', 'clients who rented the same film'])(
    '"%s" is asked back: it has two readings or says too little',
    (question) => {
      expect(decline(question).kind).toBe('clarify');
    },
  );
});
