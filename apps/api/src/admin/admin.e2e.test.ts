import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswerSchema, AuditDetailSchema, AuditListSchema } from '@copilot/contracts';
import { startGateway, type TestGateway } from '../test/start-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const call = (method: string, path: string, body?: unknown) => gateway.call(method, path, { as: 'admin_user', body });

describe('what only administrators may do', () => {
  it.each([
    ['GET', '/api/audit'],
    ['GET', '/api/audit/q7'],
    ['GET', '/api/audit/verify'],
    ['GET', '/api/admin/users'],
    ['PATCH', '/api/admin/users/manager_store1'],
    ['GET', '/api/admin/feedback'],
    ['PATCH', '/api/admin/feedback/1'],
    ['GET', '/api/admin/verified-questions'],
    ['POST', '/api/admin/verified-questions'],
    ['DELETE', '/api/admin/verified-questions/1'],
  ])('%s %s is 403 for the others and 401 for nobody', async (method, path) => {
    for (const as of ['manager_store1', 'finance_user']) {
      const reply = await gateway.call(method, path, { as, body: method === 'GET' ? undefined : {} });
      expect(reply.status).toBe(403);
      expect(reply.body['message']).toBe('Only administrators may do this');
    }
    expect((await gateway.call(method, path)).status).toBe(401);
  });
});

describe('the audit', () => {
  it('is listed, shown with its stages and verified; each reading is audited', async () => {
    gateway.stores.seenEvents.length = 0;
    const list = AuditListSchema.parse((await call('GET', '/api/audit?limit=10&status=answered')).body);
    expect(list.entries.map((entry) => entry.id)).toEqual(['q7']);
    expect(list.next_before).toBeNull();
    expect(AuditDetailSchema.parse((await call('GET', '/api/audit/q7')).body).events).toHaveLength(1);
    expect((await call('GET', '/api/audit/verify')).body).toEqual({ ok: true, checked: 1, broken_at: null });
    const kinds = gateway.stores.seenEvents.map(({ event }) => event).filter((event) => event.startsWith('audit'));
    expect(kinds).toEqual(['audit.read', 'audit.read', 'audit.verify']);
  });

  it.each([
    ['/api/audit/q8', 404, 'There is no such audit record'],
    ['/api/audit/x', 404, 'There is no such audit record'],
    ['/api/audit?limit=0', 400, /^limit: /],
    ['/api/audit?before=x', 400, 'before: must be the id of a record'],
    ['/api/audit?from=yesterday', 400, /^from: must be a time/],
  ])('answers %s with %i', async (path, status, message) => {
    const reply = await call('GET', path);
    expect(reply.status).toBe(status);
    expect(reply.body['message']).toMatch(message);
  });
});

describe('users', () => {
  it('are listed without password hashes', async () => {
    const reply = await call('GET', '/api/admin/users');
    expect(reply.text).not.toMatch(/password|manager123/);
    expect(reply.body['users']).toContainEqual({
      username: 'manager_store1',
      role: 'store_manager',
      store_ids: [1],
      all_stores: false,
      active: true,
    });
  });

  it('change at once: stores, role, and out', async () => {
    const token = await gateway.tokenOf('finance_user');
    const changed = await call('PATCH', '/api/admin/users/finance_user', { store_ids: [2, 1, 2], role: 'marketing' });
    expect(changed.body).toMatchObject({ role: 'marketing', store_ids: [1, 2], active: true });
    expect((await gateway.call('GET', '/api/auth/me', { token })).status, 'a token of before the change').toBe(401);
    const fresh = await gateway.tokenOf('finance_user');
    const me = await gateway.call('GET', '/api/auth/me', { token: fresh });
    expect(me.body).toMatchObject({ role: 'marketing', store_ids: [1, 2] });
    await call('PATCH', '/api/admin/users/finance_user', { active: false });
    expect((await gateway.call('GET', '/api/auth/me', { token: fresh })).status).toBe(401);
    expect(gateway.stores.seenEvents.at(-1)).toMatchObject({ event: 'user.change', username: 'admin_user' });
    await call('PATCH', '/api/admin/users/finance_user', { active: true, role: 'finance', store_ids: [1] });
  });

  it.each([
    ['admin_user', { active: false }, 409, 'You cannot disable yourself or change your own role'],
    ['admin_user', { role: 'finance' }, 409, 'You cannot disable yourself or change your own role'],
    ['nobody', { active: false }, 404, 'There is no such user'],
    ['manager_store1', { role: 'owner' }, 400, /^role: /],
    ['manager_store1', { store_ids: [] }, 400, 'store_ids: name at least one store, or set all_stores'],
    ['manager_store1', { store_ids: [1, 99] }, 400, 'store_ids: there is no store 99'],
    ['manager_store1', {}, 400, /name at least one of/],
    ['manager_store1', { password: 'x' }, 400, /password/],
  ])('%s with %j is %i', async (username, body, status, message) => {
    const reply = await call('PATCH', `/api/admin/users/${username}`, body);
    expect(reply.status).toBe(status);
    expect(reply.body['message']).toMatch(message);
  });
});

