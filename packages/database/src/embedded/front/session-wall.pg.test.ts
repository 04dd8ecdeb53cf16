import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, startForTest, type TestDatabase } from '../testing/start-for-test.js';

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await startForTest();
  admin = await database.connect();
  await admin.query(`
    CREATE TABLE secret (x int); INSERT INTO secret VALUES (42);
    CREATE ROLE owner_of_all NOLOGIN;
    CREATE ROLE limited LOGIN PASSWORD 'limited' NOSUPERUSER;
    CREATE ROLE other LOGIN PASSWORD 'other';
    CREATE TABLE open (x int); GRANT SELECT ON open TO limited, other;
    GRANT CREATE ON SCHEMA public TO limited`);
});

afterAll(async () => {
  await database.stop();
});

const limited = (): Promise<pg.Client> =>
  database.connect({
    connectionString: undefined,
    host: '127.0.0.1',
    port: database.port,
    database: 'pagila',
    user: 'limited',
    password: 'limited',
  });

/** Ways to become another user that would work if the one backend's administrator were still the login role. */
const escapes = [
  'RESET ROLE',
  'SET ROLE NONE',
  'SET ROLE postgres',
  'SET ROLE owner_of_all',
  'RESET SESSION AUTHORIZATION',
  'SET SESSION AUTHORIZATION DEFAULT',
  'SET SESSION AUTHORIZATION postgres',
  "SET SESSION AUTHORIZATION 'other'",
  'SET LOCAL SESSION AUTHORIZATION postgres',
  'SET session_authorization = postgres',
  'SET "session_authorization" TO postgres',
  'SET U&"\\0073ession_authorization" = postgres',
  'RESET ALL',
  'DISCARD ALL',
  "SELECT set_config('session_authorization', 'postgres', false)",
  "SELECT set_config('role', 'postgres', false)",
  "UPDATE pg_settings SET setting = 'postgres' WHERE name = 'session_authorization'",
  'DO $$ BEGIN SET SESSION AUTHORIZATION postgres; END $$',
  "DO $$ BEGIN EXECUTE 'RESET SESSION AUTHORIZATION'; END $$",
  "DO $$ BEGIN PERFORM set_config('session_authorization', 'postgres', false); END $$",
  "CREATE FUNCTION up() RETURNS int LANGUAGE sql SET session_authorization = postgres AS 'SELECT x FROM secret'; SELECT up()",
  'CREATE FUNCTION up2() RETURNS int LANGUAGE plpgsql AS $$ BEGIN SET ROLE postgres; RETURN (SELECT x FROM secret); END $$; SELECT up2()',
  "ALTER ROLE limited SET session_authorization = 'postgres'",
  "ALTER ROLE limited SET role = 'postgres'",
  'ALTER ROLE limited SUPERUSER',
  "COPY (SELECT 1) TO '/tmp/x'",
  'BEGIN; SET SESSION AUTHORIZATION postgres; COMMIT',
  'ROLLBACK; SET SESSION AUTHORIZATION postgres',
];

