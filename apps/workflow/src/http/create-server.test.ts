import type { AddressInfo } from 'node:net';
import pino from 'pino';
import type { Answer, StageEvent } from '@copilot/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { answerQuestion } from '../answer-question.js';
import { stopped } from '../run/stage-outcome.js';
import { fakeNeeds, managerOfStore1, requestOf, silentLog } from '../test/fakes.js';
import { isInternalToken } from './check-internal-token.js';
import type { Service } from './create-server.js';
import { createServer } from './create-server.js';

const TOKEN = 'token-of-the-tests';
const headers = { 'x-internal-token': TOKEN };
const servers: ReturnType<typeof createServer>[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const service: Service = {
  answer: (request, options) =>
    answerQuestion(request, fakeNeeds(), {
      requestId: request.request_id,
      timeoutMs: 5_000,
      log: silentLog,
      ...options,
    }),
  catalog: () => ({ views: [], metrics: [], dimensions: [] }),
  suggestions: () => Promise.resolve(['Revenue by month']),
  complete: () => Promise.resolve({ completions: [] }),
  indexKnowledge: () => Promise.resolve({ documents: 3 }),
  metrics: () => Promise.resolve('copilot_questions_total 1\n'),
  readiness: () =>
    Promise.resolve({ status: 'not_ready', checks: { database: 'failed', workflow: 'ok', model: 'unknown' } }),
};

function serve(changes: Partial<Service> = {}): ReturnType<typeof createServer> {
  const server = createServer({
    service: { ...service, ...changes },
    internalToken: TOKEN,
    log: pino({ level: 'silent' }),
  });
  servers.push(server);
  return server;
}

describe('the internal routes', () => {
  it.each(['/run', '/run/stream', '/catalog', '/suggestions', '/complete', '/rag/index', '/nothing'])(
    'tell %s nothing without the token',
    async (url) => {
      for (const wrong of [{}, { 'x-internal-token': '' }, { 'x-internal-token': `${TOKEN}x` }]) {
        const reply = await serve().inject({ method: 'POST', url, payload: {}, headers: wrong });
        expect(reply.statusCode).toBe(401);
        expect(reply.json()).toMatchObject({
          statusCode: 401,
          error: 'Unauthorized',
          message: 'Invalid internal token',
        });
      }
    },
  );

  it('say that they live without a token, and whether they are ready with one', async () => {
    expect((await serve().inject('/health')).json()).toEqual({ status: 'ok' });
    expect((await serve().inject('/ready')).statusCode).toBe(401);
    expect((await serve().inject({ url: '/ready', headers })).statusCode).toBe(503);
  });

  it('answer a question', async () => {
    const reply = await serve().inject({ method: 'POST', url: '/run', payload: requestOf('revenue'), headers });
    expect(reply.statusCode).toBe(200);
    expect(reply.json<Answer>()).toMatchObject({ request_id: 'run-1', status: 'answered' });
  });

  it.each([
    [{}, 'question'],
    [{ question: '  ', user_context: managerOfStore1 }, 'question'],
    [{ question: 'a\u0000b', user_context: managerOfStore1 }, 'question'],
    [{ question: 'revenue', user_context: { ...managerOfStore1, role: 'king' } }, 'user_context.role'],
    [{ question: 'revenue', user_context: { ...managerOfStore1, store_ids: ['1'] } }, 'user_context.store_ids'],
    [{ question: 'revenue' }, 'user_context'],
  ])('name the field at fault in %j', async (payload, field) => {
    const reply = await serve().inject({ method: 'POST', url: '/run', payload, headers });
    expect(reply.statusCode).toBe(400);
    expect(reply.json<{ message: string }>().message).toContain(field);
  });

  it('refuse what is no JSON or too much of it, in the form of every error', async () => {
    const post = (payload: string) =>
      serve().inject({
        method: 'POST',
        url: '/run',
        payload,
        headers: { ...headers, 'content-type': 'application/json' },
      });
    expect((await post('{"question"')).json()).toMatchObject({ statusCode: 400, error: 'Bad Request' });
    expect((await post(JSON.stringify({ question: 'x'.repeat(2_000_000) }))).json()).toMatchObject({ statusCode: 413 });
  });

  it('answer 503 with words alone when no record could be written', async () => {
    const problem = { code: 'audit.unavailable', message: 'The audit record could not be written.' };
    const server = serve({ answer: () => Promise.resolve(stopped(problem)) });
    const reply = await server.inject({ method: 'POST', url: '/run', payload: requestOf('revenue'), headers });
    expect(reply.statusCode).toBe(503);
    expect(reply.json()).toEqual({
      statusCode: 503,
      error: 'Service Unavailable',
      message: problem.message,
      request_id: 'run-1',
    });
    const stream = await server.inject({ method: 'POST', url: '/run/stream', payload: requestOf('revenue'), headers });
    expect(JSON.parse(stream.body.trim())).toMatchObject({ event: 'error', data: { statusCode: 503 } });
  });

  it('hide what broke', async () => {
    const server = serve({ answer: () => Promise.reject(new Error('/secret/path')) });
    const reply = await server.inject({ method: 'POST', url: '/run', payload: requestOf('revenue'), headers });
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toContain('secret');
    const stream = await server.inject({ method: 'POST', url: '/run/stream', payload: requestOf('revenue'), headers });
    expect(stream.body).toContain('"event":"error"');
    expect(stream.body).not.toContain('secret');
  });

  it('send each stage as it happens, and the answer last', async () => {
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const event: StageEvent = { stage: 'plan', status: 'started', duration_ms: 0 };
    const server = serve({
      async answer(request, options) {
        options.onStage?.(event);
        await gate;
        return service.answer(request, { signal: options.signal });
      },
    });
    const reader = await stream(server);
    expect(JSON.parse(await reader.next())).toEqual({ event: 'stage', data: event });
    goOn();
    expect(JSON.parse(await reader.next())).toMatchObject({ event: 'answer', data: { status: 'answered' } });
  });

  it.each(['/run', '/run/stream'])('end the run when the caller of %s hangs up', async (path) => {
    let ended: () => void = () => undefined;
    const aborted = new Promise<void>((resolve) => (ended = resolve));
    let began: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (began = resolve));
    const server = serve({
      answer: (_request, { signal }) =>
        new Promise((resolve) => {
          began();
          signal.addEventListener('abort', () => {
            ended();
            resolve(stopped({ code: 'audit.unavailable', message: 'x' }));
          });
        }),
    });
    const caller = new AbortController();
    const calling = call(server, path, caller.signal)
      .then((reply) => reply.text())
      .catch(() => 'gone');
    await started;
    caller.abort();
    await aborted;
    expect(await calling).toBe('gone');
  });
});

