import type { UserContext } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditStore } from '../audit/create-audit-store.js';
import { createRateLimiter } from '../limits/create-rate-limiter.js';
import { createReader, type Reader } from '../read/create-reader.js';
import { databaseMissing, openTestDatabase, type TestDatabase } from '../testing/open-test-database.js';
import { openTransactionPooler, type TransactionPooler } from '../testing/open-transaction-pooler.js';
import { createPool, type Pool } from './create-pool.js';
import { appRole, databaseUrls } from './database-urls.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);

/** No state may be left in a session: the next transaction runs in another one, and another question in ours. */
describe.skipIf(missing !== null)('behind a pooler in transaction mode', () => {
  let database: TestDatabase;
  let pooler: TransactionPooler;
  let reader: Reader;
  let pool: Pool;

  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL']);
    const urls = databaseUrls({ baseUrl: database.adminUrl, secret: database.secret });
    const logins = new Map([
      [appRole, urls.app],
      ...database.policy.roles.map(({ database_role: role }) => [role, urls.reader(role)] as const),
    ]);
    pooler = await openTransactionPooler(database.adminUrl, logins, 2);
    reader = createReader({ ...database, baseUrl: pooler.urlOf('any'), limits: { connections: 8 } });
    pool = createPool(pooler.urlOf(appRole), { max: 8, applicationName: 'test' });
  });
  afterAll(async () => {
    await reader?.close();
    await pool?.end();
    await pooler?.close();
    await database?.close();
  });

  const managerOf = (store: number): UserContext => ({
    username: `manager${store}`,
    role: 'store_manager',
    store_ids: [store],
    all_stores: false,
  });
  const storesSeenBy = async (context: UserContext): Promise<unknown> => {
    const outcome = await reader.run({
      sql: 'SELECT store_id, count(*) FROM analytics.v_rentals GROUP BY 1 ORDER BY 1',
      context,
      requestId: 'pooled',
      rowLimit: 10,
      timeoutMs: 10_000,
    });
    return outcome.ok ? outcome.value.rows.map((row) => row[0]) : outcome.problem.code;
  };

  it('keeps the scope of each question, however many share a connection', async () => {
    const asked = Array.from({ length: 60 }, (_, index) => (index % 2) + 1);
    const seen = await Promise.all(asked.map((store) => storesSeenBy(managerOf(store))));
    expect(seen).toEqual(asked.map((store) => [store]));
    // the embedded engine lets one transaction run at a time: its clients never meet
    if (database.engine === 'server') expect(pooler.switches()).toBeGreaterThan(5);
  });

  it('leaves nothing behind after a statement that fails or takes too long', async () => {
    const broken = ['SELECT 1/0 FROM analytics.v_stores', 'SELECT count(*) FROM generate_series(1, 200000000) a'];
    for (const sql of broken) {
      const outcome = await reader.run({
        sql,
        context: managerOf(1),
        requestId: 'pooled',
        rowLimit: 10,
        timeoutMs: 300,
      });
      expect(outcome.ok).toBe(false);
    }
    expect(await Promise.all([1, 2, 1, 2].map((store) => storesSeenBy(managerOf(store))))).toEqual([
      [1],
      [2],
      [1],
      [2],
    ]);
  });

  it('counts together and keeps the audit one chain', async () => {
    const limiter = createRateLimiter(pool, { limit: 20 });
    const decisions = await Promise.all(Array.from({ length: 30 }, () => limiter.take('pooled')));
    expect(decisions.filter(({ allowed }) => allowed).length).toBe(20);
    const audit = createAuditStore(pool);
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        audit.appendSecurityEvent({ event: 'access', outcome: 'ok', requestId: `pooled-${index}` }),
      ),
    );
    expect(await audit.verify()).toMatchObject({ ok: true, checked: 30 });
  });
});
