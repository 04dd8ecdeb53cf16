import { toRolePolicy, type Cell, type Role, type UserContext } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseUrls } from '../connect/database-urls.js';
import { applyPolicy } from '../policy/apply-policy.js';
import { createReader, type Reader, type RunResult } from '../read/create-reader.js';
import { signScope } from '../scope/sign-scope.js';
import { openRelay } from '../testing/open-relay.js';
import {
  databaseMissing,
  openTestDatabase,
  prepare,
  realData,
  withClient,
  type TestDatabase,
} from '../testing/open-test-database.js';
import { checkRoles } from './check-roles.js';
import { costlyStatements, hostileStatements } from './hostile-statements.testing.js';

const missing = databaseMissing(process.env.TEST_DATABASE_URL);
if (missing !== null) console.warn(`walls.pg.test.ts is skipped: ${missing}`);

const roles: readonly Role[] = ['admin', 'store_manager', 'marketing', 'finance'];
const contextOf = (role: Role, storeIds: number[], allStores = false): UserContext => ({
  username: `${role}-${storeIds.join('-')}`,
  role,
  store_ids: storeIds,
  all_stores: allStores,
});

describe.skipIf(missing !== null)('the walls of the database, with no guard before them', () => {
  let database: TestDatabase;
  let reader: Reader;

  beforeAll(async () => {
    database = await openTestDatabase(process.env.TEST_DATABASE_URL);
    reader = createReader({ ...database, baseUrl: database.adminUrl });
  });
  afterAll(async () => {
    await reader?.close();
    await database?.close();
  });

  const run = (
    sql: string,
    context: UserContext,
    more: { rowLimit?: number; timeoutMs?: number; signal?: AbortSignal } = {},
  ) => reader.run({ sql, context, requestId: 'test', rowLimit: 200, timeoutMs: 5_000, ...more });
  const read = async (sql: string, context: UserContext, rowLimit?: number): Promise<RunResult> => {
    const outcome = await run(sql, context, rowLimit === undefined ? {} : { rowLimit });
    if (!outcome.ok) throw new Error(`${sql}: ${outcome.problem.code}`);
    return outcome.value;
  };
  const policyOf = (role: Role) => toRolePolicy(database.policy, role).views;

  it.each(roles)('shows %s only rows of the own stores, and all of them', async (role) => {
    for (const [name, view] of policyOf(role)) {
      if (view.scope.kind === 'shared') continue;
      const column = view.scope.column;
      const count = `SELECT ${column}, count(*) FROM analytics.${name} GROUP BY 1 ORDER BY 1`;
      const all = await read(count, contextOf(role, [], true));
      expect(
        all.rows.map((row) => row[0]),
        name,
      ).toEqual([1, 2]);
      for (const store of [1, 2]) {
        expect((await read(count, contextOf(role, [store]))).rows, name).toEqual(
          all.rows.filter((row) => row[0] === store),
        );
      }
      expect((await read(count, contextOf(role, [1, 2]))).rows, name).toEqual(all.rows);
      expect((await read(count, contextOf(role, []))).rows, `${name} without stores`).toEqual([]);
      expect((await read(count, contextOf(role, [77]))).rows, `${name} of a store that is not there`).toEqual([]);
    }
  });

  it.each(roles)('lets %s read exactly the columns of the policy, by the live catalog', async (role) => {
    const databaseRole = database.policy.roles.find((entry) => entry.role === role)?.database_role ?? '';
    const live = await withClient(database.adminUrl, async (client) => {
      const { rows } = await client.query<{ name: string; columns: string[] }>(
        `SELECT n.nspname || '.' || c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
         FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
           AND n.nspname NOT LIKE 'pg\\_%' AND has_column_privilege($1, c.oid, a.attnum, 'SELECT')
         GROUP BY 1`,
        [databaseRole],
      );
      return new Map(rows.map((row) => [row.name, row.columns]));
    });
    const wanted = new Map([...policyOf(role)].map(([name, view]) => [`analytics.${name}`, view.columns]));
    expect(Object.fromEntries(live)).toEqual(Object.fromEntries(wanted));
  });

  it('gives every view the columns that the policy names, in its order', async () => {
    for (const view of database.policy.views) {
      const { columns } = await read(`SELECT * FROM analytics.${view.name} LIMIT 1`, contextOf('admin', [], true));
      expect(columns.map((column) => column.name)).toEqual(view.columns);
    }
  });

  it.each(hostileStatements)('refuses %s', async (sql) => {
    const context = contextOf('store_manager', [1]);
    const forged = signScope(
      {
        databaseRole: 'copilot_read_store_manager',
        context: contextOf('admin', [], true),
        requestId: 'x',
        expiresAt: 4e9,
      },
      'not the key',
    );
    const outcome = await run(sql.replaceAll('{{forged}}', forged), context);
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'database.rejected' } });
  });

  it.each(costlyStatements)('stops %s', async (sql, problem) => {
    // A bound on size must stop it with no help of the clock; only what never ends is left to the clock.
    const timeoutMs = problem === 'database.timeout' ? 1_000 : 30_000;
    const outcome = await run(sql, contextOf('store_manager', [1]), { timeoutMs });
    expect(outcome).toMatchObject({ ok: false, problem: { code: problem } });
  });

  it('keeps hidden rows from being told apart by errors', async () => {
    const probe = (store: number): string =>
      `SELECT count(*) FROM analytics.v_customers WHERE 1 / (CASE WHEN store_id = ${store} THEN 0 ELSE 1 END) = 1`;
    const context = contextOf('store_manager', [1]);
    expect(await read(probe(2), context)).toEqual(await read(probe(99), context));
    expect(await run(probe(1), context)).toMatchObject({ ok: false });
    const cast = (store: number): string =>
      `SELECT count(*) FROM analytics.v_payments WHERE store_id <> ${store} OR ('x' || amount)::int = 1`;
    expect(await read(cast(2), context)).toEqual(await read(cast(99), context));
  });

  describe('a scope', () => {
    const manager = 'copilot_read_store_manager';
    const soon = (): number => Date.now() / 1000 + 60;
    const storesUnder = (login: string, scope: string | null): Promise<Cell[]> =>
      withClient(databaseUrls({ ...database, baseUrl: database.adminUrl }).reader(login), async (client) => {
        await client.query('BEGIN READ ONLY');
        if (scope !== null) await client.query(`SET LOCAL copilot.scope = '${scope}'`);
        const { rows } = await client.query<{ store_id: number }>('SELECT store_id FROM analytics.v_stores ORDER BY 1');
        await client.query('ROLLBACK');
        return rows.map((row) => row.store_id);
      });
    const signed = (more: Partial<Parameters<typeof signScope>[0]> = {}): string =>
      signScope(
        { databaseRole: manager, context: contextOf('store_manager', [1]), requestId: 'r', expiresAt: soon(), ...more },
        database.scopeKey,
      );

    it('that is signed opens its stores', async () => {
      expect(await storesUnder(manager, signed())).toEqual([1]);
      expect(await storesUnder(manager, signed({ context: contextOf('store_manager', [], true) }))).toEqual([1, 2]);
    });
    it('that is missing or empty opens nothing', async () => {
      expect(await storesUnder(manager, null)).toEqual([]);
      expect(await storesUnder(manager, '')).toEqual([]);
    });
    it('signed for another login opens nothing', async () => {
      const admins = signed({ databaseRole: 'copilot_read_admin', context: contextOf('admin', [], true) });
      expect(await storesUnder('copilot_read_admin', admins)).toEqual([1, 2]);
      for (const login of [manager, 'copilot_read_finance', 'copilot_read_marketing'])
        expect(await storesUnder(login, admins)).toEqual([]);
    });
    it('that has expired opens nothing', async () => {
      expect(await storesUnder(manager, signed({ expiresAt: Date.now() / 1000 - 1 }))).toEqual([]);
    });
    it('of which one character was changed opens nothing', async () => {
      const scope = signed();
      const changed = [...scope].map(
        (_, at) => scope.slice(0, at) + (scope[at] === '2' ? '3' : '2') + scope.slice(at + 1),
      );
      await withClient(databaseUrls({ ...database, baseUrl: database.adminUrl }).reader(manager), async (client) => {
        for (const other of changed) {
          await client.query('BEGIN READ ONLY');
          await client.query(`SET LOCAL copilot.scope = '${other}'`);
          const { rows } = await client.query('SELECT store_id FROM analytics.v_stores');
          expect(rows, other).toEqual([]);
          await client.query('ROLLBACK');
        }
      });
    });
    it('of another form opens nothing and breaks nothing', async () => {
      const odd = [
        'v1',
        ':::::',
        '::::::',
        'v2' + signed().slice(2),
        `${signed()}:`,
        signed().toUpperCase(),
        'all',
        '1,2',
        '{1,2}',
      ];
      for (const scope of odd) expect(await storesUnder(manager, scope), scope).toEqual([]);
    });
    it('ends with its transaction', async () => {
      await withClient(databaseUrls({ ...database, baseUrl: database.adminUrl }).reader(manager), async (client) => {
        await client.query('BEGIN READ ONLY');
        await client.query(`SET LOCAL copilot.scope = '${signed()}'`);
        await client.query('ROLLBACK');
        const { rows } = await client.query('SELECT store_id FROM analytics.v_stores');
        expect(rows).toEqual([]);
      });
    });
  });

  it('keeps the scopes of many people apart on the same connections', async () => {
    const contexts = [
      contextOf('store_manager', [1]),
      contextOf('store_manager', [2]),
      contextOf('finance', [2]),
      contextOf('admin', [], true),
    ];
    const results = await Promise.all(
      Array.from({ length: 80 }, async (_, index) => {
        const context = contexts[index % contexts.length] ?? contextOf('store_manager', []);
        const { rows } = await read('SELECT store_id FROM analytics.v_stores ORDER BY 1', context);
        return { expected: context.all_stores ? [1, 2] : context.store_ids, stores: rows.map((row) => row[0]) };
      }),
    );
    for (const { expected, stores } of results) expect(stores).toEqual(expected);
  });

  it('holds by row security alone where a view has lost its condition', async () => {
    await withClient(database.adminUrl, async (client) => {
      for (const table of ['inventory', 'customer', 'staff', 'store']) {
        await client.query(`CREATE VIEW analytics.v_open_${table} AS SELECT store_id FROM public.${table}`);
        await client.query(`ALTER VIEW analytics.v_open_${table} OWNER TO copilot_owner`);
        await client.query(`GRANT SELECT ON analytics.v_open_${table} TO copilot_read_store_manager`);
      }
    });
    for (const table of ['inventory', 'customer', 'staff', 'store']) {
      const { rows } = await read(
        `SELECT DISTINCT store_id FROM analytics.v_open_${table}`,
        contextOf('store_manager', [2]),
      );
      expect(rows, table).toEqual([[2]]);
    }
    await withClient(database.adminUrl, (client) =>
      client.query(
        'DROP VIEW analytics.v_open_inventory, analytics.v_open_customer, analytics.v_open_staff, analytics.v_open_store',
      ),
    );
  });

  it('holds by the views alone where row security is off', async () => {
    const all = async (verb: string) =>
      withClient(database.adminUrl, async (client) => {
        for (const table of ['inventory', 'customer', 'staff', 'store'])
          await client.query(`ALTER TABLE public.${table} ${verb} ROW LEVEL SECURITY`);
      });
    await all('DISABLE');
    try {
      for (const role of roles) {
        for (const [name, view] of policyOf(role)) {
          if (view.scope.kind === 'shared') continue;
          const { rows } = await read(
            `SELECT DISTINCT ${view.scope.column} FROM analytics.${name}`,
            contextOf(role, [2]),
          );
          expect(rows, `${role} ${name}`).toEqual([[2]]);
        }
      }
    } finally {
      await all('ENABLE');
    }
  });

  describe('each wall is needed: without it', () => {
    /** Changes one definition, looks, and puts the old one back. */
    const without = async (input: {
      read: string;
      change: (text: string) => string;
      look: () => Promise<void>;
    }): Promise<void> => {
      const original = await withClient(database.adminUrl, async (client) => {
        const { rows } = await client.query<{ text: string }>(input.read);
        return rows[0]?.text ?? '';
      });
      const changed = input.change(original);
      expect(changed, 'the change changes something').not.toBe(original);
      await withClient(database.adminUrl, (client) => client.query(changed));
      try {
        await input.look();
      } finally {
        await withClient(database.adminUrl, (client) => client.query(original));
      }
    };
    const manager = 'copilot_read_store_manager';
    const storesUnder = (scope: string): Promise<number[]> =>
      withClient(databaseUrls({ ...database, baseUrl: database.adminUrl }).reader(manager), async (client) => {
        await client.query('BEGIN READ ONLY');
        await client.query(`SET LOCAL copilot.scope = '${scope}'`);
        const { rows } = await client.query<{ stores: number[] }>('SELECT analytics.scope_stores() AS stores');
        return rows[0]?.stores ?? [];
      });
    const claim = {
      databaseRole: manager,
      context: contextOf('store_manager', [2]),
      requestId: 'r',
      expiresAt: Date.now() / 1000 + 600,
    };

    it.each([
      ['signature', 'IF NOT EXISTS (', 'IF false AND NOT EXISTS (', () => signScope(claim, 'not the key')],
      [
        'login',
        'part[2] <> session_user',
        'false',
        () => signScope({ ...claim, databaseRole: 'copilot_read_admin' }, database.scopeKey),
      ],
      [
        'expiry',
        'part[5]::bigint <= extract',
        'false AND 0 <= extract',
        () => signScope({ ...claim, expiresAt: 1 }, database.scopeKey),
      ],
    ])('a wrong %s opens stores', async (_name, check, instead, attack) => {
      expect(await storesUnder(attack())).toEqual([]);
      await without({
        read: `SELECT pg_get_functiondef('analytics.scope_stores()'::regprocedure) AS text`,
        change: (text) => text.replace(check, instead),
        look: async () => expect(await storesUnder(attack())).toEqual([2]),
      });
      expect(await storesUnder(attack())).toEqual([]);
    });

    it('every scoped view shows other stores', async () => {
      const tables = ['inventory', 'customer', 'staff', 'store'];
      const rowSecurity = (verb: string): Promise<unknown> =>
        withClient(database.adminUrl, (client) =>
          client.query(tables.map((table) => `ALTER TABLE public.${table} ${verb} ROW LEVEL SECURITY`).join(';')),
        );
      await rowSecurity('DISABLE');
      try {
        for (const view of database.policy.views) {
          if (view.scope.kind === 'shared') continue;
          const probe = `SELECT DISTINCT ${view.scope.column} FROM analytics.${view.name} ORDER BY 1`;
          const name = `analytics.${view.name}`;
          await without({
            read: `SELECT 'CREATE OR REPLACE VIEW ${name} WITH (security_barrier) AS ' || pg_get_viewdef('${name}'::regclass) AS text`,
            change: (text) => text.replaceAll('analytics.scope_stores()', 'ARRAY[1, 2]'),
            look: async () => expect((await read(probe, contextOf('admin', [2]))).rows, view.name).toEqual([[1], [2]]),
          });
          expect((await read(probe, contextOf('admin', [2]))).rows, view.name).toEqual([[2]]);
        }
      } finally {
        await rowSecurity('ENABLE');
      }
    });
  });

  it('gives up when the caller does, and goes on with the next question', async () => {
    const giveUp = new AbortController();
    setTimeout(() => giveUp.abort(), 200);
    const started = Date.now();
    const outcome = await run('SELECT count(*) FROM generate_series(1, 200000000) a', contextOf('finance', [1]), {
      timeoutMs: 20_000,
      signal: giveUp.signal,
    });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'database.timeout' } });
    expect(Date.now() - started).toBeLessThan(8_000);
    expect((await read('SELECT store_id FROM analytics.v_stores', contextOf('finance', [1]))).rows).toEqual([[1]]);
  });

  it('survives the loss of its connection in the middle of a question', { timeout: 120_000 }, async () => {
    const relay = await openRelay(database.adminUrl);
    const relayed = createReader({ ...database, baseUrl: relay.url });
    const ask = (sql: string) =>
      relayed.run({ sql, context: contextOf('admin', [], true), requestId: 'r', rowLimit: 10, timeoutMs: 20_000 });
    try {
      const running = ask('SELECT count(*) FROM generate_series(1, 200000000) a');
      setTimeout(() => relay.cut(), 500);
      expect(await running).toMatchObject({ ok: false, problem: { code: 'database.unreachable' } });
      expect(await ask('SELECT store_id FROM analytics.v_stores ORDER BY 1')).toMatchObject({
        ok: true,
        value: { rows: [[1], [2]] },
      });
    } finally {
      await relayed.close();
      await relay.close();
    }
  });

  it('says when there were more rows than the limit', async () => {
    const context = contextOf('admin', [], true);
    expect(await read('SELECT film_id FROM analytics.v_films ORDER BY 1', context, 3)).toMatchObject({
      rows: [[1], [2], [3]],
      truncated: true,
    });
    expect((await read('SELECT film_id FROM analytics.v_films ORDER BY 1 LIMIT 3', context, 3)).truncated).toBe(false);
    expect((await read('SELECT film_id FROM analytics.v_films WHERE false', context, 3)).rows).toEqual([]);
  });

  it('returns values that a client can format without knowing PostgreSQL', async () => {
    const { columns, rows } = await read(
      `SELECT 1::bigint AS a, 2.50::numeric AS b, true AS c, DATE '2022-02-14' AS d, TIMESTAMPTZ '2022-02-14 01:02:03.5+01' AS e, ARRAY['x','y, "z"',NULL] AS f,
         'NaN'::float8 AS g, NULL::int AS h, TIME '10:00' AS i, ARRAY[1,2] AS j, TIMESTAMP '2022-01-01 00:00' AS k`,
      contextOf('admin', [], true),
    );
    expect(columns.map((column) => column.type)).toEqual([
      'integer',
      'number',
      'boolean',
      'date',
      'datetime',
      'array',
      'number',
      'integer',
      'time',
      'array',
      'datetime',
    ]);
    expect(rows).toEqual([
      [
        1,
        2.5,
        true,
        '2022-02-14',
        '2022-02-14T00:02:03.500Z',
        ['x', 'y, "z"', null],
        null,
        null,
        '10:00:00',
        [1, 2],
        '2022-01-01T00:00:00Z',
      ],
    ]);
  });

  it.skipIf(realData === undefined)('agrees with the known figures of Pagila', async () => {
    const revenue = 'SELECT store_id, sum(amount) AS revenue FROM analytics.v_payments GROUP BY 1 ORDER BY 1';
    expect((await read(revenue, contextOf('admin', [], true))).rows).toEqual([
      [1, 33689.74],
      [2, 33726.77],
    ]);
    expect((await read(revenue, contextOf('finance', [2]))).rows).toEqual([[2, 33726.77]]);
    const totals = 'SELECT sum(revenue), sum(payment_count) FROM analytics.';
    for (const view of ['v_revenue_by_film', 'v_revenue_by_month', 'v_revenue_by_category'])
      expect((await read(totals + view, contextOf('marketing', [1]))).rows[0]?.[0], view).toBe(33689.74);
    const months = 'SELECT month, sum(revenue) FROM analytics.v_revenue_by_month GROUP BY 1 ORDER BY 1 LIMIT 2';
    expect((await read(months, contextOf('admin', [], true))).rows).toEqual([
      ['2022-01-01', 3094.78],
      ['2022-02-01', 10164.97],
    ]);
    const late = 'SELECT count(*) FROM analytics.v_rentals WHERE return_date > due_date';
    expect((await read(late, contextOf('admin', [], true))).rows).toEqual([[8121]]);
    const active = 'SELECT active, count(*) FROM analytics.v_customers GROUP BY 1 ORDER BY 1';
    expect((await read(active, contextOf('admin', [], true))).rows).toEqual([
      [false, 15],
      [true, 584],
    ]);
    const language = `SELECT count(*) FROM analytics.v_films WHERE language = 'English'`;
    expect((await read(language, contextOf('finance', [1]))).rows).toEqual([[1000]]);
  });

  describe('the logins', () => {
    const check = (): Promise<string[]> => checkRoles({ ...database, baseUrl: database.adminUrl });
    const asAdmin = (sql: string): Promise<unknown> => withClient(database.adminUrl, (client) => client.query(sql));

    it('are found weak enough', async () => expect(await check()).toEqual([]));

    it.each([
      [
        'GRANT UPDATE ON public.film TO copilot_read_finance',
        'REVOKE ALL ON public.film FROM copilot_read_finance',
        /copilot_read_finance may write to/,
      ],
      [
        'GRANT SELECT (password) ON public.staff TO copilot_app',
        'REVOKE ALL (password) ON public.staff FROM copilot_app',
        /copilot_app may read the table/,
      ],
      [
        'GRANT DELETE ON public.query_audit_logs TO copilot_app',
        'REVOKE DELETE ON public.query_audit_logs FROM copilot_app',
        /copilot_app may write to/,
      ],
      [
        'CREATE TABLE public.kept (); ALTER TABLE public.kept OWNER TO copilot_app',
        'DROP TABLE public.kept',
        /copilot_app owns 1 objects/,
      ],
    ])('are found too strong after %s', async (grant, revoke, sentence) => {
      await asAdmin(grant);
      try {
        expect((await check()).join('\n')).toMatch(sentence);
      } finally {
        await asAdmin(revoke);
      }
      expect(await check()).toEqual([]);
    });
  });

  it('follows a policy that became narrower, and the old one again', async () => {
    const narrower = {
      ...database.policy,
      roles: database.policy.roles.map((role) =>
        role.role === 'finance' ? { ...role, views: { v_stores: ['store_id', 'city'] } } : role,
      ),
    };
    const apply = (policy: typeof narrower): Promise<void> =>
      withClient(database.adminUrl, async (client) => {
        await client.query('BEGIN');
        await applyPolicy(client, { policy, secret: database.secret });
        await client.query('COMMIT');
      });
    const finance = contextOf('finance', [1]);
    await apply(narrower);
    expect(await run('SELECT sum(amount) FROM analytics.v_payments', finance)).toMatchObject({ ok: false });
    expect(await run('SELECT phone FROM analytics.v_stores', finance)).toMatchObject({ ok: false });
    expect(await run('SELECT store_id, city FROM analytics.v_stores', finance)).toMatchObject({ ok: true });
    await apply(database.policy);
    expect(await run('SELECT sum(amount) FROM analytics.v_payments', finance)).toMatchObject({ ok: true });
  });

  it('can be built again and again, also by two at once', async () => {
    await prepare(database);
    await Promise.all([prepare(database), prepare(database)]);
    expect((await read('SELECT store_id FROM analytics.v_stores', contextOf('admin', [], true))).rows).toHaveLength(2);
  });
});
