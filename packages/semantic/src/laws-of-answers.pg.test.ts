import type { Cell } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan, type Asker } from './testing/ask-planner.js';
import { openSmallChain, type SmallChain } from './testing/open-small-chain.js';

const url = process.env['TEST_DATABASE_URL'];

/** Laws that answers keep among themselves, from the text of the questions to the rows of a database; whatever the data hold. */
describe('answers agree with one another', () => {
  let chain: SmallChain;
  beforeAll(async () => {
    chain = await openSmallChain(url);
  });
  afterAll(() => chain?.close());

  async function rowsOf(question: string, asker: Asker = {}): Promise<Cell[][]> {
    return chain.rows(plan(question, asker).sql, asker.stores);
  }
  /** The one figure of an answer; none counts as zero. */
  async function figureOf(question: string, asker: Asker = {}): Promise<number> {
    const rows = await rowsOf(question, asker);
    expect([question, rows.length, rows[0]?.length]).toEqual([question, 1, 1]);
    return Number(rows[0]?.[0] ?? 0);
  }
  const sum = (rows: Cell[][]): number => rows.reduce((total, row) => total + Number(row.at(-1)), 0);

  it.each([
    ['takings', 'takings by month'],
    ['takings', 'takings by store'],
    ['takings', 'takings by customer'],
    ['takings', 'takings by film'],
    ['takings', 'takings by weekday'],
    ['takings of Action', 'takings of Action by month'],
    ['how many rentals', 'rentals by month'],
    ['how many rentals', 'rentals by rating'],
    ['how many rentals', 'rentals by customer'],
    ['how many customers', 'number of customers per country'],
    ['how many copies', 'copies by film'],
  ])('"%s" is the sum of "%s"', async (whole, parts) => {
    const total = await figureOf(whole);
    expect(total).toBeGreaterThan(0);
    expect(sum(await rowsOf(parts))).toBeCloseTo(total, 2);
  });

  it.each([
    ['how many rentals', 'how many rentals in February 2022'],
    ['how many rentals in 2022', 'how many rentals in February 2022'],
    ['how many rentals', 'how many rentals of store 1'],
    ['how many rentals of store 1', 'how many rentals of store 1 in February 2022'],
    ['how many rentals', 'how many rentals were late'],
    ['takings', 'takings of Action'],
    ['takings since February 2022', 'takings since March 2022'],
    ['how many customers', 'how many customers from Portugal'],
    ['how many films', 'how many films longer than 95 minutes'],
    ['how many films longer than 80 minutes', 'how many films longer than 95 minutes'],
  ])('"%s" is never less than "%s"', async (wider, narrower) => {
    expect(await figureOf(wider)).toBeGreaterThanOrEqual(await figureOf(narrower));
  });

  it.each([
    ['how many rentals of store 1', 'how many rentals of store 2', 'how many rentals'],
    ['takings before March 2022', 'takings since March 2022', 'takings'],
    ['takings until February 2022', 'takings after February 2022', 'takings'],
    ['how many active customers', 'how many inactive customers', 'how many customers'],
    ['how many films were never rented', 'how many films were rented', 'how many films'],
  ])('"%s" and "%s" make "%s"', async (one, other, both) => {
    expect((await figureOf(one)) + (await figureOf(other))).toBeCloseTo(await figureOf(both), 2);
  });

  it.each(['share of takings by store', 'share of takings by month', 'share of rentals by rating'])(
    '"%s" sums to a hundred',
    async (question) => {
      const rows = await rowsOf(question);
      expect(rows.length).toBeGreaterThan(1);
      expect(Math.abs(sum(rows) - 100)).toBeLessThan(0.05);
    },
  );

  it.each([
    ['takings by genre', 'income per category'],
    ['films that were never rented', 'which films has nobody rented'],
    ['takings of store 1 in February 2022', 'in February 2022, how much did store 1 take in'],
    ['customers from Portugal', 'clients from Portugal'],
  ])('"%s" and "%s" are the same', async (one, other) => {
    expect(await rowsOf(other)).toEqual(await rowsOf(one));
  });

  it('the first of a ranking are the first of the whole list', async () => {
    const all = await rowsOf('takings by film');
    expect(await rowsOf('top 2 films by takings')).toEqual(all.slice(0, 2));
  });

  it('a running total ends at the total', async () => {
    expect((await rowsOf('running total of income by month')).at(-1)?.at(-1)).toBe(await figureOf('takings'));
  });

  describe('within a scope', () => {
    const questions = [
      ['takings', 'takings of store 1'],
      ['takings by month', 'takings by month of store 1'],
      ['takings by genre', 'takings by genre of store 1'],
      ['how many rentals', 'how many rentals of store 1'],
      ['rentals by rating', 'rentals by rating of store 1'],
      ['how many copies', 'how many copies of store 1'],
      ['median payment', 'median payment of store 1'],
      ['how many customers', 'how many customers of store 1'],
    ] as const;

    it.each(questions)(
      'the manager of store 1 who asks "%s" gets what the admin gets for "%s"',
      async (own, filtered) => {
        const manager = await rowsOf(own, { role: 'store_manager', stores: [1] });
        expect(manager.length).toBeGreaterThan(0);
        expect(manager).toEqual(await rowsOf(filtered));
      },
    );

    it('rollups give marketing what the payments give the manager', async () => {
      for (const question of ['takings', 'takings by month', 'takings by genre', 'takings by film'])
        expect([question, await rowsOf(question, { role: 'marketing', stores: [1] })]).toEqual([
          question,
          await rowsOf(question, { role: 'store_manager', stores: [1] }),
        ]);
    });

    it('two managers together have what the admin has', async () => {
      const [one, two] = [
        await figureOf('takings', { role: 'store_manager', stores: [1] }),
        await figureOf('takings', { role: 'store_manager', stores: [2] }),
      ];
      expect(one + two).toBeCloseTo(await figureOf('takings'), 2);
    });
  });
});
