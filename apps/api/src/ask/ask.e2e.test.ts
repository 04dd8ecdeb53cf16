import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnswerSchema, ErrorBodySchema } from '@copilot/contracts';
import { startGateway, type TestGateway } from '../test/start-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
afterEach(() => {
  gateway.workflow.behaviour = { kind: 'answers' };
  gateway.workflow.requests.length = 0;
});

const ask = (as: string, body: unknown, headers?: Record<string, string>) =>
  gateway.call('POST', '/api/ask', { as, body, headers });
const until = async (holds: () => boolean): Promise<void> => {
  for (let waited = 0; !holds() && waited < 3000; waited += 10) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('asking', () => {
  it('passes the question with the scope of the row and returns the answer', async () => {
    const reply = await ask('manager_store1', { question: '  revenue by month ' }, { 'x-request-id': 'request-0001' });
    expect(reply.status).toBe(200);
    const answer = AnswerSchema.parse(reply.body);
    expect(answer.request_id).toBe('request-0001');
    expect(reply.headers.get('x-request-id')).toBe('request-0001');
    expect(gateway.workflow.requests[0]).toEqual({
      request_id: 'request-0001',
      question: 'revenue by month',
      user_context: { username: 'manager_store1', role: 'store_manager', store_ids: [1], all_stores: false },
      conversation: { id: answer.conversation_id, turns: [] },
      keep: { title: 'revenue by month' },
    });
  });

  it('narrows to one store and to the own role', async () => {
    await ask('manager_multi', { question: 'revenue', store_id: 2, role: 'store_manager' });
    await ask('admin_user', { question: 'revenue', store_id: 1 });
    expect(gateway.workflow.requests.map((request) => request.user_context)).toEqual([
      { username: 'manager_multi', role: 'store_manager', store_ids: [2], all_stores: false },
      { username: 'admin_user', role: 'admin', store_ids: [1], all_stores: false },
    ]);
  });

  it.each([
    ['manager_store1', { store_id: 2 }, 403, 'Requested store is outside your access scope'],
    ['manager_store1', { store_id: 99 }, 403, 'Requested store is outside your access scope'],
    ['manager_store1', { role: 'admin' }, 403, 'Requested role is outside your access scope'],
    ['admin_user', { role: 'finance' }, 403, 'Requested role is outside your access scope'],
    ['manager_multi', { role: 'owner of everything' }, 403, 'Requested role is outside your access scope'],
    ['admin_user', { store_id: 99 }, 400, 'store_id: there is no such store'],
    ['manager_store1', { store_id: '1' }, 400, 'store_id: Invalid input: expected number, received string'],
    ['manager_store1', { store_id: 1.5 }, 400, 'store_id: Invalid input: expected int, received number'],
    ['manager_store1', { store_id: [1, 2] }, 400, 'store_id: Invalid input: expected number, received array'],
    ['manager_store1', { stores: [1, 2] }, 400, 'body: Unrecognized key: "stores"'],
    ['manager_store1', { user_context: { all_stores: true } }, 400, 'body: Unrecognized key: "user_context"'],
    ['manager_store1', { conversation_id: 'mine' }, 400, 'conversation_id: Invalid UUID'],
    ['manager_store1', { question: '   ' }, 400, 'question must not be empty'],
    ['manager_store1', { question: undefined }, 400, 'question: is required'],
    ['manager_store1', { question: 7 }, 400, 'question: Invalid input: expected string, received number'],
    ['manager_store1', { question: 'x'.repeat(2001) }, 400, 'question must be at most 2,000 characters'],
    [
      'manager_store1',
      { question: 'a\u0000b' },
      400,
      'question: must not contain NUL characters or unpaired surrogates',
    ],
    [
      'manager_store1',
      { question: 'a\ud800b' },
      400,
      'question: must not contain NUL characters or unpaired surrogates',
    ],
  ])('answers %s with %j: %i %s', async (user, change, status, message) => {
    const reply = await ask(user, { question: 'revenue', ...change });
    expect(reply.status).toBe(status);
    expect(ErrorBodySchema.parse(reply.body)).toEqual({
      statusCode: status,
      error: status === 403 ? 'Forbidden' : 'Bad Request',
      message,
      request_id: reply.headers.get('x-request-id'),
    });
    expect(gateway.workflow.requests).toEqual([]);
  });

  it('audits a store or role outside the scope', async () => {
    gateway.stores.seenEvents.length = 0;
    await ask('manager_store1', { question: 'revenue', store_id: 2 });
    expect(gateway.stores.seenEvents.at(-1)).toMatchObject({
      event: 'access',
      outcome: 'refused',
      username: 'manager_store1',
      detail: 'scope.store',
    });
  });

  it('does not let a member called __proto__ in', async () => {
    const raw = '{"question":"revenue","__proto__":{"role":"admin"},"constructor":1}';
    const reply = await gateway.call('POST', '/api/ask', {
      as: 'manager_store1',
      raw: { body: raw },
      headers: { 'content-type': 'application/json' },
    });
    expect(reply.status).toBe(400);
    expect(({} as { role?: string }).role).toBeUndefined();
  });

  it('allows so many questions a minute and says when to come back', async () => {
    const own = await startGateway({ askRatePerMinute: 3 });
    const token = await own.tokenOf('manager_store1');
    const replies = [];
    for (let count = 0; count < 5; count += 1) {
      replies.push(await own.call('POST', '/api/ask', { token, body: { question: 'revenue' } }));
    }
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 429, 429]);
    const seconds = Number(replies[4]?.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    const other = await own.call('POST', '/api/ask', { as: 'finance_user', body: { question: 'revenue' } });
    expect(other.status, 'the limit is per user').toBe(200);
    await own.close();
  });
});