describe('GET /metrics', () => {
  it('is for whoever knows the token, as a header of ours or as a bearer token', async () => {
    const server = serve();
    const get = (url: string, headers: Record<string, string>) => server.inject({ method: 'GET', url, headers });
    expect((await get('/metrics', {})).statusCode).toBe(401);
    expect((await get('/metrics', { authorization: 'Bearer wrong' })).statusCode).toBe(401);
    expect((await get('/metrics', { 'x-internal-token': TOKEN })).body).toBe('copilot_questions_total 1\n');
    expect((await get('/metrics', { authorization: `Bearer ${TOKEN}` })).statusCode).toBe(200);
    expect((await get('/ready', { authorization: `Bearer ${TOKEN}` })).statusCode).toBe(401);
  });
});

describe('isInternalToken', () => {
  it('takes the token and nothing else', () => {
    expect(isInternalToken(TOKEN, TOKEN)).toBe(true);
    for (const wrong of ['', 'token', `${TOKEN} `, undefined, [TOKEN]])
      expect(isInternalToken(wrong, TOKEN)).toBe(false);
    expect(isInternalToken(undefined, '')).toBe(false);
    expect(isInternalToken(TOKEN, 'the-new-token', TOKEN)).toBe(true);
    expect(isInternalToken('neither', 'the-new-token', TOKEN)).toBe(false);
  });
});

async function call(server: ReturnType<typeof createServer>, path: string, signal?: AbortSignal): Promise<Response> {
  if (!server.server.listening) await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const body = JSON.stringify(requestOf('revenue'));
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
    signal: signal ?? null,
  });
}

async function stream(server: ReturnType<typeof createServer>): Promise<{ next(): Promise<string> }> {
  const reply = await call(server, '/run/stream');
  if (reply.body === null) throw new Error('no body');
  const chunks = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  return {
    async next() {
      while (!rest.includes('\n')) rest += (await chunks.read()).value ?? '';
      const [line = '', ...more] = rest.split('\n');
      rest = more.join('\n');
      return line;
    },
  };
}
