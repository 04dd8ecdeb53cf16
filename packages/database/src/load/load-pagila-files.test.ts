import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeLoad } from './describe-load.js';
import type { LoadConnection } from './load-connection.js';
import { loadPagilaInto } from './load-pagila-files.js';
import { openMemoryConnection } from './memory-connection.testing.js';

const folder = mkdtempSync(join(tmpdir(), 'load-pagila-'));
const original = join(import.meta.dirname, '../../../../../shared/pagila');
const editions = ['pagila-data.sql', 'pagila-data-500-stores.sql.gz', 'pagila-data-pgfoundry.sql.gz'];

let connection: LoadConnection & { close(): Promise<void> };
beforeAll(async () => {
  connection = await openMemoryConnection();
});
afterAll(() => connection.close());

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const rows: Record<string, string> = {
  'actor (actor_id, first_name, last_name)': '1\tANN\tBELL\n',
  'country (country_id, country)': '1\tNorway\n',
  'city (city_id, city, country_id)': '1\tOslo\t1\n',
  'address (address_id, address, address2, district, city_id, postal_code, phone)': '1\t1 Road\t\\N\tNorth\t1\t\t\n',
  'category (category_id, name)': '1\tDrama\n',
  'store (store_id, manager_staff_id, address_id)': '0\t0\t1\n',
  'customer (customer_id, store_id, first_name, last_name, address_id, active)': '1\t0\tCY\tDAY\t1\t1\n',
  'language (language_id, name)': '1\tEnglish             \n',
  'film (film_id, title, language_id, special_features)': '1\tONE FILM\t1\t{Trailers,"Deleted Scenes"}\n',
  'film_actor (actor_id, film_id)': '1\t1\n',
  'film_category (film_id, category_id)': '1\t1\n',
  'inventory (inventory_id, film_id, store_id)': '1\t1\t0\n',
  'staff (staff_id, first_name, last_name, address_id, store_id, username)': '0\tEve\tFox\t1\t0\teve\n',
  'rental (rental_id, rental_date, inventory_id, customer_id, staff_id)': '7\t2022-07-01 00:30:00+01\t1\t1\t0\n',
  'payment_p2022_06 (payment_id, customer_id, staff_id, rental_id, amount, payment_date)':
    '9\t1\t0\t7\t2.99\t2022-06-30 23:40:00\n',
};
const head =
  "--\n-- PostgreSQL database dump\n--\nSET client_encoding = 'UTF8';\nSELECT pg_catalog.set_config('search_path', '', false);\n";
const foot =
  "SELECT pg_catalog.setval('public.rental_rental_id_seq', 40, true);\n--\n-- PostgreSQL database dump complete\n--\n";

function toDump(changes: Record<string, string> = {}): string {
  const blocks = Object.entries(rows).map(([target, data]) => {
    const table = target.slice(0, target.indexOf(' '));
    return `COPY public.${target} FROM stdin;\n${changes[table] ?? data}\\.\n`;
  });
  return head + blocks.join('\n') + foot;
}

const quiet = (): void => undefined;