describe('a question that comes before its token is looked at again', () => {
  const kept = { 'x-exchange-kept': 'yes' };
  const again = { kind: 'answers', headers: { ...kept, 'x-may-repeat': 'yes' } } as const;
  const ahead = { kind: 'answers', headers: { ...kept, 'x-may-ask-ahead': 'yes' } } as const;
  const sessionsOf = (own: TestGateway): unknown[] => own.workflow.requests.map(({ session }) => session?.rate_key);
  let own: TestGateway;
  let token: string;
  let looks = 0;
  let now = Date.now();
  beforeAll(async () => {
    own = await startGateway({
      change: (needs) => ({
        ...needs,
        now: () => now,
        users: {
          ...needs.users,
          findSessionForQuestion: async (asked) => {
            looks += 1;
            const found = await needs.users.findSessionForQuestion(asked);
            const use = { rate_key: `ask:${asked.username}`, rate_limit: 1000, window_seconds: 60 };
            return found === null ? null : { ...found, rowVersion: '17', use };
          },
        },
      }),
    });
  });
  afterAll(() => own.close());
  const askOwn = (body: object) => own.call('POST', '/api/ask', { token, body });
  const lookAt = async (behaviour: typeof again | typeof ahead): Promise<void> => {
    token = await own.tokenOf('manager_store1');
    own.workflow.behaviour = behaviour;
    await askOwn({ question: 'copies' });
    own.workflow.requests.length = 0;
    looks = 0;
  };
  beforeEach(() => lookAt(again));

  it('is handed on with what is to be looked at', async () => {
    const reply = await askOwn({ question: 'copies' });
    expect(reply.status).toBe(200);
    expect(AnswerSchema.parse(reply.body).status).toBe('answered');
    expect(looks).toBe(0);
    const [request] = own.workflow.requests;
    expect(request?.session).toMatchObject({ rate_key: 'ask:manager_store1', rate_limit: 1000, window_seconds: 60 });
    expect(request?.asker_version).toBe('17');
  });

  it('leaves with the headers of every other reply, and with its line in the log', async () => {
    const first = await own.call('POST', '/api/ask', { token, body: { question: 'Copies' } });
    const reply = await own.call('POST', '/api/ask', { token, body: { question: 'copies' } });
    expect(looks, 'of the first of the two').toBe(1);
    expect([...reply.headers.keys()]).toEqual([...first.headers.keys()]);
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const id = reply.headers.get('x-request-id');
    await vi.waitFor(() => {
      const line = own.logged.find((text) => text.includes(`"request_id":"${id}"`));
      expect(JSON.parse(line ?? '{}')).toMatchObject({ path: '/api/ask', status: 200, username: 'manager_store1' });
    });
  });

  it('is looked at in every other wording, narrowing and conversation, and under another token, where it may only be repeated', async () => {
    const first = AnswerSchema.parse((await askOwn({ question: 'copies' })).body);
    own.workflow.requests.length = 0;
    await askOwn({ question: 'Copies' });
    await askOwn({ question: 'copies', store_id: 1 });
    await askOwn({ question: 'copies', conversation_id: first.conversation_id });
    token = await own.tokenOf('manager_store1');
    await askOwn({ question: 'copies' });
    expect(sessionsOf(own)).toEqual(own.workflow.requests.map(() => undefined));
    expect(looks).toBe(4);
  });

  it('may be any other that stands alone, where the workflow asks nobody else', async () => {
    await lookAt(ahead);
    await askOwn({ question: 'Copies' });
    await askOwn({ question: 'late rentals', store_id: 1 });
    expect(looks).toBe(0);
    expect(own.workflow.requests).toMatchObject([
      { question: 'Copies', asker_version: '17', session: { rate_key: 'ask:manager_store1' } },
      { question: 'late rentals', user_context: { store_ids: [1] }, session: { rate_key: 'ask:manager_store1' } },
    ]);
  });

  it('is looked at in a conversation, under another token, and a minute after the look before', async () => {
    await lookAt(ahead);
    await askOwn({ question: 'late rentals' });
    await askOwn({ question: 'by month', conversation_id: randomUUID() });
    const earlier = token;
    token = await own.tokenOf('manager_store1');
    await askOwn({ question: 'late rentals' });
    token = earlier;
    now += 59_000;
    await askOwn({ question: 'late rentals' });
    now += 2_000;
    await askOwn({ question: 'late rentals' });
    const key = 'ask:manager_store1';
    expect(sessionsOf(own)).toEqual([key, undefined, key, undefined]);
    expect(looks).toBe(3);
  });

  it('is refused like any other when it is not well-formed or asks for more than its user may see', async () => {
    await lookAt(ahead);
    expect((await askOwn({ question: 'late rentals', stores: [2] })).status).toBe(400);
    expect((await askOwn({ question: '  ' })).status).toBe(400);
    expect((await askOwn({ question: 'late rentals', store_id: 2 })).status).toBe(403);
    expect(own.stores.seenEvents.at(-1)).toMatchObject({ event: 'access', outcome: 'refused' });
    expect(own.workflow.requests).toEqual([]);
  });

  it('is kept by the gateway where the workflow did not', async () => {
    await lookAt(ahead);
    own.workflow.behaviour = { kind: 'answers' };
    const { conversation_id: id } = AnswerSchema.parse((await askOwn({ question: 'late rentals' })).body);
    expect(sessionsOf(own)).toEqual(['ask:manager_store1']);
    const read = await own.call('GET', `/api/conversations/${id}`, { token });
    expect(read.body).toMatchObject({ turns: [{ question: 'late rentals' }] });
  });

  it('makes every later one be looked at, once it was sent back', async () => {
    await lookAt(ahead);
    own.workflow.behaviour = { kind: 'answers', isOvertaken: true };
    for (const question of ['late rentals', 'copies by film']) expect((await askOwn({ question })).status).toBe(200);
    expect(sessionsOf(own)).toEqual(['ask:manager_store1', undefined, undefined]);
    expect(looks).toBe(2);
  });

  it('is looked at and asked anew where the workflow says so', async () => {
    own.workflow.behaviour = { ...again, isOvertaken: true };
    const reply = await askOwn({ question: 'copies' });
    expect(reply.status).toBe(200);
    expect(looks).toBe(1);
    expect(sessionsOf(own)).toEqual(['ask:manager_store1', undefined]);
  });

  it('is a 401 when the token was withdrawn meanwhile', async () => {
    await own.call('POST', '/api/auth/logout', { token });
    own.workflow.behaviour = { ...again, isOvertaken: true };
    const reply = await askOwn({ question: 'copies' });
    expect(reply.status).toBe(401);
    expect(sessionsOf(own)).toEqual(['ask:manager_store1']);
  });

  it('is turned away like any other when there is no room', async () => {
    await own.running.drain();
    const reply = await askOwn({ question: 'copies' });
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '5']);
    expect(own.workflow.requests).toEqual([]);
  });
});