describe('a session that is not the administrator', () => {
  it.each(escapes)('stays who it is after: %s', async (sql) => {
    const client = await limited();
    await client.query(sql).catch(() => undefined);
    await client.query('ROLLBACK');
    const [who] = (
      await client.query(
        'SELECT session_user AS session, current_user AS current, pg_catalog.current_setting($1) AS super',
        ['is_superuser'],
      )
    ).rows;
    expect(who).toEqual({ session: 'limited', current: 'limited', super: 'off' });
    expect(await failure(client.query('SELECT * FROM secret'))).toBe('42501');
    await client.end();
  });

  it('stays who it is when the change and its use come in one message, in both protocols', async () => {
    const client = await limited();
    expect(await failure(client.query('SET SESSION AUTHORIZATION postgres; SELECT * FROM secret'))).toBe('42501');
    expect(await failure(client.query('RESET SESSION AUTHORIZATION; SELECT * FROM secret'))).toBe('42501');
    await client.query({ text: 'RESET SESSION AUTHORIZATION', values: [] });
    expect(await failure(client.query('SELECT * FROM secret WHERE x = $1', [42]))).toBe('42501');
  });

  it('stays who it is when it comes back after the administrator, and after a restart of the backend', async () => {
    const client = await limited();
    await client.query('SET SESSION AUTHORIZATION postgres').catch(() => undefined);
    await admin.query('SELECT * FROM secret');
    expect((await client.query('SELECT session_user AS who')).rows).toEqual([{ who: 'limited' }]);
    await admin.query('SET statement_timeout = 50');
    expect(await failure(admin.query('SELECT pg_sleep(20)'))).toBe('57014');
    await admin.query('SET statement_timeout = 0');
    expect((await client.query('SELECT session_user AS who')).rows).toEqual([{ who: 'limited' }]);
    expect(await failure(client.query('SET SESSION AUTHORIZATION postgres'))).toBe('42501');
  });

  it('cannot become the administrator at its next login through settings stored for its role', async () => {
    const client = await limited();
    await admin.query("ALTER ROLE limited SET role = 'postgres'").catch(() => undefined);
    expect(await failure(limited().then((next) => next.query('SELECT * FROM secret')))).toBe('42501');
    await admin.query('ALTER ROLE limited RESET role');
    await client.end();
  });

  it('may not call set_config, so that no expression changes what a view reads', async () => {
    const client = await limited();
    expect(await failure(client.query("SELECT set_config('app.x', '1', true)"))).toBe('42501');
    expect(
      await failure(client.query("WITH s AS MATERIALIZED (SELECT set_config('app.x', '1', false)) SELECT * FROM s")),
    ).toBe('42501');
  });

  it('sees nothing of the statements that other connections have prepared', async () => {
    await admin.query({ name: 'private', text: "SELECT 'text of the administrator'" });
    const client = await limited();
    expect(await failure(client.query('SELECT * FROM pg_prepared_statements'))).toBe('42501');
    expect(await failure(client.query('SELECT * FROM pg_prepared_statement()'))).toBe('42501');
  });

  it('may become a role that it is a member of, and only that', async () => {
    await admin.query('GRANT owner_of_all TO other');
    const client = await database.connect({
      connectionString: undefined,
      host: '127.0.0.1',
      port: database.port,
      database: 'pagila',
      user: 'other',
      password: 'other',
    });
    await client.query('SET ROLE owner_of_all');
    await admin.query('SELECT 1');
    expect((await client.query('SELECT current_user AS who')).rows).toEqual([{ who: 'owner_of_all' }]);
    expect(await failure(client.query('SET ROLE limited'))).toBe('42501');
    await client.query('RESET ROLE');
    expect((await client.query('SELECT current_user AS who')).rows).toEqual([{ who: 'other' }]);
  });
});

describe('the administrator', () => {
  it('may act as another user and come back, also with other sessions in between', async () => {
    await admin.query('SET SESSION AUTHORIZATION limited');
    const client = await limited();
    await client.query('SELECT 1');
    expect((await admin.query('SELECT session_user AS who')).rows).toEqual([{ who: 'limited' }]);
    expect(await failure(admin.query('SELECT * FROM secret'))).toBe('42501');
    await admin.query('SET SESSION AUTHORIZATION postgres');
    expect((await admin.query('SELECT x FROM secret')).rows).toEqual([{ x: 42 }]);
  });

  it('stays the role it has taken when the backend has to be opened again', async () => {
    const client = await database.connect();
    await client.query("SET timezone = 'Asia/Tokyo'; SET statement_timeout = 100; SET ROLE limited");
    expect(await failure(client.query('SELECT pg_sleep(20)'))).toBe('57014');
    const [after] = (await client.query("SELECT current_user AS who, current_setting('timezone') AS zone")).rows;
    expect(after).toEqual({ who: 'limited', zone: 'Asia/Tokyo' });
    expect(await failure(client.query('SELECT * FROM secret'))).toBe('42501');
  });
});
