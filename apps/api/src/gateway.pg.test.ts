import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AnswerSchema,
  AuditDetailSchema,
  AuditListSchema,
  ConversationDetailSchema,
  SavedAnswerSchema,
} from '@copilot/contracts';
import { connectStores, type Stores } from './connect-stores.js';
import { databaseMissing, databaseSecret, openTestDatabase, type TestDatabase } from './test/open-test-database.js';
import { startGateway, type TestGateway } from './test/start-gateway.js';

const serverUrl = process.env['TEST_DATABASE_URL'];
const missing = databaseMissing(serverUrl);
if (missing !== null) console.warn(`gateway.pg.test.ts is skipped: ${missing}`);

describe.skipIf(missing !== null)('the gateway on a real database', () => {
  let database: TestDatabase;
  let auditHeadsFolder: string;
  /** Two copies of the gateway that share nothing but the database. */
  let one: TestGateway;
  let two: TestGateway;
  const opened: Stores[] = [];

  const startCopy = async (askRatePerMinute: number): Promise<TestGateway> => {
    const stores = connectStores(
      { databaseUrl: database.url, databaseSecret, databaseConnections: 3, askRatePerMinute, auditHeadsFolder },
      pino({ level: 'silent' }),
    );
    opened.push(stores);
    return startGateway({ change: (needs) => ({ ...needs, ...stores }) });
  };
  beforeAll(async () => {
    database = await openTestDatabase(serverUrl);
    auditHeadsFolder = await mkdtemp(join(tmpdir(), 'copilot-heads-'));
    one = await startCopy(1000);
    two = await startCopy(1000);
  });
  afterAll(async () => {
    await one?.close();
    await two?.close();
    await Promise.all(opened.map((stores) => stores.close()));
    await database?.close();
    await rm(auditHeadsFolder, { recursive: true, force: true });
  });

  const login = (gateway: TestGateway, username: string, password: string) =>
    gateway.call('POST', '/api/auth/login', { body: { username, password } });
  const passwords: Record<string, string> = {
    admin_user: 'admin123',
    manager_store1: 'manager123',
    manager_multi: 'manager123',
    marketing_user: 'marketing123',
    finance_user: 'finance123',
  };
  const tokenOf = async (username: string): Promise<string> => {
    const reply = await login(one, username, passwords[username] ?? '');
    return String(reply.body['access_token']);
  };
  const ask = async (gateway: TestGateway, token: string, body: object) => {
    const reply = await gateway.call('POST', '/api/ask', { token, body });
    expect(reply.status).toBe(200);
    return AnswerSchema.parse(reply.body);
  };

  it('signs the five sample users in, each with their own scope', async () => {
    const users = await Promise.all(
      Object.entries(passwords).map(
        async ([username, password]) => (await login(one, username, password)).body['user'],
      ),
    );
    expect(users).toEqual([
      { username: 'admin_user', role: 'admin', store_ids: [1, 2], all_stores: true },
      { username: 'manager_store1', role: 'store_manager', store_ids: [1], all_stores: false },
      { username: 'manager_multi', role: 'store_manager', store_ids: [1, 2], all_stores: false },
      { username: 'marketing_user', role: 'marketing', store_ids: [1, 2], all_stores: false },
      { username: 'finance_user', role: 'finance', store_ids: [1], all_stores: false },
    ]);
  });

  it('ends a token for all copies with logout', async () => {
    const token = await tokenOf('manager_store1');
    expect((await two.call('GET', '/api/auth/me', { token })).status).toBe(200);
    expect((await one.call('POST', '/api/auth/logout', { token })).status).toBe(204);
    expect((await two.call('GET', '/api/auth/me', { token })).status).toBe(401);
  });

  it('counts failed logins over all copies', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      statuses.push((await login(count % 2 === 0 ? one : two, 'marketing_user', `guess ${count}`)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    const right = await login(one, 'marketing_user', 'marketing123');
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await login(two, 'finance_user', 'finance123')).status).toBe(200);
  });

  it('counts questions over all copies', async () => {
    const copies = [await startCopy(4), await startCopy(4)];
    const token = await tokenOf('finance_user');
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      const reply = await copies[count % 2]?.call('POST', '/api/ask', { token, body: { question: 'revenue' } });
      statuses.push(reply?.status ?? 0);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    await Promise.all(copies.map((copy) => copy.close()));
  });

  it('keeps a conversation and exports its answer', async () => {
    const token = await tokenOf('manager_multi');
    const first = await ask(one, token, { question: 'revenue by month', store_id: 2 });
    const second = await ask(two, token, { question: 'and by week?', conversation_id: first.conversation_id });
    expect(two.workflow.requests.at(-1)?.conversation?.turns).toMatchObject([
      { question: 'revenue by month', status: 'answered', rows: [['2022-05-01', 4823.44]] },
    ]);
    const path = `/api/conversations/${first.conversation_id}`;
    const kept = ConversationDetailSchema.parse((await two.call('GET', path, { token })).body);
    expect(kept.turns.map((turn) => [turn.request_id, turn.question, turn.withheld])).toEqual([
      [first.request_id, 'revenue by month', false],
      [second.request_id, 'and by week?', false],
    ]);
    expect(kept.turns[0]?.query?.metrics).toEqual([{ metric: 'revenue' }]);

    const file = await two.call('GET', `/api/ask/${first.request_id}/export`, { token });
    expect(file.text).toBe('month,revenue\r\n2022-05-01,4823.44\r\n');
    expect(two.workflow.requests.at(-1)?.user_context.store_ids).toEqual([2]);

    const found = await one.call('GET', '/api/conversations?q=BY+WEEK', { token });
    expect(found.body['conversations']).toMatchObject([{ id: first.conversation_id, turn_count: 2 }]);
    const admin = await tokenOf('admin_user');
    expect((await one.call('GET', path, { token: admin })).status).toBe(404);
    expect((await one.call('PATCH', path, { token, body: { title: 'Spring' } })).status).toBe(204);
    expect((await two.call('DELETE', path, { token })).status).toBe(204);
    expect((await one.call('GET', path, { token })).status).toBe(404);
  });

  it('saves an answer for its owner, and computes it again under the scope of today', async () => {
    const token = await tokenOf('manager_multi');
    const answer = await ask(one, token, { question: 'revenue by month', store_id: 2 });
    const body = { request_id: answer.request_id, title: 'Spring', as: 'interpretation' };
    const saved = SavedAnswerSchema.parse((await one.call('POST', '/api/saved', { token, body })).body);
    expect(saved).toMatchObject({ title: 'Spring', store_id: 2, query: { metrics: [{ metric: 'revenue' }] } });
    const path = `/api/saved/${saved.id}`;
    expect((await two.call('POST', `${path}/run`, { token })).status).toBe(200);
    expect(two.workflow.requests.at(-1)).toMatchObject({ query: saved.query, user_context: { store_ids: [2] } });
    const admin = await tokenOf('admin_user');
    expect((await two.call('GET', path, { token: admin })).status).toBe(404);
    expect((await two.call('GET', '/api/saved?q=SPRIN', { token })).body).toEqual({ saved: [saved] });
    expect((await two.call('PATCH', path, { token, body: { title: 'Fall' } })).status).toBe(204);
    expect((await one.call('GET', path, { token })).body).toEqual({ ...saved, title: 'Fall' });
    expect((await one.call('DELETE', path, { token })).status).toBe(204);
    expect((await two.call('GET', path, { token })).status).toBe(404);
  });

  it('changes users at once, and reviews feedback', async () => {
    const token = await tokenOf('manager_store1');
    const admin = await tokenOf('admin_user');
    const answer = await ask(one, token, { question: 'revenue' });
    const judged = await one.call('POST', '/api/feedback', {
      token,
      body: { request_id: answer.request_id, rating: 'down', comment: 'too low' },
    });
    expect(judged.status).toBe(204);
    const list = await two.call('GET', '/api/admin/feedback?reviewed=false', { token: admin });
    const [entry] = list.body['feedback'] as { id: string; request_id: string }[];
    expect(entry).toMatchObject({ request_id: answer.request_id, username: 'manager_store1', comment: 'too low' });
    const added = await two.call('POST', '/api/admin/verified-questions', {
      token: admin,
      body: { question: 'revenue', sql: 'SELECT 1', roles: ['admin', 'finance'], feedback_id: entry?.id },
    });
    expect(added.body).toMatchObject({ question: 'revenue', roles: ['admin', 'finance'], verified_by: 'admin_user' });
    const open = await one.call('GET', '/api/admin/feedback?reviewed=false', { token: admin });
    expect(open.body['feedback']).toEqual([]);
    const id = String(added.body['id']);
    expect((await one.call('DELETE', `/api/admin/verified-questions/${id}`, { token: admin })).status).toBe(204);

    const change = (body: object) => one.call('PATCH', '/api/admin/users/manager_store1', { token: admin, body });
    expect((await change({ store_ids: [2] })).body).toMatchObject({ store_ids: [2], active: true });
    const isOut = async (old: string): Promise<void> =>
      expect((await two.call('GET', '/api/auth/me', { token: old })).status).toBe(401);
    await isOut(token);
    const fresh = await tokenOf('manager_store1');
    expect((await two.call('GET', '/api/auth/me', { token: fresh })).body['store_ids']).toEqual([2]);
    await change({ active: false });
    await isOut(fresh);
    await change({ active: true, store_ids: [1] });
    await isOut(fresh);
  });

  it('shows logins and refusals in an audit chain that holds', async () => {
    const token = await tokenOf('manager_store1');
    const refused = await one.call('POST', '/api/ask', { token, body: { question: 'revenue', store_id: 2 } });
    expect(refused.status).toBe(403);
    const admin = await tokenOf('admin_user');
    const page = AuditListSchema.parse(
      (await one.call('GET', '/api/audit?kind=security&limit=3', { token: admin })).body,
    );
    expect(page.entries.map((entry) => [entry.kind, entry.status, entry.username])).toEqual([
      ['login', 'ok', 'admin_user'],
      ['access', 'refused', 'manager_store1'],
      ['login', 'ok', 'manager_store1'],
    ]);
    const next = await one.call('GET', `/api/audit?kind=security&limit=3&before=${page.next_before}`, { token: admin });
    expect(AuditListSchema.parse(next.body).entries.map((entry) => entry.id)).not.toContain(page.entries[2]?.id);
    const detail = await one.call('GET', `/api/audit/${page.entries[1]?.id}`, { token: admin });
    expect(AuditDetailSchema.parse(detail.body)).toMatchObject({ problem: 'scope.store', status: 'refused' });
    const verified = await one.call('GET', '/api/audit/verify', { token: admin });
    expect(verified.body).toMatchObject({ ok: true, broken_at: null });
    expect(Number(verified.body['checked'])).toBeGreaterThan(5);

    const head = { chain: 'security', id: 1_000_000, hash: 'a'.repeat(64), at: '2026-01-01T00:00:00Z' };
    await writeFile(join(auditHeadsFolder, 'audit-heads.jsonl'), `${JSON.stringify(head)}\n`);
    const cut = await one.call('GET', '/api/audit/verify', { token: admin });
    expect(cut.body, 'an exported end that is no longer there').toMatchObject({
      ok: false,
      broken_at: { id: 's1000000' },
    });
    await writeFile(join(auditHeadsFolder, 'audit-heads.jsonl'), 'scribbled over\n');
    const scribbled = await one.call('GET', '/api/audit/verify', { token: admin });
    expect(scribbled.body).toMatchObject({ ok: false, broken_at: { id: 'exported heads' } });
  });

  it('is ready, and takes text as hostile as it comes', async () => {
    expect((await one.call('GET', '/api/ready')).body).toMatchObject({ status: 'ready', checks: { database: 'ok' } });
    const token = await tokenOf('manager_multi');
    for (const question of ["'; DROP TABLE auth_users; --", '\u202e𝕏 "quoted" \\ %_', '😀'.repeat(900)]) {
      const { conversation_id: id } = await ask(one, token, { question });
      const kept = ConversationDetailSchema.parse((await one.call('GET', `/api/conversations/${id}`, { token })).body);
      expect(kept.turns[0]?.question).toBe(question);
    }
    expect((await one.call('GET', '/api/conversations?q=%25_%5C', { token })).status).toBe(200);
  });
});