describe('a semantic query', () => {
  it('is passed on in place of planning, with its defaults', async () => {
    const reply = await gateway.call('POST', '/api/query', {
      as: 'manager_store1',
      body: { query: { metrics: [{ metric: 'revenue' }] } },
    });
    expect(reply.status).toBe(200);
    expect(gateway.workflow.requests[0]?.query).toEqual({
      metrics: [{ metric: 'revenue' }],
      dimensions: [],
      filters: [],
      time_range: null,
      sort: [],
      limit: null,
    });
  });

  it('names the member that is wrong', async () => {
    const reply = await gateway.call('POST', '/api/query', {
      as: 'manager_store1',
      body: { query: { metrics: [{ metric: 'a; drop' }] } },
    });
    expect(reply.status).toBe(400);
    expect(reply.body['message']).toMatch(/^query\.metrics\.0\.metric: /);
  });
});

describe('a workflow service in trouble', () => {
  it.each([
    [{ kind: 'breaks-off' }, 503, 'The analytics service cannot be reached: try again in a moment'],
    [{ kind: 'replies', status: 500, body: 'Error: boom\n at /srv/secret/path.ts:1' }, 502, /no usable reply/],
    [{ kind: 'replies', status: 401, body: '{"message":"Invalid internal token"}' }, 502, /no usable reply/],
    [{ kind: 'replies', status: 200, body: '<html>' }, 502, /no usable reply/],
    [{ kind: 'replies', status: 200, body: '{"answer":"half"}' }, 502, /no usable reply/],
    [{ kind: 'replies', status: 503, body: '', headers: { 'retry-after': '7' } }, 503, /busy/],
  ] as const)('%j is a %i without internals', async (behaviour, status, message) => {
    gateway.workflow.behaviour = behaviour;
    const reply = await ask('manager_store1', { question: 'revenue' });
    expect(reply.status).toBe(status);
    expect(ErrorBodySchema.parse(reply.body).message).toMatch(message);
    expect(reply.text).not.toMatch(/boom|secret|token|html/i);
    if (status === 503) expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('that is not there is a 503, at once', async () => {
    const own = await startGateway();
    const token = await own.tokenOf('manager_store1');
    await own.workflow.close();
    const startedAt = Date.now();
    const reply = await own.call('POST', '/api/ask', { token, body: { question: 'revenue' } });
    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('2');
    expect(Date.now() - startedAt).toBeLessThan(2000);
    const streamed = await own.call('POST', '/api/ask/stream', { token, body: { question: 'revenue' } });
    expect(streamed.status).toBe(503);
    await own.close();
  });

  it('that says nothing is a 504 after the limit, never a hang', async () => {
    const own = await startGateway({ workflowTimeoutMs: -4_700 });
    own.workflow.behaviour = { kind: 'hangs' };
    const reply = await own.call('POST', '/api/ask', { as: 'manager_store1', body: { question: 'revenue' } });
    expect(reply.status).toBe(504);
    await until(() => own.workflow.abandoned === 1);
    expect(own.workflow.abandoned, 'the run is cancelled').toBe(1);
    await own.close();
  });
});

describe('leaving early', () => {
  it.each(['/api/ask', '/api/ask/stream'])('cancels the run behind %s', async (path) => {
    const own = await startGateway();
    own.workflow.behaviour = { kind: 'hangs' };
    const left = new AbortController();
    const call = own.call('POST', path, {
      as: 'manager_store1',
      body: { question: 'revenue' },
      raw: { signal: left.signal },
    });
    const ended = expect(call).rejects.toThrow();
    await until(() => own.workflow.requests.length === 1);
    left.abort();
    await ended;
    await until(() => own.workflow.abandoned === 1);
    expect(own.workflow.abandoned).toBe(1);
    await own.running.drain();
    await own.close();
  });
});

describe('watching a run', () => {
  const events = (text: string): [string, unknown][] =>
    text
      .split('\n\n')
      .filter((frame) => frame.startsWith('event:'))
      .map((frame) => {
        const [name = '', data = ''] = frame.split('\n');
        return [name.slice('event: '.length), JSON.parse(data.slice('data: '.length))];
      });

  it('relays the stages and ends with the answer, which is kept', async () => {
    const reply = await gateway.call('POST', '/api/ask/stream', {
      as: 'manager_store1',
      body: { question: 'watched revenue' },
    });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const [stage, answer, ...rest] = events(reply.text);
    expect(stage).toEqual(['stage', { stage: 'plan', status: 'ok', duration_ms: 1.5 }]);
    expect(answer?.[0]).toBe('answer');
    expect(rest).toEqual([]);
    const { conversation_id: id } = AnswerSchema.parse(answer?.[1]);
    const kept = await gateway.call('GET', `/api/conversations/${id}`, { as: 'manager_store1' });
    expect(kept.body).toMatchObject({ title: 'watched revenue', turn_count: 1 });
  });

  it('ends with one error when the run breaks off', async () => {
    gateway.workflow.behaviour = { kind: 'breaks-off' };
    const reply = await gateway.call('POST', '/api/ask/stream', {
      as: 'manager_store1',
      body: { question: 'revenue' },
    });
    const last = events(reply.text).at(-1);
    expect(last?.[0]).toBe('error');
    expect(ErrorBodySchema.parse(last?.[1])).toMatchObject({ statusCode: 503 });
  });

  it('ends with the words of the service when it could not answer', async () => {
    const body = {
      statusCode: 503,
      error: 'Service Unavailable',
      message: 'The audit cannot be written.',
      request_id: 'x',
    };
    gateway.workflow.behaviour = { kind: 'says', body };
    const streamed = await gateway.call('POST', '/api/ask/stream', {
      as: 'manager_store1',
      body: { question: 'revenue' },
    });
    expect(events(streamed.text).at(-1)).toEqual([
      'error',
      { ...body, request_id: streamed.headers.get('x-request-id') },
    ]);
    gateway.workflow.behaviour = { kind: 'replies', status: 503, body: JSON.stringify(body) };
    const plain = await gateway.call('POST', '/api/ask', { as: 'manager_store1', body: { question: 'revenue' } });
    expect(plain.body).toEqual({ ...body, request_id: plain.headers.get('x-request-id') });
  });

  it('is refused like a plain question before it begins', async () => {
    const reply = await gateway.call('POST', '/api/ask/stream', {
      as: 'manager_store1',
      body: { question: 'revenue', store_id: 2 },
    });
    expect(reply.status).toBe(403);
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
  });
});

describe('exporting', () => {
  const answerOf = async (rows: [string, number][]): Promise<string> => {
    gateway.workflow.behaviour = { kind: 'answers', rows };
    const reply = await ask('manager_multi', { question: 'revenue by month', store_id: 2 });
    return AnswerSchema.parse(reply.body).request_id;
  };

  it('asks again with the same interpretation and narrowing, and writes CSV', async () => {
    const id = await answerOf([['2022-05-01', 1.5]]);
    gateway.workflow.behaviour = {
      kind: 'answers',
      rows: [
        ['=cmd|calc', -2.25],
        ['he said "no", twice', 3],
      ],
    };
    const reply = await gateway.call('GET', `/api/ask/${id}/export?format=csv`, { as: 'manager_multi' });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="answer-[\w-]+\.csv"$/);
    expect(reply.text).toBe('month,revenue\r\n\'=cmd|calc,-2.25\r\n"he said ""no"", twice",3\r\n');
    const again = gateway.workflow.requests.at(-1);
    expect(again?.query?.metrics).toEqual([{ metric: 'revenue' }]);
    expect(again?.user_context.store_ids).toEqual([2]);
  });

  it('writes XLSX', async () => {
    const id = await answerOf([['2022-05-01', 1.5]]);
    const token = await gateway.tokenOf('manager_multi');
    const reply = await fetch(`${gateway.url}/api/ask/${id}/export?format=xlsx`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(reply.status).toBe(200);
    expect(
      Buffer.from(await reply.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  it('knows only the own answers', async () => {
    const id = await answerOf([['2022-05-01', 1.5]]);
    expect((await gateway.call('GET', `/api/ask/${id}/export`, { as: 'admin_user' })).status).toBe(404);
    expect((await gateway.call('GET', '/api/ask/unknown/export', { as: 'admin_user' })).status).toBe(404);
    expect(
      (await gateway.call('GET', `/api/ask/${id}/export?format=pdf`, { as: 'manager_multi' })).body['message'],
    ).toBe('format: must be csv or xlsx');
  });

  it('says so when there is nothing to export today', async () => {
    const id = await answerOf([['2022-05-01', 1.5]]);
    gateway.workflow.behaviour = {
      kind: 'answers',
      change: (answer) => ({ ...answer, status: 'refused', answer: 'Not today.' }),
    };
    const reply = await gateway.call('GET', `/api/ask/${id}/export`, { as: 'manager_multi' });
    expect(reply.status).toBe(409);
    expect(reply.body['message']).toBe('There are no rows to export. Not today.');
  });
});

describe('too many questions at once', () => {
  it('are turned away with 503, and one user gets no more than half of the places', async () => {
    const own = await startGateway({ runningQuestions: 4 });
    own.workflow.behaviour = { kind: 'answers-after', ms: 300 };
    const token = await own.tokenOf('manager_store1');
    const other = own.call('POST', '/api/ask', { as: 'finance_user', body: { question: 'revenue' } });
    const statuses = await Promise.all(
      Array.from({ length: 6 }, () => own.call('POST', '/api/ask', { token, body: { question: 'revenue' } })),
    ).then((replies) => replies.map((reply) => reply.status).sort());
    expect(statuses).toEqual([200, 200, 503, 503, 503, 503]);
    expect((await other).status).toBe(200);
    await own.close();
  });
});