describe('loadPagilaFiles', () => {
  it('puts partitions that this database lacks into their table, takes times as UTC and goes on numbering', async () => {
    const messages: string[] = [];
    const file = write('small.sql', toDump());
    const summary = await loadPagilaInto(connection, { dataFile: file }, (message) => messages.push(message));
    expect(summary).toMatchObject({ rentals: 1, stillOut: 1, payments: 1, revenue: '2.99', firstRental: '2022-06-30' });
    expect(messages).toContain('payment_p2022_06: 1 rows');
    const [next] = await connection.query("SELECT nextval('public.rental_rental_id_seq')::int AS id");
    expect(next).toEqual({ id: 41 });
    const [payment] = await connection.query(
      "SELECT (payment_date = '2022-06-30 23:40:00+00') AS utc FROM public.payment",
    );
    expect(payment).toEqual({ utc: true });
  });

  it('loads the rows of INSERT statements too', async () => {
    const inserts = Object.entries(rows).map(([target, data]) => {
      const values = data
        .replace(/\n$/, '')
        .split('\t')
        .map((field) => (field === '\\N' ? 'NULL' : `'${field}'`));
      return `INSERT INTO public.${target} VALUES (${values.join(', ')});`;
    });
    const summary = await loadPagilaInto(
      connection,
      { dataFile: write('inserts.sql', head + inserts.join('\n') + '\n' + foot) },
      quiet,
    );
    expect(summary).toMatchObject({ rentals: 1, payments: 1, revenue: '2.99' });
  });

  it('leaves out columns and tables that this database does not have, and says so', async () => {
    const messages: string[] = [];
    const text = toDump({ country: '1\tNorway\tNO\n' })
      .replace('country (country_id, country)', 'country (country_id, country, iso)')
      .replace('COPY public.category', 'COPY public.film_embedding (a) FROM stdin;\n1\n\\.\nCOPY public.category');
    await loadPagilaInto(connection, { dataFile: write('wider.sql', text) }, (message) => messages.push(message));
    expect(messages).toContain('table country: the columns iso are not in this database and are left out');
    expect(messages).toContain("table film_embedding is not one of Pagila's: its rows are left out");
  });

  it.each([
    [
      'a field of the wrong type',
      toDump({ city: '1\tOslo\tx\n' }),
      /line 15: table city, column country_id: invalid input syntax/,
    ],
    [
      'a missing field',
      toDump({ city: '1\tOslo\t1\n2\tBergen\n' }),
      /line 16: table city.*missing data for column "country_id"/,
    ],
    [
      'a key that points nowhere',
      toDump({ city: '1\tOslo\t1\n2\tBergen\t5\n' }),
      /line 16: table city: .*Key \(country_id\)=\(5\)/,
    ],
    ['a key twice', toDump({ actor: '1\tA\tB\n1\tC\tD\n' }), /line 8: table actor: duplicate key/],
    ['rows missing', toDump({ film: '' }), /no rows for film; this is no whole dump/],
    ['its end cut off', toDump().slice(0, -40), /closing line .* is missing/],
    [
      'something else than rows',
      toDump().replace(foot, `DELETE FROM film;\n${foot}`),
      /line \d+: “DELETE FROM film” is neither rows nor/,
    ],
    ['no end of rows', toDump().replace('\\.\n', ''), /line 8: table actor.*invalid input syntax/],
  ])('names the line of a dump with %s and changes nothing', async (_, text, message) => {
    await loadPagilaInto(connection, { dataFile: write('small.sql', toDump()) }, quiet);
    const before = await describeLoad(connection);
    const loading = loadPagilaInto(connection, { dataFile: write('broken.sql', text) }, quiet);
    await expect(loading).rejects.toThrow(message);
    await expect(loading).rejects.toThrow(/broken\.sql.*Nothing was loaded; the database is as it was$/s);
    expect(await describeLoad(connection)).toEqual(before);
    const keys = await connection.query("SELECT count(*)::int AS keys FROM pg_constraint WHERE contype = 'f'");
    expect(keys).toEqual([{ keys: 21 }]);
  });

  it('replaces the tables by those of a schema file and keeps the views over them with their grants and row security', async () => {
    await connection.query('CREATE SCHEMA analytics');
    await connection.query('CREATE ROLE view_owner');
    await connection.query('CREATE ROLE view_reader');
    await connection.query('GRANT SELECT ON public.payment TO view_owner');
    await connection.query(
      'CREATE VIEW analytics.v_payments WITH (security_barrier) AS SELECT payment_id, amount FROM public.payment',
    );
    await connection.query('ALTER VIEW analytics.v_payments OWNER TO view_owner');
    await connection.query('GRANT SELECT (amount) ON analytics.v_payments TO view_reader');
    await connection.query('CREATE POLICY own ON public.store FOR SELECT TO view_owner USING (store_id = 1)');
    await connection.query('ALTER TABLE public.store ENABLE ROW LEVEL SECURITY');
    const schema = write('schema.sql', head + oldSchema + '-- PostgreSQL database dump complete\n');

    await loadPagilaInto(connection, { schemaFile: schema, dataFile: write('small.sql', toDump()) }, quiet);

    const [view] = await connection.query(`
      SELECT reloptions::text AS options, pg_get_userbyid(relowner)::text AS owner,
        has_column_privilege('view_reader', oid, 'amount', 'SELECT') AS amount,
        has_column_privilege('view_reader', oid, 'payment_id', 'SELECT') AS id,
        has_table_privilege('view_owner', 'public.payment', 'SELECT') AS base,
        (SELECT count(*)::int FROM analytics.v_payments) AS rows
      FROM pg_class WHERE oid = 'analytics.v_payments'::regclass`);
    expect(view).toEqual({
      options: '{security_barrier=true}',
      owner: 'view_owner',
      amount: true,
      id: false,
      base: true,
      rows: 1,
    });
    const [store] = await connection.query(`
      SELECT relrowsecurity AS enabled, (SELECT qual FROM pg_policies WHERE tablename = 'store') AS condition
      FROM pg_class WHERE oid = 'public.store'::regclass`);
    expect(store).toEqual({ enabled: true, condition: '(store_id = 1)' });
    const [types] = await connection.query(`
      SELECT string_agg(DISTINCT data_type, ', ') AS types FROM information_schema.columns
      WHERE column_name IN ('rental_date', 'payment_date') AND table_schema = 'public'`);
    expect(types).toEqual({ types: 'timestamp with time zone' });
    const [fun] = await connection.query(
      "SELECT has_function_privilege('view_reader', 'public.peek()', 'EXECUTE') AS may",
    );
    expect(fun).toEqual({ may: false });
    expect(await connection.query('SELECT count(*)::int AS n FROM ONLY public.payment_p2022_06')).toEqual([{ n: 1 }]);
  });

  const hasOriginal = existsSync(join(original, 'pagila-data.sql'));
  it.skipIf(!hasOriginal).each(editions)(
    'loads the original edition %s whole (skipped where the original files are missing)',
    async (edition) => {
      const fresh = await openMemoryConnection();
      const summary = await loadPagilaInto(fresh, { dataFile: join(original, edition) }, quiet);
      expect(summary).toMatchObject({ rentals: 16_044, stillOut: 183, payments: 16_049, revenue: '67416.51' });
      const july = await fresh.query(`
      SELECT count(*)::int AS rentals FROM public.rental
      WHERE to_char(rental_date AT TIME ZONE 'UTC', 'MM') = '07'`);
      expect(july).toEqual([{ rentals: edition.includes('pgfoundry') ? 6_709 : 6_739 }]);
      await fresh.close();
    },
  );
});

const oldSchema = readFileSync(new URL('./old-schema.testing.sql', import.meta.url), 'utf8');
