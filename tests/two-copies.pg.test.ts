import { createKeyPair } from '@copilot/certificate';
import { AnswerSchema, AuditListSchema, ConversationDetailSchema } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  databaseMissing,
  openTestDatabase,
  type TestDatabase,
} from '../packages/database/src/testing/open-test-database.js';
import { openRoundRobin, type RoundRobin } from './support/open-round-robin.js';
import { servicesAreBuilt, startService, type Service } from './support/start-service.js';
import { isWebBuilt } from './browser/support/start-web.js';

const missing = servicesAreBuilt ? databaseMissing(process.env['TEST_DATABASE_URL']) : 'the services are not built';
if (missing !== null) console.warn(`two-copies.pg.test.ts is skipped: ${missing}`);

const limit = 20;
const origin = 'https://copilot.example.com';
const passwords: Record<string, string> = {
  admin_user: 'admin123',
  manager_store1: 'manager123',
  manager_multi: 'manager123',
  finance_user: 'finance123',
};

describe.skipIf(missing !== null)('two copies of each service behind a proxy', () => {
  let database: TestDatabase;
  const running: { stop(): Promise<void> }[] = [];
  let workflows: RoundRobin;
  let apis: RoundRobin;
  let services: Service[];

  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL']);
    const common = {
      DATABASE_URL: database.adminUrl,
      DATABASE_SECRET: database.secret,
      INTERNAL_TOKEN: 'internal-token-of-the-tests-0123456789abc',
      SCOPE_KEY: database.scopeKey,
      CERTIFICATE_PRIVATE_KEY: createKeyPair().privateKey,
      JWT_SECRET: 'jwt-secret-of-the-tests-0123456789abcdef',
      COPILOT_PLANNER: 'semantic',
      ASK_RATE_PER_MINUTE: String(limit),
    };
    const two = async (name: 'workflow' | 'api', settings: Record<string, string> = {}): Promise<RoundRobin> => {
      const copies = await Promise.all([0, 1].map(() => startService(name, { ...common, ...settings })));
      running.push(...copies);
      services = [...(services ?? []), ...copies];
      return openRoundRobin(copies.map(({ url }) => url));
    };
    workflows = await two('workflow');
    apis = await two('api', { WORKFLOW_URL: workflows.url });
  }, 300_000);
  afterAll(async () => {
    await apis?.close();
    await workflows?.close();
    await Promise.all(running.map((service) => service.stop()));
    await database?.close();
  }, 120_000);

  const call = async (path: string, token?: string, body?: object): Promise<{ status: number; json: unknown }> => {
    const reply = await fetch(`${apis.url}/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return { status: reply.status, json: text === '' ? null : JSON.parse(text) };
  };
  const tokenOf = async (username: string): Promise<string> => {
    const { json } = await call('/auth/login', undefined, { username, password: passwords[username] ?? '' });
    return String((json as { access_token?: string }).access_token);
  };
  const ask = async (token: string, question: string, conversationId?: string) => {
    const { status, json } = await call('/ask', token, {
      question,
      ...(conversationId === undefined ? {} : { conversation_id: conversationId }),
    });
    expect(status).toBe(200);
    return AnswerSchema.parse(json);
  };
  const auditOf = async (admin: string) => AuditListSchema.parse((await call('/audit?limit=100', admin)).json);

  it('answer as one: each question once, in its own scope, written down once in one chain', async () => {
    const tokens = await Promise.all(['admin_user', 'manager_store1', 'manager_multi'].map(tokenOf));
    const [admin = '', one = '', both = ''] = tokens;
    const figure = async (token: string, question: string) => JSON.stringify((await ask(token, question)).data.rows);
    const [all, first] = [await figure(admin, 'total revenue'), await figure(one, 'total revenue')];
    expect(all).not.toBe(first);
    const asked = await Promise.all(
      Array.from({ length: 10 }, () => [
        figure(admin, 'total revenue'),
        figure(one, 'total revenue'),
        figure(both, 'total revenue'),
      ]).flat(),
    );
    expect(asked).toEqual(Array.from({ length: 10 }, () => [all, first, all]).flat());
    expect(workflows.counts.every((count) => count >= 10)).toBe(true);
    expect(apis.counts.every((count) => count >= 10)).toBe(true);

    const ids = (await auditOf(admin)).entries
      .filter(({ kind }) => kind === 'question')
      .map((entry) => entry.request_id);
    expect(ids.length).toBe(32);
    expect(new Set(ids).size).toBe(32);
    expect((await call('/audit/verify', admin)).json).toMatchObject({ ok: true });
  });

  it('go on with a conversation that the other copy began', async () => {
    const token = await tokenOf('manager_multi');
    const begun = await ask(token, 'revenue by month');
    const next = await ask(token, 'only store 1', begun.conversation_id);
    expect(next).toMatchObject({ status: 'answered', conversation_id: begun.conversation_id });
    const { json } = await call(`/conversations/${begun.conversation_id}`, token);
    expect(ConversationDetailSchema.parse(json).turns.map(({ question }) => question)).toEqual([
      'revenue by month',
      'only store 1',
    ]);
  });

  it('both know at once who has logged out', async () => {
    const token = await tokenOf('manager_store1');
    expect((await call('/auth/logout', token, {})).status).toBeLessThan(300);
    const replies = await Promise.all(Array.from({ length: 4 }, () => call('/auth/me', token)));
    expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });

  it('count questions together', async () => {
    const token = await tokenOf('finance_user');
    const replies = await Promise.all(
      Array.from({ length: limit + 10 }, () => call('/ask', token, { question: 'total revenue' })),
    );
    const count = (wanted: number): number => replies.filter(({ status }) => status === wanted).length;
    expect([count(200), count(429)]).toEqual([limit, 10]);
  });

  it('count failed logins together', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const reply = await call('/auth/login', undefined, { username: 'marketing_user', password: 'wrong' });
      statuses.push(reply.status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
  });

  it.skipIf(!isWebBuilt)('share a session of the web app', { timeout: 120_000 }, async () => {
    const settings = { API_URL: apis.url, WEB_ORIGIN: origin };
    const copies = await Promise.all([startService('web', settings), startService('web', settings)]);
    running.push(...copies);
    const webs = await openRoundRobin(copies.map(({ url }) => url));
    try {
      const headers = { 'content-type': 'application/json', origin };
      const body = JSON.stringify({ username: 'admin_user', password: passwords['admin_user'] });
      const reply = await fetch(`${webs.url}/api/auth/login`, { method: 'POST', headers, body });
      expect(reply.status).toBe(200);
      const cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const seen = await Promise.all(
        Array.from({ length: 4 }, async () => (await fetch(`${webs.url}/api/auth/me`, { headers: { cookie } })).status),
      );
      expect(seen).toEqual([200, 200, 200, 200]);
      expect(webs.counts).toEqual([3, 2]);
    } finally {
      await webs.close();
    }
  });

  it('write the id of a request into the logs of both services', async () => {
    const token = await tokenOf('manager_multi');
    const { request_id: id } = await ask(token, 'how many rentals');
    const holders = (): string[] =>
      services
        .filter((service) => service.output().includes(id))
        .map(({ output }) => (output().includes('"part":"workflow"') ? 'workflow' : 'api'))
        .sort();
    await expect.poll(holders, { timeout: 10_000 }).toEqual(['api', 'workflow']);
  });
});
