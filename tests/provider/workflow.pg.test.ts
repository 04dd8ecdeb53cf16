import { createKeyPair, verifyCertificate } from '@copilot/certificate';
import type { FastifyInstance } from 'fastify';
import type { Answer, UserContext } from '@copilot/contracts';
import { AnswerSchema, CatalogSchema, CompletionsSchema, ReadinessSchema } from '@copilot/contracts';
import { createPool, createVerifiedQuestionStore, databaseUrls } from '@copilot/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../packages/database/src/testing/open-test-database.js';
import {
  databaseMissing,
  openTestDatabase,
  realData,
  withClient,
} from '../../packages/database/src/testing/open-test-database.js';
import { hostileReplies } from './hostile-replies.js';
import type { Reaction } from './reaction.js';
import { sqlReply } from './reaction.js';
import type { Provider } from './start-provider.js';
import { startProvider } from './start-provider.js';
import { wireWorkflow, workflowSettings } from '../support/wire-workflow.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);
if (missing !== null) console.warn(`skipped: the workflow service on a database (${missing})`);

const TOKEN = 'the-internal-token-of-the-tests-0123456789';
const manager1: UserContext = { username: 'manager_store1', role: 'store_manager', store_ids: [1], all_stores: false };
const admin: UserContext = { username: 'admin_user', role: 'admin', store_ids: [1, 2], all_stores: true };
const marketing: UserContext = { username: 'marketing_user', role: 'marketing', store_ids: [1, 2], all_stores: false };
const finance: UserContext = { username: 'finance_user', role: 'finance', store_ids: [1], all_stores: false };

const { privateKey, publicKey } = createKeyPair();
let database: TestDatabase;
let provider: Provider;
let lastCallAt = 0;
let reaction: Reaction = { kind: 'status', status: 503 };
const servers = new Map<string, FastifyInstance>();
const closers: (() => Promise<void>)[] = [];

async function serve(
  planner: 'semantic' | 'llm' | 'auto',
  changes: Record<string, string> = {},
): Promise<FastifyInstance> {
  const { service, server } = await wireWorkflow({
    ...workflowSettings(database, { token: TOKEN, privateKey }),
    COPILOT_PLANNER: planner,
    OPENROUTER_BASE_URL: provider.baseUrl,
    OPENROUTER_API_KEY: 'sk-test',
    OPENROUTER_FALLBACK_MODELS: '',
    ...changes,
  });
  closers.push(
    () => server.close(),
    () => service.close(),
  );
  return server;
}

beforeAll(async () => {
  if (missing !== null) return;
  database = await openTestDatabase(process.env['TEST_DATABASE_URL']);
  provider = await startProvider(() => {
    lastCallAt = Date.now();
    return reaction;
  });
  for (const planner of ['semantic', 'llm', 'auto'] as const) servers.set(planner, await serve(planner));
  await post('semantic', '/rag/index', {});
}, 240_000);
afterAll(async () => {
  for (const close of closers) await close();
  await provider?.close();
  await database?.close();
}, 60_000);

async function post(planner: string, url: string, payload: object, headers = { 'x-internal-token': TOKEN }) {
  const server = servers.get(planner);
  if (server === undefined) throw new Error(`no server for ${planner}`);
  return server.inject({ method: 'POST', url, payload, headers });
}

async function ask(question: string, user_context: UserContext, planner = 'semantic'): Promise<Answer> {
  const reply = await post(planner, '/run', { question, user_context });
  if (reply.statusCode !== 200) throw new Error(`status ${reply.statusCode}: ${reply.body}`);
  return AnswerSchema.parse(reply.json());
}

const countAudit = (): Promise<number> =>
  withClient(database.adminUrl, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM public.query_audit_logs',
    );
    return rows[0]?.count ?? 0;
  });

