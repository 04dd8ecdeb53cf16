import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ErrorBodySchema } from '@copilot/contracts';
import { firstGeneration } from '../test/fake-stores.js';
import { jwtSecret, startGateway, type TestGateway } from '../test/start-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const login = (username: unknown, password: unknown, headers?: Record<string, string>) =>
  gateway.call('POST', '/api/auth/login', { body: { username, password }, headers });

describe('signing in', () => {
  it('returns a token and the user with the stores of the row', async () => {
    const reply = await login('manager_multi', 'manager123');
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 3600,
      user: { username: 'manager_multi', role: 'store_manager', store_ids: [1, 2], all_stores: false },
    });
    const me = await gateway.call('GET', '/api/auth/me', { token: String(reply.body['access_token']) });
    expect(me.body).toEqual(reply.body['user']);
  });

  it('answers an unknown name, a wrong password and a disabled user alike, after the same work', async () => {
    gateway.stores.passwordChecks.length = 0;
    const replies = [
      await login('nobody', 'manager123'),
      await login('manager_store1', 'wrong'),
      await login('gone_user', 'finance123'),
    ];
    expect(replies.map((reply) => reply.status)).toEqual([401, 401, 401]);
    const bodies = replies.map((reply) => ({ ...reply.body, request_id: '' }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]).toMatchObject({ error: 'Unauthorized', message: 'Invalid username or password' });
    expect(gateway.stores.passwordChecks).toEqual([null, 'manager123', 'finance123']);
  });

  it('audits attempts without passwords and without names that nobody has', async () => {
    gateway.stores.seenEvents.length = 0;
    await login('hunter2-typed-as-name', 'x');
    await login('admin_user', 'admin123');
    expect(gateway.stores.seenEvents).toEqual([
      expect.objectContaining({ event: 'login', outcome: 'failed', username: null, address: '127.0.0.1' }),
      expect.objectContaining({ event: 'login', outcome: 'ok', username: 'admin_user', address: '127.0.0.1' }),
    ]);
    expect(gateway.logged.join('')).not.toMatch(/hunter2|admin123/);
  });

  it.each([
    [{ username: 'admin_user' }, 'password: is required'],
    [{ username: 1, password: 'x' }, /^username: /],
    [{ username: 'a', password: 'b', admin: true }, /admin/],
    [{ username: 'a\u0000', password: 'b' }, /^username: must not contain NUL/],
    [{ username: { $ne: '' }, password: 'b' }, /^username: /],
    [[], /^body: /],
  ])('names the field of a malformed body %j', async (body, message) => {
    const reply = await gateway.call('POST', '/api/auth/login', { body });
    expect(reply.status).toBe(400);
    expect(reply.body['message']).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });
});

describe('guessing', () => {
  it('is answered 429 with Retry-After, also when the guesses come at once', async () => {
    const own = await startGateway();
    const token = await own.tokenOf('finance_user');
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        own.call('POST', '/api/auth/login', { body: { username: 'finance_user', password: `guess ${index}` } }),
      ),
    );
    expect(guesses.filter((reply) => reply.status === 401)).toHaveLength(5);
    const limited = guesses.filter((reply) => reply.status === 429);
    expect(limited).toHaveLength(15);
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);

    const right = await own.call('POST', '/api/auth/login', {
      body: { username: 'finance_user', password: 'finance123' },
    });
    expect(right.status).toBe(429);
    const session = await own.call('GET', '/api/auth/me', { token });
    expect(session.status, 'a session that exists is not touched').toBe(200);
    await own.close();
  });
});

