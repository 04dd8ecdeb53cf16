import type { UserContext } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseMissing, openTestDatabase, type TestDatabase } from '../testing/open-test-database.js';
import { createReader, type Reader } from './create-reader.js';

const testUrl = process.env.TEST_DATABASE_URL;
const missing = databaseMissing(testUrl);

describe.skipIf(missing !== null)(`a statement that is asked again${missing === null ? '' : ` (${missing})`}`, () => {
  let database: TestDatabase;
  let reader: Reader;

  beforeAll(async () => {
    database = await openTestDatabase(testUrl);
    const { adminUrl: baseUrl, secret, scopeKey, policy } = database;
    // one connection: what a statement leaves behind, the next one meets
    reader = createReader({ baseUrl, secret, scopeKey, policy, limits: { connections: 1 } });
  }, 240_000);
  afterAll(async () => {
    await reader?.close();
    await database?.close();
  });

  const managerOf = (...stores: number[]): UserContext => ({
    username: 'manager',
    role: 'store_manager',
    store_ids: stores,
    all_stores: false,
  });
  const ask = (sql: string, context: UserContext, timeoutMs = 20_000) =>
    reader.run({ sql, context, requestId: 'again', rowLimit: 3, timeoutMs });
  const valuesOf = async (sql: string, context: UserContext): Promise<unknown> => {
    const outcome = await ask(sql, context);
    return outcome.ok ? outcome.value.rows : outcome.problem.code;
  };

  it('is read under the scope of whoever asks now', async () => {
    const sql = 'SELECT DISTINCT store_id FROM analytics.v_inventory ORDER BY 1';
    for (const stores of [[1], [2], [1], [2], [1, 2], [2]])
      expect(await valuesOf(sql, managerOf(...stores))).toEqual(stores.map((store) => [store]));
    expect(await valuesOf(sql, managerOf())).toEqual([]);
  });

  it('has the same columns, rows and cut as the first time', async () => {
    const sql = 'SELECT film_id, title FROM analytics.v_films ORDER BY film_id';
    const first = await ask(sql, managerOf(1));
    expect(first).toMatchObject({ ok: true, value: { truncated: true } });
    for (let time = 0; time < 3; time += 1) expect(await ask(sql, managerOf(1))).toEqual(first);
  });

  it('is held to the time of today’s asking', async () => {
    const sql = 'SELECT count(*) FROM generate_series(1, 2000000)';
    expect(await valuesOf(sql, managerOf(1))).toEqual([[2_000_000]]);
    expect(await ask(sql, managerOf(1), 5)).toMatchObject({ ok: false, problem: { code: 'database.timeout' } });
    expect(await valuesOf(sql, managerOf(1))).toEqual([[2_000_000]]);
  });

  it('works on when many others were asked in between', async () => {
    const sqls = Array.from({ length: 150 }, (_, index) => `SELECT ${index} + count(*) FROM analytics.v_stores`);
    for (let time = 0; time < 3; time += 1)
      for (const [index, sql] of sqls.entries()) expect(await valuesOf(sql, managerOf(1))).toEqual([[index + 1]]);
  });

  it('still cannot write, nor bring a second statement', async () => {
    for (const sql of [
      'DELETE FROM public.film',
      'SELECT 1; SELECT 2',
      'WITH gone AS (DELETE FROM public.film RETURNING 1) SELECT * FROM gone',
    ])
      for (let time = 0; time < 2; time += 1)
        expect(await valuesOf(sql, managerOf(1))).toMatch(/^database\.(rejected|failed)/);
  });
});
