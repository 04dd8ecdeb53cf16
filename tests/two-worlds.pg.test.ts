import { createKeyPair } from '@copilot/certificate';
import type { Role, UserContext } from '@copilot/contracts';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReader } from '../packages/database/src/read/create-reader.js';
import {
  databaseMissing,
  openTestDatabase,
  withClient,
  type TestDatabase,
} from '../packages/database/src/testing/open-test-database.js';
import { wireWorkflow, workflowSettings } from './support/wire-workflow.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);
if (missing !== null) console.warn(`two-worlds.pg.test.ts is skipped: ${missing}`);

const token = 'the-internal-token-of-the-two-worlds-0123456789';
const { privateKey } = createKeyPair();

/** Askers of one store and one role each; the rows of other stores and the columns of other roles are hidden from them. */
const roles: readonly Role[] = ['store_manager', 'marketing', 'finance'];
const askerOf = (role: Role): UserContext => ({
  username: `${role}_of_store_1`,
  role,
  store_ids: [1],
  all_stores: false,
});

/** What belongs to other stores, other users and other roles' documents becomes another: changed, gone, and new. */
const anotherStore = `
  UPDATE public.payment p SET amount = p.amount * 3 + 1, payment_date = p.payment_date + interval '400 days', staff_id = 1
  FROM public.rental r, public.inventory i WHERE r.rental_id = p.rental_id AND i.inventory_id = r.inventory_id AND i.store_id <> 1;
  DELETE FROM public.payment p USING public.rental r, public.inventory i
  WHERE r.rental_id = p.rental_id AND i.inventory_id = r.inventory_id AND i.store_id <> 1 AND p.payment_id % 3 = 0;
  UPDATE public.rental r SET rental_date = r.rental_date + interval '500 days', return_date = NULL
  FROM public.inventory i WHERE i.inventory_id = r.inventory_id AND i.store_id <> 1;
  INSERT INTO public.inventory (inventory_id, film_id, store_id) SELECT 900000 + film_id, film_id, 2 FROM public.film WHERE film_id <= 200;
  UPDATE public.address SET city_id = 1, phone = '000', address = 'moved', district = 'Nowhere', postal_code = '1'
  WHERE address_id IN (SELECT address_id FROM public.customer WHERE store_id <> 1 UNION SELECT address_id FROM public.staff WHERE store_id <> 1
    UNION SELECT address_id FROM public.store WHERE store_id <> 1);
  UPDATE public.customer SET first_name = 'ZAPHOD', last_name = 'BEEBLEBROX' || customer_id, email = 'gone@example.org', active = 0,
    create_date = '2001-01-01' WHERE store_id <> 1;
  INSERT INTO public.customer (customer_id, store_id, first_name, last_name, email, address_id, active, create_date)
  SELECT 900000 + n, 2, 'FORD', 'PREFECT' || n, NULL, 5, 1, '2002-02-02' FROM generate_series(1, 50) n;
  UPDATE public.staff SET first_name = 'Trillian', last_name = 'Astra', email = 'x@example.org', active = false WHERE store_id <> 1;
  INSERT INTO public.staff (staff_id, first_name, last_name, address_id, email, store_id, active, username, password)
  VALUES (91, 'Arthur', 'Dent', 3, 'dent@example.org', 2, true, 'Dent', 'x');
  INSERT INTO public.store (store_id, manager_staff_id, address_id) VALUES (3, 91, 4);
  INSERT INTO public.auth_users (username, password_hash, role, all_stores) VALUES ('marvin', '$argon2id$x', 'admin', true);
  INSERT INTO public.verified_questions (question, question_key, sql, roles, verified_by)
  VALUES ('total revenue of the galaxy', 'total revenue of the galaxy', 'SELECT 42', '{admin}', 'marvin');
  INSERT INTO public.rag_documents (id, kind, title, content, roles, source)
  SELECT 'galaxy:' || n, 'rule', 'total revenue rentals customers', repeat('revenue rentals customers films ', 20), '{admin}', 'test'
  FROM generate_series(1, 60) n;
  INSERT INTO public.feedback (request_id, username, rating, comment) VALUES ('r', 'marvin', 'down', 'revenue');
  ANALYZE;`;

