import type { UserContext } from '@copilot/contracts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '../connect/create-pool.js';
import { databaseUrls } from '../connect/database-urls.js';
import { buildWalls } from '../walls/build-walls.js';
import { createReader, type Reader } from '../read/create-reader.js';
import { databaseMissing, openTestDatabase, withClient, type TestDatabase } from '../testing/open-test-database.js';
import { createAskerDirectory, type AskerDirectory } from './create-asker-directory.js';
import { createVersionWatch } from './create-version-watch.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);

/** Rows read once may be given again only while this does not change. */
describe.skipIf(missing !== null)('the version of the business data', () => {
  let database: TestDatabase;
  let pool: Pool;
  let admin: pg.Client;
  let reader: Reader;

  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL'], 'generated');
    const urls = databaseUrls({ baseUrl: database.adminUrl, secret: database.secret });
    pool = createPool(urls.app, { max: 2, applicationName: 'test' });
    reader = createReader({ ...database, baseUrl: database.adminUrl });
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin?.end();
    await reader?.close();
    await pool?.end();
    await database?.close();
  });

  /** Looks at the watch every time. */
  const directory = (now = Date.now): AskerDirectory =>
    createAskerDirectory({ pool, versions: createVersionWatch({ pools: [pool], now }), now });
  const versionOf = async (): Promise<string | null> => (await directory().lookUp('admin_user')).dataVersion;
  const change = 'UPDATE public.film SET length = length WHERE film_id = 1';
  const everything: UserContext = { username: 'admin_user', role: 'admin', store_ids: [], all_stores: true };
  const read = async (sql: string): Promise<{ rows: unknown; dataVersion: string | null }> => {
    const found = await reader.run({
      sql,
      context: everything,
      requestId: 'test',
      rowLimit: 10,
      timeoutMs: 10_000,
      withDataVersion: true,
    });
    if (!found.ok) throw new Error(found.problem.code);
    return found.value;
  };

  it('comes with the row of who asks, in one trip', async () => {
    const found = await directory().lookUp('manager_store1');
    expect(found.user).toMatchObject({ role: 'store_manager', storeIds: [1], allStores: false, active: true });
    expect(found.dataVersion).toEqual(expect.any(String));
    expect((await directory().lookUp('nobody')).user).toBeNull();
  });

  it('stays while nothing is written, and is the same for the login that reads', async () => {
    const version = await versionOf();
    expect(await versionOf()).toBe(version);
    expect((await read('SELECT count(*) FROM analytics.v_films')).dataVersion).toBe(version);
  });

  it.each([
    "INSERT INTO public.language (name) VALUES ('Frisian')",
    'UPDATE public.payment SET amount = amount WHERE payment_id = 1',
    "DELETE FROM public.language WHERE name = 'Frisian'",
    'UPDATE public.store SET last_update = now()',
  ])('changes with a committed %s', async (sql) => {
    const before = await versionOf();
    await admin.query(sql);
    expect(await versionOf()).not.toBe(before);
  });

  it('changes in the same moment as the data, and not when the change is undone', async () => {
    const titles = 'SELECT count(*) FROM analytics.v_categories';
    const before = await read(titles);
    await admin.query('BEGIN');
    await admin.query("INSERT INTO public.category (name) VALUES ('Westerns')");
    const during = database.engine === 'server' ? await read(titles) : before;
    expect(during).toEqual(before);
    await admin.query('ROLLBACK');
    expect(await read(titles)).toEqual(before);
  });

  it('holds the change of a writer who was under way when the version was read', async (test) => {
    if (database.engine === 'embedded') test.skip('the embedded engine runs one transaction after the other');
    const before = await versionOf();
    await withClient(database.adminUrl, async (writer) => {
      await writer.query('BEGIN');
      await writer.query(change);
      // another one commits first; the order of commits does not matter
      await admin.query('UPDATE public.actor SET last_name = last_name WHERE actor_id = 1');
      const between = await versionOf();
      expect(between).not.toBe(before);
      await writer.query('COMMIT');
      expect(await versionOf()).not.toBe(between);
    });
  });

  it('never makes writers wait for each other', async (test) => {
    if (database.engine === 'embedded') test.skip('the embedded engine runs one transaction after the other');
    await withClient(database.adminUrl, async (writer) => {
      await writer.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
      await writer.query(change);
      await admin.query("SET lock_timeout = '2s'");
      await admin.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
      await admin.query('UPDATE public.actor SET last_name = last_name WHERE actor_id = 2');
      await admin.query('COMMIT');
      await writer.query('COMMIT');
    });
  });

  it('is not moved by folding', async () => {
    await admin.query(change);
    const before = await versionOf();
    await pool.query('SELECT public.fold_data_changes()');
    const { rows } = await admin.query('SELECT count(*)::int AS count FROM analytics_private.data_changes');
    expect(rows).toEqual([{ count: 1 }]);
    expect(await versionOf()).toBe(before);
  });

  it('also changes where a session plays the part of a replica', async () => {
    const before = await versionOf();
    await admin.query('BEGIN');
    await admin.query('SET LOCAL session_replication_role = replica');
    await admin.query(change);
    await admin.query('COMMIT');
    expect(await versionOf()).not.toBe(before);
  });

  it('changes with the definition of a view and with the rights on it', async () => {
    const before = await versionOf();
    await admin.query('BEGIN');
    await admin.query('REVOKE SELECT (title) ON analytics.v_films FROM copilot_read_admin');
    await admin.query('GRANT SELECT (title) ON analytics.v_films TO copilot_read_admin');
    await admin.query('COMMIT');
    expect(await versionOf()).not.toBe(before);
  });

  /** What is done by hand, and must leave no version until the walls are built anew. */
  it.each([
    ['a trigger is taken off', 'DROP TRIGGER note_data_change ON public.rental'],
    ['a trigger is switched off', 'ALTER TABLE public.rental DISABLE TRIGGER note_data_change'],
    ['a trigger fires for the master alone', 'ALTER TABLE public.rental ENABLE TRIGGER note_data_change'],
    [
      'a view is replaced',
      'CREATE OR REPLACE VIEW analytics.v_film_actors WITH (security_barrier) AS SELECT fa.film_id, fa.actor_id FROM public.film_actor fa',
    ],
    ['a table gets a child', 'CREATE TABLE public.language_more () INHERITS (public.language)'],
  ])('is not there when %s', async (_what, sql) => {
    await admin.query(sql);
    expect(await versionOf()).toBeNull();
    expect((await read('SELECT count(*) FROM analytics.v_films')).dataVersion).toBeNull();
    await buildWalls(admin);
    expect(await versionOf()).not.toBeNull();
  });

  it('sees that a trigger was off for a while', async () => {
    const before = await versionOf();
    await admin.query('ALTER TABLE public.rental DISABLE TRIGGER note_data_change');
    await admin.query('UPDATE public.rental SET return_date = return_date WHERE rental_id = 1');
    await admin.query('ALTER TABLE public.rental ENABLE ALWAYS TRIGGER note_data_change');
    expect(await versionOf()).not.toBe(before);
  });

  it('counts what is written to a part of a table directly', async () => {
    await admin.query('CREATE TABLE public.language_part () INHERITS (public.language)');
    await buildWalls(admin);
    const before = await versionOf();
    await admin.query("INSERT INTO public.language_part (language_id, name) VALUES (90, 'Sorbian')");
    expect(await versionOf()).not.toBe(before);
  });

  it.each(['now()::text', 'CURRENT_DATE::text', 'random()::text'])(
    'cannot be had when a view asks %s',
    async (asked) => {
      const viewOf = (what: string): string =>
        `CREATE OR REPLACE VIEW analytics.v_categories WITH (security_barrier) AS SELECT c.category_id, ${what} AS category FROM public.category c`;
      await admin.query(viewOf(asked));
      await buildWalls(admin);
      expect(await versionOf()).toBeNull();
      await admin.query(viewOf('c.name'));
      await buildWalls(admin);
      expect(await versionOf()).not.toBeNull();
    },
  );

  it('is read no more than once a second as far as the watch goes, and every time as far as the data go', async () => {
    let now = 0;
    const patient = directory(() => now);
    const versionThen = async (): Promise<string | null> => (await patient.lookUp('admin_user')).dataVersion;
    const before = await versionThen();
    await admin.query(change);
    expect(await versionThen()).not.toBe(before);
    await admin.query('ALTER TABLE public.rental DISABLE TRIGGER note_data_change');
    now = 1_000;
    expect(await versionThen()).toBeNull();
    await buildWalls(admin);
    now = 2_000;
    expect(await versionThen()).not.toBeNull();
  });
});
