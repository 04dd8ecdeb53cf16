import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErrorBodySchema } from '@copilot/contracts';
import { startGateway, type TestGateway } from '../test/start-gateway.js';

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await startGateway();
  token = await gateway.tokenOf('manager_store1');
});
afterAll(() => gateway.close());

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => gateway.call('POST', '/api/ask', { token, raw: { body }, headers });

describe('bodies', () => {
  it('of 32 kB are read and larger ones are 413', async () => {
    const sized = (bytes: number): string => {
      const empty = JSON.stringify({ question: 'revenue', padding: '' });
      return JSON.stringify({ question: 'revenue', padding: 'x'.repeat(bytes - empty.length) });
    };
    expect((await post(sized(32 * 1024))).status, 'read, and refused for its unknown member').toBe(400);
    const reply = await post(sized(32 * 1024 + 1));
    expect(reply.status).toBe(413);
    expect(ErrorBodySchema.parse(reply.body)).toMatchObject({
      error: 'Payload Too Large',
      message: 'The body must be at most 32 kB',
    });
  });

  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/json; charset=utf-16'],
    ['application/jsonp'],
    [''],
  ])('of type "%s" are 415', async (type) => {
    expect((await post('{"question":"revenue"}', { 'content-type': type })).status).toBe(415);
  });

  it('that are compressed are 415', async () => {
    const body = new Uint8Array(gzipSync('{"question":"revenue"}'));
    expect((await post(body, { 'content-type': 'application/json', 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it.each([['{"question":'], ['null'], ['"text"'], ['[1]'], ['{"question":"a"}{'], ['NaN']])(
    'that read %s are 400 and not repeated',
    async (body) => {
      const reply = await post(body);
      expect(reply.status).toBe(400);
      expect(ErrorBodySchema.parse(reply.body).message).toMatch(/^(The body is not valid JSON: send an object|body: )/);
    },
  );

  it('that are not UTF-8 are 400', async () => {
    const reply = await post(new Uint8Array([...Buffer.from('{"question":"'), 0xff, 0xfe, ...Buffer.from('"}')]));
    expect(reply.status).toBe(400);
    expect(reply.body['message']).toBe('The body is not valid UTF-8');
  });

  it.each([
    ['brackets', `{"question":${'['.repeat(16_000)}${']'.repeat(16_000)}}`],
    ['objects', `{"question":"revenue","x":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`],
    ['a bare list', `${'['.repeat(16_000)}${']'.repeat(16_000)}`],
  ])('nested deep in %s are 400, and the gateway lives on', async (_what, body) => {
    const reply = await post(body);
    expect(reply.status).toBe(400);
    expect(reply.body['message']).toMatch(/^body: must not be nested/);
    expect((await post('{"question":"revenue"}')).status).toBe(200);
  });

  it('may say charset=utf-8', async () => {
    expect((await post('{"question":"revenue"}', { 'content-type': 'application/json; charset=UTF-8' })).status).toBe(
      200,
    );
  });
});

describe('addresses', () => {
  it.each([
    ['GET', '/api/nothing', 404],
    ['GET', '/', 404],
    ['GET', '/api', 404],
    ['GET', '/api/../../etc/passwd', 404],
    ['GET', '/api/conversations/%E0%A4%A', 400],
    ['GET', '/api/conversations/a%00b', 400],
    ['GET', '/api/ask/x%00y/export?format=csv', 400],
    ['GET', '/api/ask', 405],
    ['PUT', '/api/ask', 405],
    ['DELETE', '/api/auth/login', 405],
    ['POST', '/api/schema', 405],
    ['POST', '/api/health', 405],
    ['POST', '/api/conversations/a', 405],
  ])('%s %s is %i', async (method, path, status) => {
    const reply = await gateway.call(method, path, { token });
    expect(reply.status).toBe(status);
    const body = ErrorBodySchema.parse(reply.body);
    expect(body.statusCode).toBe(status);
    expect(reply.text).not.toContain('passwd');
    if (status === 405) expect(reply.headers.get('allow')).toMatch(/^[A-Z, ]+$/);
  });
});

describe('every reply', () => {
  it('carries the security headers and no word about the software', async () => {
    for (const reply of [await gateway.call('GET', '/api/health'), await gateway.call('GET', '/api/nothing')]) {
      expect(reply.headers.get('x-powered-by')).toBeNull();
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
      expect(reply.headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
      expect(reply.headers.get('x-frame-options')).toBe('DENY');
      expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
      expect(reply.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('carries the request id: the own one when it is well-formed, else a new one', async () => {
    const id = async (given: string) =>
      (await gateway.call('GET', '/api/health', { headers: { 'x-request-id': given } })).headers.get('x-request-id');
    expect(await id('trace-42')).toBe('trace-42');
    for (const odd of ['a b', '<script>', 'x'.repeat(65), '../../x']) expect(await id(odd)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is open to the web app alone', async () => {
    const allowed = await gateway.call('OPTIONS', '/api/ask', {
      headers: { origin: 'http://localhost:3001', 'access-control-request-method': 'POST' },
    });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:3001');
    for (const origin of ['http://evil.example', 'null', 'http://localhost:3001.evil.example']) {
      const reply = await gateway.call('GET', '/api/health', { headers: { origin } });
      expect(reply.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('the log', () => {
  it('has one line a request, without questions, tokens or queries', async () => {
    const before = gateway.logged.length;
    await post('{"question":"the secret plan of the board"}');
    await gateway.call('GET', '/api/complete?q=secret+plan', { token });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const lines = gateway.logged.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => [line['method'], line['path'], line['status'], line['username']])).toEqual([
      ['POST', '/api/ask', 200, 'manager_store1'],
      ['GET', '/api/complete', 200, 'manager_store1'],
    ]);
    expect(gateway.logged.join('')).not.toMatch(/secret plan|eyJ/);
  });
});

describe('a fault of ours', () => {
  it('is a 500 that says nothing, and is logged with its cause', async () => {
    gateway.stores.fault = new Error('relation "auth_users" does not exist at /srv/app/x.ts');
    const reply = await gateway.call('GET', '/api/auth/me', { token });
    gateway.stores.fault = undefined;
    expect(reply.status).toBe(500);
    expect(reply.text).not.toMatch(/relation|auth_users|srv|stack/);
    expect(gateway.logged.join('')).toMatch(/relation .*auth_users/);
  });

  it('is a 503 when it is the database that is away', async () => {
    gateway.stores.fault = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5433'), { code: 'ECONNREFUSED' });
    const reply = await gateway.call('GET', '/api/auth/me', { token });
    const ready = await gateway.call('GET', '/api/ready');
    gateway.stores.fault = undefined;
    expect(reply.status).toBe(503);
    expect(reply.body['message']).toBe('The database cannot be reached: try again in a moment');
    expect(ready.status).toBe(503);
    expect(ready.body).toEqual({
      status: 'not_ready',
      checks: { database: 'failed', workflow: 'ok', model: 'not_configured' },
    });
  });
});

describe('the address of the caller', () => {
  const guess = (own: TestGateway, index: number) =>
    own.call('POST', '/api/auth/login', {
      body: { username: 'manager_store1', password: 'wrong' },
      headers: { 'x-forwarded-for': `10.0.0.${index}` },
    });
  const seenBy = async (trustedProxies: string[]): Promise<Set<string>> => {
    const seen = new Set<string>();
    const own = await startGateway({
      trustedProxies,
      change: (needs) => ({
        ...needs,
        loginLimiter: { ...needs.loginLimiter, retryAfter: async ({ address }) => (seen.add(address), 0) },
      }),
    });
    await guess(own, 1);
    await guess(own, 2);
    await own.close();
    return seen;
  };

  it('is not what X-Forwarded-For says, unless a configured proxy says it', async () => {
    expect(await seenBy([])).toEqual(new Set(['127.0.0.1']));
    expect(await seenBy(['loopback'])).toEqual(new Set(['10.0.0.1', '10.0.0.2']));
  });
});

it.each([
  ['NOT HTTP\r\n\r\n', 400],
  [`GET /api/health HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['POST /api/ask HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 400],
])('answers broken HTTP %j with the error body and %i', async (text, status) => {
  const { port } = new URL(gateway.url);
  const reply = await new Promise<string>((resolve) => {
    let received = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (bytes) => (received += bytes.toString()));
    socket.on('close', () => resolve(received));
  });
  const [head = '', body = ''] = reply.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(ErrorBodySchema.parse(JSON.parse(body)).statusCode).toBe(status);
});