/** What the role may not see of the own store becomes another; the totals that marketing may see stay. */
const anotherColumn: Readonly<Partial<Record<Role, string>>> = {
  marketing: `
    UPDATE public.customer SET email = 'hidden' || customer_id || '@example.org';
    UPDATE public.address SET phone = '999', address = 'hidden', postal_code = '2';
    UPDATE public.staff SET first_name = 'Hidden', last_name = 'Person', email = NULL, active = NOT active;
    UPDATE public.payment SET staff_id = 3 - staff_id WHERE staff_id IN (1, 2);
    UPDATE public.rental SET staff_id = 3 - staff_id WHERE staff_id IN (1, 2);
    ANALYZE;`,
  finance: `
    UPDATE public.customer SET first_name = 'HIDDEN', last_name = 'PERSON' || customer_id, email = NULL, active = 1 - active, create_date = '1999-09-09';
    UPDATE public.address SET phone = '999', address = 'hidden' , postal_code = '2', city_id = 2
    WHERE address_id IN (SELECT address_id FROM public.customer);
    UPDATE public.staff SET email = 'hidden@example.org';
    UPDATE public.rental SET rental_date = rental_date - interval '3 days', return_date = NULL;
    UPDATE public.actor SET first_name = 'HIDDEN', last_name = 'ACTOR' || actor_id;
    ANALYZE;`,
};

/** Names that stand in one world only, right and misspelt, beside questions of every kind. */
const hiddenNames = [
  'ZAPHOD',
  'ZAPHOT',
  'BEEBLEBROX17',
  'Trillian Astra',
  'Trilian Astra',
  'FORD PREFECT3',
  'Arthur Dent',
  'hidden',
  'Nowhere',
];
const questions = (names: readonly string[]): string[] => [
  'total revenue',
  'total revenue of store 2',
  'total revenue of all stores',
  'revenue by store',
  'revenue by month',
  'revenue by category, top 5',
  'how many customers are there',
  'how many active customers',
  'customers by city',
  'which customers paid most',
  'list customers of store 2',
  'number of rentals per month',
  'rentals last month',
  'revenue this year',
  'revenue in 2024',
  'rentals that are late',
  'average rental duration',
  'top 10 films by rentals',
  'films that were never rented',
  'films with no copies',
  'how many copies do we have',
  'which store has more revenue',
  'store 2 against store 1',
  'who is the manager of store 2',
  'list all stores',
  'list the staff',
  'revenue by staff member',
  'staff with the most rentals',
  'customers with no rentals',
  'new customers by year',
  'email of the customers',
  'phone numbers of the customers',
  'actors with the most films',
  'revenue of the galaxy',
  'revenue compared with the year before',
  'share of revenue by category',
  'payments above 10',
  'delete all customers',
  'what is the weather',
  'revenu by catgory',
  ...names.flatMap((name) => [`payments of ${name}`, `customers called "${name}"`]),
];
const prefixes = (names: readonly string[]): string[] => [
  ...['', 'r', 'rev', 'revenue of ', 'customers in ', 'payments of M', 'store ', 'staff '],
  ...names.flatMap((name) => [name.slice(0, 3), `payments of ${name.slice(0, 5)}`, name]),
];
/** Close to what the bounds allow, so that an estimate that differs would show. */
const statements = [
  'SELECT count(*) FROM analytics.v_payments a, analytics.v_payments b, analytics.v_payments c, analytics.v_payments d',
  'SELECT count(*) FROM analytics.v_films a, analytics.v_films b, analytics.v_films c',
  'SELECT 1 / (store_id - 2) FROM analytics.v_inventory LIMIT 1',
  "SELECT count(*) FROM analytics.v_films WHERE (title || 'x')::int = 1",
];

/** Nothing but ids, times of running and what follows from them may differ. */
const volatile = new Set(['request_id', 'conversation_id', 'issued_at', 'signature', 'timings_ms', 'duration_ms']);
const comparable = (text: string): string =>
  JSON.stringify(JSON.parse(text), (key, value: unknown) => (volatile.has(key) ? undefined : value), 1);