describe.skipIf(missing !== null)('the workflow service on a database', () => {
  it('answers a question inside the asker’s store, with sources, certificate and an audit record', async () => {
    const before = await countAudit();
    const answer = await ask('What is total revenue for my store 1?', manager1);
    expect(answer).toMatchObject({ status: 'answered', explain: { planner: 'semantic', views: ['v_payments'] } });
    expect(answer.answer).toContain('store 1');
    if (realData !== undefined) expect(answer.data.rows).toEqual([[33689.74]]);
    expect(answer.explain.sources.length).toBeGreaterThan(0);
    expect(answer.certificate?.subject).toEqual(manager1);
    expect(await countAudit()).toBe(before + 1);
  });

  it.skipIf(realData === undefined)('gives the administrator every store', async () => {
    const answer = await ask('total revenue of store 2', admin);
    expect(answer.data.rows.flat()).toContain(33726.77);
  });

  it('knows no name outside the role and answers nothing that the role may not see', async () => {
    const asked = await ask('list the names of all customers', finance);
    expect(asked.data.columns.map(({ name }) => name).join()).not.toMatch(/name|email|phone|address/);
    const hidden = await ask('how much did MARY SMITH pay', finance);
    const absent = await ask('how much did MIRA SMYTHE pay', finance);
    expect(hidden.status).toBe(absent.status);
    const payments = await ask('total revenue by staff member', marketing);
    expect(payments.status).not.toBe('answered');
  });

  it('hands out certificates that the separate checker takes', async () => {
    const answer = await ask('revenue by month', manager1);
    if (answer.certificate === null) throw new Error('no certificate');
    const checked = await verifyCertificate(answer.certificate, publicKey, database.policy, {
      data: answer.data,
      question: 'revenue by month',
    });
    expect(checked.checks.map(({ status }) => status)).not.toContain('not_run');
    expect(checked.checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(checked.ok).toBe(true);
  });

  it('stops a context that is wider than the user’s row', async () => {
    const answer = await ask('total revenue', { ...manager1, store_ids: [1, 2] });
    expect(answer).toMatchObject({ status: 'blocked', error_stage: 'authorize' });
  });

  it('runs the statement of a language model under the same scope', async () => {
    reaction = sqlReply('SELECT store_id, count(*) AS payments FROM v_payments GROUP BY store_id ORDER BY store_id');
    const own = await ask('payments per store please', manager1, 'llm');
    expect(own).toMatchObject({ status: 'answered', explain: { planner: 'llm' } });
    expect(own.data.rows.map(([store]) => store)).toEqual([1]);
    expect(own.certificate?.witness).toEqual({ status: 'passed', store_columns: ['store_id'] });
    const all = await ask('payments per store please', admin, 'llm');
    expect(all.data.rows.map(([store]) => store)).toEqual([1, 2]);
  });

  it('lets no hostile reply read anything', async () => {
    for (const { text } of hostileReplies) {
      reaction = { kind: 'answer', text };
      const answer = await ask(`question about ${text.length} things`, manager1, 'llm');
      expect(answer).toMatchObject({ status: 'blocked', row_count: 0 });
    }
  });

  it('repairs a statement that the database does not take', async () => {
    const asked = provider.calls.length;
    reaction = sqlReply('SELECT sum(amount) / (count(*) - count(*)) AS x FROM v_payments');
    const answer = await ask('an impossible figure', manager1, 'llm');
    const calls = provider.calls.length - asked;
    expect(answer).toMatchObject({ status: 'failed', error_stage: 'execute' });
    expect(calls).toBe(3);
  });

  it('falls back to the built-in planner’s question within two seconds of a dead provider', async () => {
    reaction = { kind: 'status', status: 503 };
    const answer = await ask('revenue by flumox', manager1, 'auto');
    expect(['needs_clarification', 'refused']).toContain(answer.status);
    expect(Date.now() - lastCallAt).toBeLessThan(2_000);
  });

  it('takes the vectors of an embeddings model in place of its own, and goes back to them', async () => {
    servers.set('embedding', await serve('semantic', { EMBEDDINGS_MODEL: 'vectors' }));
    const lengths = (): Promise<number[]> =>
      withClient(database.adminUrl, async (client) => {
        const sql =
          'SELECT DISTINCT vector_dims(embedding) AS length FROM public.rag_documents WHERE embedding IS NOT NULL';
        const { rows } = await client.query<{ length: number }>(sql);
        return rows.map(({ length }) => length);
      });
    const reply = (await post('embedding', '/rag/index', {})).json<{ documents: number; embedded: boolean }>();
    expect(reply.embedded).toBe(true);
    expect(reply.documents).toBeGreaterThan(40);
    expect(await lengths()).toContain(32);
    expect((await ask('total revenue', manager1, 'embedding')).explain.sources.length).toBeGreaterThan(0);
    await post('semantic', '/rag/index', {});
    expect(await lengths()).toContain(256);
  });

  it('uses a verified question two seconds later at most, in each role’s own scope, and suggests it', async () => {
    const pool = createPool(databaseUrls({ baseUrl: database.adminUrl, secret: database.secret }).app, {
      max: 1,
      applicationName: 'test',
    });
    const store = createVerifiedQuestionStore(pool);
    const sql = 'SELECT store_id, count(*) AS payments FROM v_payments GROUP BY store_id ORDER BY store_id';
    const roles = ['admin', 'store_manager', 'marketing'] as const;
    const added = await store.add({ question: 'Wibble per shop', sql, roles, verifiedBy: 'admin_user' });
    try {
      await expect
        .poll(async () => (await ask('please show the wibble per shops', manager1)).explain.planner, {
          timeout: 20_000,
        })
        .toBe('verified');
      const own = await ask('wibble per shop?', manager1);
      expect(own.data.rows.map(([shop]) => shop)).toEqual([1]);
      expect(own.explain.restated).toContain('Wibble per shop');
      expect((await ask('wibble per shop', admin)).data.rows.map(([shop]) => shop)).toEqual([1, 2]);
      // Verified for a role that may not read single payments: its walls stand, and the question is planned anew.
      expect((await ask('wibble per shop', marketing)).explain.planner).not.toBe('verified');
      expect((await ask('wibble per shop', finance)).explain.planner).not.toBe('verified');
      const suggested = await post('semantic', '/suggestions', { user_context: manager1 });
      expect(suggested.json<{ suggestions: string[] }>().suggestions[0]).toBe('Wibble per shop');
    } finally {
      await store.remove(added.id);
      await pool.end();
    }
  });

  it('streams its stages and then the answer, a line each', async () => {
    const reply = await post('semantic', '/run/stream', { question: 'total revenue', user_context: manager1 });
    const lines = reply.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; data: { stage?: string; status?: string } });
    expect(lines.at(-1)?.event).toBe('answer');
    expect(AnswerSchema.parse(lines.at(-1)?.data).status).toBe('answered');
    expect(lines.filter(({ data }) => data.status === 'ok').map(({ data }) => data.stage)).toEqual([
      'authorize', 'retrieve', 'plan', 'guard', 'execute', 'render', 'audit',
    ]); // prettier-ignore
  });

  it('shows each role its own catalog, and completes only names of its scope', async () => {
    const catalog = CatalogSchema.parse((await post('semantic', '/catalog', { user_context: finance })).json());
    expect(catalog.views.map(({ name }) => name)).not.toContain('v_rentals');
    expect(catalog.views.find(({ name }) => name === 'v_customers')?.columns.map(({ name }) => name)).toEqual([
      'customer_id',
      'store_id',
    ]);
    const typed = CompletionsSchema.parse(
      (await post('semantic', '/complete', { user_context: finance, text: 'MARY SM' })).json(),
    );
    expect(typed.completions.filter(({ description }) => description?.startsWith('customers'))).toEqual([]);
    const suggestions = (await post('semantic', '/suggestions', { user_context: finance })).json() as {
      suggestions: string[];
    };
    expect(suggestions.suggestions.length).toBeGreaterThan(2);
    for (const question of suggestions.suggestions) expect((await ask(question, finance)).status).toBe('answered');
  });

  it('answers with 503 and without rows while the audit cannot be written', async () => {
    await withClient(database.adminUrl, (client) =>
      client.query('ALTER FUNCTION public.append_query_audit(jsonb) RENAME TO away'),
    );
    try {
      const reply = await post('semantic', '/run', { question: 'total revenue', user_context: manager1 });
      expect(reply.statusCode).toBe(503);
      expect(reply.body).not.toMatch(/33689|amount|append_query_audit/);
    } finally {
      await withClient(database.adminUrl, (client) =>
        client.query('ALTER FUNCTION public.away(jsonb) RENAME TO append_query_audit'),
      );
    }
    expect((await ask('total revenue', manager1)).status).toBe('answered');
  });

  it('wants its token, and says it is ready', async () => {
    expect((await post('semantic', '/run', {}, { 'x-internal-token': 'wrong' })).json()).toMatchObject({
      statusCode: 401,
      message: 'Invalid internal token',
    });
    const ready = await servers.get('semantic')?.inject({ url: '/ready', headers: { 'x-internal-token': TOKEN } });
    expect(ReadinessSchema.parse(ready?.json())).toMatchObject({ status: 'ready', checks: { database: 'ok' } });
  });
});