describe('feedback and verified questions', () => {
  it('goes from a judgement over the review list to a verified question', async () => {
    const answer = await gateway.call('POST', '/api/ask', { as: 'manager_store1', body: { question: 'revenue' } });
    const requestId = AnswerSchema.parse(answer.body).request_id;
    const judged = await gateway.call('POST', '/api/feedback', {
      as: 'manager_store1',
      body: { request_id: requestId, rating: 'down', comment: 'too low' },
    });
    expect(judged.status).toBe(204);

    const list = await call('GET', '/api/admin/feedback?reviewed=false');
    expect(list.body['feedback']).toMatchObject([
      { id: '1', request_id: requestId, rating: 'down', comment: 'too low' },
    ]);
    const added = await call('POST', '/api/admin/verified-questions', {
      question: 'revenue',
      sql: 'SELECT sum(amount) FROM analytics.v_payments',
      roles: ['store_manager'],
      feedback_id: '1',
    });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ id: '1', verified_by: 'admin_user' });
    expect((await call('GET', '/api/admin/feedback?reviewed=false')).body['feedback']).toEqual([]);
    expect((await call('GET', '/api/admin/verified-questions')).body['verified_questions']).toHaveLength(1);
    expect((await call('DELETE', '/api/admin/verified-questions/1')).status).toBe(204);
    expect((await call('DELETE', '/api/admin/verified-questions/1')).status).toBe(404);
  });

  it('takes no judgement of an answer of somebody else', async () => {
    const answer = await gateway.call('POST', '/api/ask', { as: 'manager_store1', body: { question: 'revenue' } });
    const body = { request_id: answer.body['request_id'], rating: 'up' };
    expect((await gateway.call('POST', '/api/feedback', { as: 'finance_user', body })).status).toBe(404);
    const odd = await gateway.call('POST', '/api/feedback', {
      as: 'finance_user',
      body: { ...body, rating: 'five stars' },
    });
    expect(odd.status).toBe(400);
    expect(odd.body['message']).toMatch(/^rating: /);
  });
});

describe('look-ups', () => {
  it('are made in the scope of the caller', async () => {
    expect((await gateway.call('GET', '/api/schema', { as: 'finance_user' })).body).toEqual({
      views: [],
      metrics: [],
      dimensions: [],
    });
    expect((await gateway.call('GET', '/api/suggestions', { as: 'finance_user' })).body).toEqual({
      suggestions: ['Revenue by month'],
    });
    const completed = await gateway.call('GET', '/api/complete?q=rev', { as: 'finance_user' });
    expect(completed.body).toEqual({ completions: [{ text: 'revenue', kind: 'metric', start: 0, end: 3 }] });
    const user = { username: 'finance_user', role: 'finance', store_ids: [1], all_stores: false };
    expect(gateway.workflow.lookUps).toEqual([
      { path: '/catalog', body: { user_context: user } },
      { path: '/suggestions', body: { user_context: user } },
      { path: '/complete', body: { user_context: user, text: 'rev' } },
    ]);
    expect((await gateway.call('GET', '/api/complete', { as: 'finance_user' })).body['message']).toBe('q: is required');
  });
});