describe('tokens', () => {
  let valid: string;
  beforeEach(async () => {
    valid = await gateway.tokenOf('manager_store1');
  });

  const claims = () => ({ role: 'admin', store_ids: [], all_stores: true, gen: firstGeneration });
  const signed = (
    payload: JWTPayload,
    key = jwtSecret,
    header: JWTHeaderParameters = { alg: 'HS256', typ: 'at+jwt' },
  ) => new SignJWT(payload).setProtectedHeader(header).sign(Buffer.from(key));
  const whole = (): JWTPayload => ({
    ...claims(),
    sub: 'admin_user',
    iss: 'ai-analytics-copilot',
    aud: 'ai-analytics-copilot-api',
    jti: randomUUID(),
    iat: Math.floor(Date.now() / 1000),
    exp: Math.floor(Date.now() / 1000) + 600,
  });
  const sign = (change: (token: SignJWT) => SignJWT, header: JWTHeaderParameters = { alg: 'HS256', typ: 'at+jwt' }) =>
    change(
      new SignJWT(claims())
        .setProtectedHeader(header)
        .setSubject('admin_user')
        .setIssuer('ai-analytics-copilot')
        .setAudience('ai-analytics-copilot-api')
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('1h'),
    ).sign(Buffer.from(jwtSecret));
  const parts = (token: string): [string, string, string] => token.split('.') as [string, string, string];
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('accepts its own kind, so that the refusals below mean something', async () => {
    const reply = await gateway.call('GET', '/api/auth/me', { token: await sign((token) => token) });
    expect(reply.status).toBe(200);
  });

  const bad: [string, () => Promise<string> | string][] = [
    ['no token at all', () => ''],
    ['nonsense', () => 'a.b.c'],
    ['an expired token', () => sign((token) => token.setExpirationTime(Math.floor(Date.now() / 1000) - 1))],
    ['a token not valid yet', () => sign((token) => token.setNotBefore('10m'))],
    ['another issuer', () => sign((token) => token.setIssuer('somebody'))],
    ['another audience', () => sign((token) => token.setAudience('another-api'))],
    ['another type', () => sign((token) => token, { alg: 'HS256', typ: 'JWT' })],
    ['no type', () => sign((token) => token, { alg: 'HS256' })],
    ['another algorithm of the same key', () => sign((token) => token, { alg: 'HS512', typ: 'at+jwt' })],
    ['a user that does not exist', () => sign((token) => token.setSubject('nobody'))],
    ['a disabled user', () => sign((token) => token.setSubject('gone_user'))],
    ['a token id of another form', () => sign((token) => token.setJti('1'))],
    [
      'a token without an end',
      () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
          .setSubject('admin_user')
          .setIssuer('ai-analytics-copilot')
          .setAudience('ai-analytics-copilot-api')
          .setJti(randomUUID())
          .setIssuedAt()
          .sign(Buffer.from(jwtSecret)),
    ],
    ['a token of an earlier generation', () => signed({ ...whole(), gen: randomUUID() })],
    ['a token without a generation', () => signed({ ...whole(), gen: undefined })],
    ['a generation of another form', () => signed({ ...whole(), gen: { $ne: '' } })],
    ['a list of audiences of others', () => signed({ ...whole(), aud: ['another-api', 'third'] })],
    ['a user who is an object', () => signed({ ...whole(), sub: { $ne: '' } as never })],
    ['an end that is a text', () => signed({ ...whole(), exp: '9999999999' as never })],
    ['a token from the future', () => signed({ ...whole(), nbf: Math.floor(Date.now() / 1000) + 600 })],
    ['no time of issue', () => signed({ ...whole(), iat: undefined })],
    [
      'a key id that points to an empty file',
      () => signed(whole(), '\0', { alg: 'HS256', typ: 'at+jwt', kid: '../../../dev/null' }),
    ],
    ['a key id that is SQL', () => signed(whole(), 'x', { alg: 'HS256', typ: 'at+jwt', kid: "' UNION SELECT 'x" })],
    [
      'a key address in the header',
      () =>
        signed(whole(), 'x', { alg: 'HS256', typ: 'at+jwt', jku: 'http://127.0.0.1/keys', x5u: 'http://127.0.0.1/x' }),
    ],
    [
      'a critical extension that nobody knows',
      () => {
        const head = encode({ alg: 'HS256', typ: 'at+jwt', crit: ['exp'], b64: false });
        const body = encode(whole());
        return `${head}.${body}.${createHmac('sha256', jwtSecret).update(`${head}.${body}`).digest('base64url')}`;
      },
    ],
    ['the algorithm in other letters', () => `${encode({ alg: 'NoNe', typ: 'at+jwt' })}.${encode(whole())}.`],
    [
      'an empty key',
      () => {
        const head = encode({ alg: 'HS256', typ: 'at+jwt' });
        const body = encode(whole());
        return `${head}.${body}.${createHmac('sha256', '').update(`${head}.${body}`).digest('base64url')}`;
      },
    ],
    ['no signature', () => parts(valid).slice(0, 2).join('.') + '.'],
    ['the algorithm none', () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${parts(valid)[1]}.`],
    [
      'the algorithm none with the old signature',
      () => [encode({ alg: 'none', typ: 'at+jwt' }), ...parts(valid).slice(1)].join('.'),
    ],
    [
      'changed claims',
      () => {
        const [head, body, signature] = parts(valid);
        const changed = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), sub: 'admin_user' };
        return `${head}.${encode(changed)}.${signature}`;
      },
    ],
    [
      'a signature by another secret',
      () => {
        const [head, body] = parts(valid);
        return `${head}.${body}.${createHmac('sha256', 'change-me').update(`${head}.${body}`).digest('base64url')}`;
      },
    ],
    [
      'a key pair of the forger in the header',
      () => {
        const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        return new SignJWT(claims())
          .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', jwk: publicKey.export({ format: 'jwk' }) })
          .setSubject('admin_user')
          .setIssuer('ai-analytics-copilot')
          .setAudience('ai-analytics-copilot-api')
          .setJti(randomUUID())
          .setIssuedAt()
          .setExpirationTime('1h')
          .sign(privateKey);
      },
    ],
  ];
  it.each(bad)('refuses %s', async (_name, make) => {
    const token = await make();
    const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
    const reply = await gateway.call('POST', '/api/ask', { body: { question: 'revenue' }, headers });
    expect(reply.status).toBe(401);
    expect(ErrorBodySchema.parse(reply.body)).toMatchObject({
      statusCode: 401,
      error: 'Unauthorized',
      message: 'Invalid JWT token',
    });
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('is not read from the address or a cookie', async () => {
    expect((await gateway.call('GET', `/api/auth/me?access_token=${valid}`)).status).toBe(401);
    expect((await gateway.call('GET', '/api/auth/me', { headers: { cookie: `access_token=${valid}` } })).status).toBe(
      401,
    );
  });

  it('ends with logout, and only that one', async () => {
    const other = await gateway.tokenOf('manager_store1');
    expect((await gateway.call('POST', '/api/auth/logout', { token: valid })).status).toBe(204);
    expect((await gateway.call('GET', '/api/auth/me', { token: valid })).status).toBe(401);
    expect((await gateway.call('GET', '/api/auth/me', { token: other })).status).toBe(200);
  });

  it('ends with logout everywhere, and all the others of that user', async () => {
    const other = await gateway.tokenOf('manager_store1');
    const stranger = await gateway.tokenOf('admin_user');
    expect((await gateway.call('POST', '/api/auth/logout-everywhere', { token: valid })).status).toBe(204);
    for (const token of [valid, other]) expect((await gateway.call('GET', '/api/auth/me', { token })).status).toBe(401);
    expect((await gateway.call('GET', '/api/auth/me', { token: stranger })).status).toBe(200);
    const fresh = await gateway.tokenOf('manager_store1');
    expect((await gateway.call('GET', '/api/auth/me', { token: fresh })).status).toBe(200);
    expect(gateway.stores.seenEvents.map(({ event }) => event)).toContain('logout.everywhere');
  });

  it('does not come back to life when a disabled user is enabled again', async () => {
    for (const active of [false, true]) {
      const reply = await gateway.call('PATCH', '/api/admin/users/manager_store1', {
        as: 'admin_user',
        body: { active },
      });
      expect(reply.status).toBe(200);
      expect((await gateway.call('GET', '/api/auth/me', { token: valid })).status).toBe(401);
    }
    const fresh = await gateway.tokenOf('manager_store1');
    expect((await gateway.call('GET', '/api/auth/me', { token: fresh })).status).toBe(200);
  });

  it('follows the row: a disabled user is out at once, changed stores count at once', async () => {
    const row = gateway.stores.rows.get('manager_store1');
    if (row === undefined) throw new Error('the sample user is missing');
    gateway.stores.rows.set(row.username, { ...row, store_ids: [2] });
    const me = await gateway.call('GET', '/api/auth/me', { token: valid });
    expect(me.body['store_ids']).toEqual([2]);
    gateway.stores.rows.set(row.username, { ...row, active: false });
    expect((await gateway.call('GET', '/api/auth/me', { token: valid })).status).toBe(401);
    gateway.stores.rows.set(row.username, row);
  });
});