describe.skipIf(missing !== null)('in two worlds that differ only in what the asker may not see', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL']);
    await withClient(database.adminUrl, async (client) => {
      for (const role of roles) {
        await client.query(
          `INSERT INTO public.auth_users (username, password_hash, role, store_ids) VALUES ($1, '$argon2id$x', $2, '{1}')`,
          [askerOf(role).username, role],
        );
      }
    });
  }, 240_000);
  afterAll(() => database?.close(), 60_000);

  /** A service that has seen nothing yet: what it keeps in memory is of this world. */
  const inThisWorld = async <T>(work: (server: FastifyInstance) => Promise<T>): Promise<T> => {
    const { service, server } = await wireWorkflow(workflowSettings(database, { token, privateKey }));
    try {
      await post(server, '/rag/index', {});
      return await work(server);
    } finally {
      await server.close();
      await service.close();
    }
  };
  const post = async (server: FastifyInstance, url: string, payload: object): Promise<string> => {
    const reply = await server.inject({ method: 'POST', url, payload, headers: { 'x-internal-token': token } });
    return `${reply.statusCode === 200 ? '' : `{"status":${reply.statusCode}}`}${reply.body}`;
  };

  /** Everything that the asker can get to hear, by what was asked. */
  const hear = (role: Role, names: readonly string[]): Promise<Map<string, string>> =>
    inThisWorld(async (server) => {
      const user_context = askerOf(role);
      const heard = new Map<string, string>();
      for (const question of questions(names))
        heard.set(question, comparable(await post(server, '/run', { question, user_context })));
      for (const text of prefixes(names))
        heard.set(`completing "${text}"`, comparable(await post(server, '/complete', { text, user_context })));
      heard.set('suggestions', comparable(await post(server, '/suggestions', { user_context })));
      heard.set('catalog', comparable(await post(server, '/catalog', { user_context })));
      const reader = createReader({ ...database, baseUrl: database.adminUrl });
      for (const sql of statements) {
        const outcome = await reader.run({
          sql,
          context: user_context,
          requestId: 'r',
          rowLimit: 200,
          timeoutMs: 5_000,
        });
        heard.set(sql, JSON.stringify(outcome));
      }
      await reader.close();
      return heard;
    });

  const changeWorld = (sql: string): Promise<unknown> => withClient(database.adminUrl, (client) => client.query(sql));

  it('the same is heard', async () => {
    const names = [...hiddenNames, ...(await namesOfOtherStores())];
    const before = new Map<Role, Map<string, string>>();
    for (const role of roles) before.set(role, await hear(role, names));
    const own = before.get('store_manager')?.get('total revenue') ?? '';
    expect(JSON.parse(own), 'the questions are answered at all').toMatchObject({ status: 'answered' });

    await changeWorld(anotherStore);
    for (const role of roles) expectSame(`${role}, other stores`, before.get(role), await hear(role, names));

    for (const [role, change] of Object.entries(anotherColumn) as [Role, string][]) {
      const here = await hear(role, names);
      await changeWorld(change);
      expectSame(`${role}, other columns`, here, await hear(role, names));
    }
  }, 600_000);

  it('would be heard as different if the asker could see it', async () => {
    const hears = (): Promise<string> =>
      inThisWorld((server) =>
        post(server, '/run', { question: 'total revenue', user_context: askerOf('store_manager') }),
      );
    const before = comparable(await hears());
    await changeWorld(
      'UPDATE public.payment SET amount = amount + 1 WHERE rental_id IN (SELECT rental_id FROM public.rental JOIN public.inventory USING (inventory_id) WHERE store_id = 1)',
    );
    expect(comparable(await hears())).not.toBe(before);
  });

  /** Real names of the first world that the asker may not know. */
  const namesOfOtherStores = (): Promise<string[]> =>
    withClient(database.adminUrl, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `(SELECT first_name || ' ' || last_name AS name FROM public.customer WHERE store_id = 2 ORDER BY customer_id LIMIT 3)
         UNION ALL (SELECT first_name || ' ' || last_name FROM public.staff WHERE store_id = 2)
         UNION ALL (SELECT left(last_name, -1) || 'x' FROM public.customer WHERE store_id = 2 ORDER BY customer_id DESC LIMIT 2)`,
      );
      return rows.map(({ name }) => name);
    });
});

function expectSame(who: string, left: Map<string, string> | undefined, right: Map<string, string> | undefined): void {
  const differing = [...(left ?? [])].filter(([asked, heard]) => right?.get(asked) !== heard);
  for (const [asked, heard] of differing.slice(0, 3)) expect(right?.get(asked), `${who}: ${asked}`).toBe(heard);
  expect(
    differing.map(([asked]) => asked),
    who,
  ).toEqual([]);
}
