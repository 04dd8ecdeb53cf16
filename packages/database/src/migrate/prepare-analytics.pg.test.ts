import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../connect/create-pool.js';
import { databaseUrls } from '../connect/database-urls.js';
import { createReader } from '../read/create-reader.js';
import {
  databaseMissing,
  openTestDatabase,
  realData,
  withClient,
  type TestDatabase,
} from '../testing/open-test-database.js';
import { createUserStore } from '../users/create-user-store.js';
import { isReplica, prepareAnalytics } from './prepare-analytics.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);

describe.skipIf(missing !== null)('the business in a database of its own', () => {
  let own: TestDatabase;
  let business: TestDatabase;

  beforeAll(async () => {
    own = await openTestDatabase(process.env['TEST_DATABASE_URL'], 'without-data');
    business = await openTestDatabase(process.env['TEST_DATABASE_URL'], 'without-data');
    await prepareAnalytics({
      ...own,
      analyticsUrl: business.adminUrl,
      sampleUsers: true,
      files: { dataFile: realData },
      sampleScale: 1,
      onProgress: () => undefined,
    });
  }, 300_000);
  afterAll(async () => {
    await own?.close();
    await business?.close();
  });

  const count = (database: TestDatabase, table: string): Promise<number> =>
    withClient(database.adminUrl, async (client) => {
      const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM public.${table}`);
      return rows[0]?.count ?? -1;
    });

  it('holds the rows there, and the users and the audit here', async () => {
    expect([await count(own, 'rental'), await count(own, 'store')]).toEqual([0, 0]);
    expect([await count(business, 'rental'), await count(business, 'store')]).toEqual([16_044, 2]);
    expect(await count(own, 'auth_users')).toBe(5);
    expect(await isReplica(business.adminUrl)).toBe(false);
  });

  it('answers questions there under a scope that was signed here', async () => {
    const reader = createReader({ ...own, baseUrl: business.adminUrl });
    try {
      const outcome = await reader.run({
        sql: 'SELECT DISTINCT store_id FROM analytics.v_rentals',
        context: { username: 'm', role: 'store_manager', store_ids: [2], all_stores: false },
        requestId: 'apart',
        rowLimit: 10,
        timeoutMs: 10_000,
      });
      expect(outcome).toMatchObject({ ok: true, value: { rows: [[2]] } });
    } finally {
      await reader.close();
    }
  });

  it('tells the gateway there which stores exist', async () => {
    const pool = createPool(databaseUrls({ ...own, baseUrl: business.adminUrl }).app, {
      max: 1,
      applicationName: 'test',
    });
    try {
      expect(await createUserStore(pool).listStoreIds()).toEqual([1, 2]);
    } finally {
      await pool.end();
    }
  });
});
