import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { AnswerSchema, ConversationListSchema, SavedAnswerSchema, type SavedAnswer } from '@copilot/contracts';
import { startGateway, type TestGateway } from '../test/start-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(() => {
  gateway.workflow.behaviour = { kind: 'answers' };
  gateway.workflow.requests.length = 0;
});

async function ask(as: string, body: object): Promise<string> {
  return AnswerSchema.parse((await gateway.call('POST', '/api/ask', { as, body })).body).request_id;
}

async function save(as: string, body: object): Promise<SavedAnswer> {
  const reply = await gateway.call('POST', '/api/saved', { as, body });
  expect(reply.status).toBe(201);
  return SavedAnswerSchema.parse(reply.body);
}

it('keeps the question and never a row', async () => {
  const requestId = await ask('manager_store1', { question: 'revenue by month' });
  const saved = await save('manager_store1', { request_id: requestId, result_sha256: 'a'.repeat(64) });
  expect(saved).toMatchObject({
    title: 'revenue by month',
    question: 'revenue by month',
    query: null,
    store_id: null,
    request_id: requestId,
    result_sha256: 'a'.repeat(64),
  });
  const list = await gateway.call('GET', '/api/saved', { as: 'manager_store1' });
  expect(list.body['saved']).toEqual([saved]);
  expect(list.text, 'a figure of the answer').not.toContain('4823.44');
});

it('asks the question anew, as a question like every other', async () => {
  const requestId = await ask('manager_multi', { question: 'revenue last month' });
  const saved = await save('manager_multi', { request_id: requestId, title: ' Last month ' });
  expect(saved.title).toBe('Last month');
  const reply = await gateway.call('POST', `/api/saved/${saved.id}/run`, { as: 'manager_multi' });
  const answer = AnswerSchema.parse(reply.body);
  expect(answer.request_id).not.toBe(requestId);
  const run = gateway.workflow.requests.at(-1);
  expect(run).toMatchObject({ question: 'revenue last month', user_context: { username: 'manager_multi' } });
  expect(run?.query).toBeUndefined();
  expect(run?.conversation?.turns).toEqual([]);
  const { conversations } = ConversationListSchema.parse(
    (await gateway.call('GET', '/api/conversations', { as: 'manager_multi' })).body,
  );
  expect(conversations.map((entry) => entry.id)).toContain(answer.conversation_id);
});

it('runs what was understood where that was saved, in the store it was asked for', async () => {
  const requestId = await ask('manager_multi', { question: 'revenue by month', store_id: 2 });
  const saved = await save('manager_multi', { request_id: requestId, as: 'interpretation' });
  expect(saved).toMatchObject({ query: { metrics: [{ metric: 'revenue' }] }, store_id: 2 });
  await gateway.call('POST', `/api/saved/${saved.id}/run`, { as: 'manager_multi' });
  expect(gateway.workflow.requests.at(-1)).toMatchObject({ query: saved.query, user_context: { store_ids: [2] } });
});

it('runs under the scope of today: a store that is gone is refused', async () => {
  const requestId = await ask('manager_multi', { question: 'revenue', store_id: 2 });
  const narrowed = await save('manager_multi', { request_id: requestId });
  const wide = await save('manager_multi', { request_id: await ask('manager_multi', { question: 'total revenue' }) });
  const row = gateway.stores.rows.get('manager_multi');
  if (row === undefined) throw new Error('the sample user is missing');
  gateway.stores.rows.set(row.username, { ...row, store_ids: [1] });
  try {
    const refused = await gateway.call('POST', `/api/saved/${narrowed.id}/run`, { as: 'manager_multi' });
    expect([refused.status, refused.body['message']]).toEqual([403, 'Requested store is outside your access scope']);
    expect(gateway.stores.seenEvents.at(-1)).toMatchObject({ event: 'access', outcome: 'refused' });
    await gateway.call('POST', `/api/saved/${wide.id}/run`, { as: 'manager_multi' });
    expect(gateway.workflow.requests.at(-1)?.user_context.store_ids).toEqual([1]);
    const late = await gateway.call('POST', '/api/saved', { as: 'manager_multi', body: { request_id: requestId } });
    expect(late.status, 'an answer of a scope that is gone').toBe(404);
  } finally {
    gateway.stores.rows.set(row.username, row);
  }
});

it('saves only answers, and only one’s own', async () => {
  const mine = await ask('manager_store1', { question: 'revenue' });
  const stolen = await gateway.call('POST', '/api/saved', { as: 'admin_user', body: { request_id: mine } });
  expect([stolen.status, stolen.body['message']]).toEqual([404, 'There is no such answer']);
  gateway.workflow.behaviour = { kind: 'answers', change: (answer) => ({ ...answer, status: 'refused' }) };
  const refused = await ask('manager_store1', { question: 'the weather' });
  const reply = await gateway.call('POST', '/api/saved', { as: 'manager_store1', body: { request_id: refused } });
  expect([reply.status, reply.body['message']]).toEqual([409, 'Only a question that was answered can be saved']);
  for (const body of [{}, { request_id: '' }, { request_id: mine, rows: [] }, { request_id: mine, title: ' ' }])
    expect((await gateway.call('POST', '/api/saved', { as: 'manager_store1', body })).status).toBe(400);
});

it('says why an answer without an interpretation cannot be saved by it', async () => {
  gateway.workflow.behaviour = {
    kind: 'answers',
    change: (answer) => ({ ...answer, explain: { ...answer.explain, interpretation: null } }),
  };
  const requestId = await ask('finance_user', { question: 'and by week?' });
  const body = { request_id: requestId, as: 'interpretation' };
  const reply = await gateway.call('POST', '/api/saved', { as: 'finance_user', body });
  expect([reply.status, reply.body['message']]).toEqual([
    409,
    'This answer leans on the questions before it: ask it in one sentence, then save that',
  ]);
});

it('renames, finds and deletes, for its owner alone', async () => {
  const saved = await save('manager_store1', { request_id: await ask('manager_store1', { question: 'rentals' }) });
  const path = `/api/saved/${saved.id}`;
  for (const as of ['manager_multi', 'admin_user']) {
    expect((await gateway.call('GET', path, { as })).status).toBe(404);
    expect((await gateway.call('POST', `${path}/run`, { as })).status).toBe(404);
    expect((await gateway.call('PATCH', path, { as, body: { title: 'mine' } })).status).toBe(404);
    expect((await gateway.call('DELETE', path, { as })).status).toBe(404);
  }
  expect((await gateway.call('PATCH', path, { as: 'manager_store1', body: { title: ' Busy days ' } })).status).toBe(
    204,
  );
  const found = await gateway.call('GET', '/api/saved?q=busy', { as: 'manager_store1' });
  expect(found.body['saved']).toMatchObject([{ id: saved.id, title: 'Busy days' }]);
  expect((await gateway.call('DELETE', path, { as: 'manager_store1' })).status).toBe(204);
  expect((await gateway.call('GET', path, { as: 'manager_store1' })).status).toBe(404);
});
