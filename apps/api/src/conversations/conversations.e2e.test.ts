import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { AnswerSchema, ConversationDetailSchema } from '@copilot/contracts';
import { startGateway, type TestGateway } from '../test/start-gateway.js';

let gateway: TestGateway;
let id: string;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  gateway.workflow.requests.length = 0;
  const reply = await gateway.call('POST', '/api/ask', { as: 'manager_multi', body: { question: 'revenue by month' } });
  id = AnswerSchema.parse(reply.body).conversation_id;
});

it('hands the earlier exchanges to the workflow and appends the new one', async () => {
  const reply = await gateway.call('POST', '/api/ask', {
    as: 'manager_multi',
    body: { question: 'only store 1', conversation_id: id },
  });
  expect(AnswerSchema.parse(reply.body).conversation_id).toBe(id);
  expect(gateway.workflow.requests.at(-1)?.conversation).toMatchObject({
    id,
    turns: [
      {
        question: 'revenue by month',
        status: 'answered',
        columns: ['month', 'revenue'],
        rows: [['2022-05-01', 4823.44]],
      },
    ],
  });
  const detail = ConversationDetailSchema.parse(
    (await gateway.call('GET', `/api/conversations/${id}`, { as: 'manager_multi' })).body,
  );
  expect(detail.turns.map((turn) => turn.question)).toEqual(['revenue by month', 'only store 1']);
});

it('keeps a conversation from everybody else, administrators included', async () => {
  for (const as of ['manager_store1', 'admin_user']) {
    expect((await gateway.call('GET', `/api/conversations/${id}`, { as })).status).toBe(404);
    expect((await gateway.call('PATCH', `/api/conversations/${id}`, { as, body: { title: 'mine' } })).status).toBe(404);
    expect((await gateway.call('DELETE', `/api/conversations/${id}`, { as })).status).toBe(404);
    const ask = await gateway.call('POST', '/api/ask', {
      as,
      body: { question: 'and last month?', conversation_id: id },
    });
    expect(ask.status).toBe(404);
    expect(ask.body['message']).toBe('There is no such conversation');
  }
  const list = await gateway.call('GET', '/api/conversations', { as: 'manager_store1' });
  expect(list.body).toEqual({ conversations: [] });
});

it('withholds what was seen in a scope that is gone, also from the workflow', async () => {
  const row = gateway.stores.rows.get('manager_multi');
  if (row === undefined) throw new Error('the sample user is missing');
  gateway.stores.rows.set(row.username, { ...row, store_ids: [1] });
  const detail = ConversationDetailSchema.parse(
    (await gateway.call('GET', `/api/conversations/${id}`, { as: 'manager_multi' })).body,
  );
  expect(detail.turns[0]).toMatchObject({
    question: 'revenue by month',
    withheld: true,
    answer: null,
    query: null,
    columns: [],
    rows: [],
  });
  await gateway.call('POST', '/api/ask', {
    as: 'manager_multi',
    body: { question: 'only these', conversation_id: id },
  });
  expect(gateway.workflow.requests.at(-1)?.conversation?.turns).toEqual([]);
  gateway.stores.rows.set(row.username, row);
});

it('renames, finds and deletes', async () => {
  expect(
    (await gateway.call('PATCH', `/api/conversations/${id}`, { as: 'manager_multi', body: { title: ' Spring ' } }))
      .status,
  ).toBe(204);
  const found = await gateway.call('GET', '/api/conversations?q=sprin', { as: 'manager_multi' });
  expect(found.body['conversations']).toMatchObject([{ id, title: 'Spring' }]);
  expect(
    (await gateway.call('PATCH', `/api/conversations/${id}`, { as: 'manager_multi', body: { title: '' } })).body[
      'message'
    ],
  ).toBe('title must not be empty');
  expect((await gateway.call('DELETE', `/api/conversations/${id}`, { as: 'manager_multi' })).status).toBe(204);
  expect((await gateway.call('GET', `/api/conversations/${id}`, { as: 'manager_multi' })).status).toBe(404);
});

it('takes ids of another form for ids that do not exist', async () => {
  const statusOf = async (id: string): Promise<number> =>
    (await gateway.call('GET', `/api/conversations/${id}`, { as: 'manager_multi' })).status;
  for (const odd of ['1', "'%20or%201=1", '..%2f..%2fhealth']) expect(await statusOf(odd)).toBe(404);
  expect(await statusOf('%00')).toBe(400);
});
