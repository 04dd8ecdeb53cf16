import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseMissing, openTestDatabase, type TestDatabase } from '../testing/open-test-database.js';

const missing = databaseMissing(process.env.TEST_DATABASE_URL);

describe.skipIf(missing !== null)('the joins of the views', () => {
  let database: TestDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    database = await openTestDatabase(process.env.TEST_DATABASE_URL, 'generated');
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin?.end();
    await database?.close();
  });

  const tablesRead = async (sql: string): Promise<string[]> => {
    const { rows } = await admin.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`);
    const tables = rows.flatMap((row) => /(?: on| using \S+ on) (\w+)/.exec(row['QUERY PLAN'])?.[1] ?? []);
    return [...new Set(tables)].filter((name) => !name.startsWith('v_')).sort();
  };

  it.each([
    ['SELECT count(*) FROM analytics.v_customers', ['customer']],
    ['SELECT active, count(*) FROM analytics.v_customers GROUP BY 1', ['customer']],
    ['SELECT phone FROM analytics.v_customers', ['address', 'customer']],
    ['SELECT country, count(*) FROM analytics.v_customers GROUP BY 1', ['address', 'city', 'country', 'customer']],
    ['SELECT count(*) FROM analytics.v_rentals', ['inventory', 'rental']],
    ['SELECT film_id, min(rental_date) FROM analytics.v_rentals GROUP BY 1', ['inventory', 'rental']],
    ['SELECT count(*) FROM analytics.v_rentals WHERE return_date > due_date', ['film', 'inventory', 'rental']],
  ])('are only those that are needed: %s', async (sql, tables) => {
    expect(await tablesRead(sql)).toEqual(tables);
  });
});
