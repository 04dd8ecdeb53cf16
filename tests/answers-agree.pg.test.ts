import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toRolePolicy, type Cell, type Role, type UserContext } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReader, type Reader } from '../packages/database/src/read/create-reader.js';
import {
  databaseMissing,
  openTestDatabase,
  type TestDatabase,
} from '../packages/database/src/testing/open-test-database.js';
import { createGuard, type Guard } from '../packages/guard/src/index.js';
import { buildValueIndex, createPlanner, loadModel, type Clock } from '../packages/semantic/src/index.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);
if (missing !== null) console.warn(`answers-agree.pg.test.ts is skipped: ${missing}`);

const file = (name: string): string => readFileSync(join(import.meta.dirname, '../models/pagila', name), 'utf8');
const planner = createPlanner({
  model: loadModel({ semanticModel: file('semantic-model.yaml'), copilot: file('copilot.yaml') }),
});
const categories = ['Action', 'Comedy', 'Horror', 'Music', 'Travel'];
const values = buildValueIndex(categories.map((value) => ({ member: 'categories.category', value })));
const clock: Clock = new Map([
  ['payments.payment_date', { min: '2022-01-23T00:00:00Z', max: '2022-07-27T00:00:00Z' }],
  ['rentals.rental_date', { min: '2022-02-14T00:00:00Z', max: '2022-08-23T00:00:00Z' }],
]);

/** From the text of a question through planner, guard and the signed scope to the rows of the whole chain. */
describe.skipIf(missing !== null)('answers about the whole chain agree with one another', () => {
  let database: TestDatabase;
  let reader: Reader;
  let guard: Guard;
  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL']);
    reader = createReader({ ...database, baseUrl: database.adminUrl });
    guard = await createGuard();
  });
  afterAll(async () => {
    await reader?.close();
    await database?.close();
  });

  async function rowsOf(question: string, role: Role = 'admin', store?: number): Promise<Cell[][]> {
    const context: UserContext = {
      username: 'somebody',
      role,
      store_ids: store === undefined ? [1, 2] : [store],
      all_stores: store === undefined,
    };
    const rolePolicy = toRolePolicy(database.policy, role);
    const planned = planner.plan({ question, rolePolicy, context, values, clock });
    if (planned.kind !== 'planned') throw new Error(`"${question}" was not planned: ${planned.problem.message}`);
    const verdict = guard.check({ sql: planned.sql, policy: rolePolicy, rowLimit: 2000 });
    if (!verdict.ok) throw new Error(`"${question}" was blocked: ${verdict.problem.message}`);
    const outcome = await reader.run({
      sql: verdict.sql,
      context,
      requestId: 'laws',
      rowLimit: 2000,
      timeoutMs: 10_000,
    });
    if (!outcome.ok) throw new Error(`"${question}" was not run: ${outcome.problem.message}`);
    expect([question, outcome.value.truncated]).toEqual([question, false]);
    return outcome.value.rows;
  }
  const sumOf = (rows: Cell[][]): number => rows.reduce((total, row) => total + Number(row.at(-1) ?? 0), 0);

  it.each([
    ['takings', ['takings by month', 'takings by store', 'takings by customer', 'takings by film', 'takings by staff']],
    ['how many rentals', ['rentals by month', 'rentals by rating', 'rentals by customer', 'rentals by weekday']],
    ['how many customers', ['number of customers per country', 'number of customers per store']],
    ['how many copies', ['copies by film', 'copies by store']],
    // In Pagila every film is in one category, so categories are parts of the whole.
    ['takings', ['takings by genre', 'takings by genre and store', 'takings by month and genre']],
  ])('"%s" is the sum of its parts', async (whole, groupings) => {
    const total = sumOf(await rowsOf(whole));
    expect(total).toBeGreaterThan(100);
    for (const parts of groupings)
      expect([parts, sumOf(await rowsOf(parts)).toFixed(2)]).toEqual([parts, total.toFixed(2)]);
  });

  it.each([
    ['how many rentals', 'how many rentals were late'],
    ['how many rentals', 'how many rentals in June 2022'],
    ['how many rentals in June 2022', 'how many rentals in June 2022 of store 1'],
    ['takings', 'takings of Horror'],
    ['takings of Horror', 'takings of Horror since May 2022'],
    ['how many films longer than 60 minutes', 'how many films longer than 120 minutes'],
  ])('"%s" is never less than "%s"', async (wider, narrower) => {
    const less = sumOf(await rowsOf(narrower));
    expect(less).toBeGreaterThan(0);
    expect(sumOf(await rowsOf(wider))).toBeGreaterThanOrEqual(less);
  });

  it.each(['share of takings by genre', 'share of rentals by rating', 'share of takings by month'])(
    '"%s" sums to a hundred',
    async (question) => {
      const rows = await rowsOf(question);
      expect(rows.length).toBeGreaterThan(3);
      expect(Math.abs(sumOf(rows) - 100)).toBeLessThan(rows.length * 0.005 + 1e-9);
    },
  );

  it.each(['takings', 'takings by month', 'takings by genre', 'rentals by rating', 'copies by film', 'median payment'])(
    'the manager of one store who asks "%s" gets what the admin gets for that store',
    async (question) => {
      for (const store of [1, 2]) {
        const own = await rowsOf(question, 'store_manager', store);
        expect(own.length).toBeGreaterThan(0);
        expect(own).toEqual(await rowsOf(`${question} of store ${store}`));
      }
    },
  );

  it.each(['takings', 'takings by month', 'takings by genre', 'takings by film'])(
    'marketing, who may not read payments, gets the same for "%s" out of totals',
    async (question) => {
      expect(await rowsOf(question, 'marketing', 1)).toEqual(await rowsOf(question, 'store_manager', 1));
    },
  );

  it('top ten are the first ten of the whole list', async () => {
    const [first, all] = [await rowsOf('top 10 films by takings'), await rowsOf('takings by film')];
    expect(first).toEqual(all.slice(0, 10));
  });

  it('a running total never falls and ends at the total', async () => {
    const running = (await rowsOf('running total of income by month')).map((row) => Number(row.at(-1)));
    expect([...running].sort((a, b) => a - b)).toEqual(running);
    expect(running.at(-1)?.toFixed(2)).toBe(sumOf(await rowsOf('takings')).toFixed(2));
  });
});
