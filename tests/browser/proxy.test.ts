import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakeApi, type FakeApi } from './support/fake-api.mjs';
import { isWebBuilt, startWeb } from './support/start-web.js';

if (!isWebBuilt) console.warn('web proxy: skipped, the web app is not built (npm run build:web)');

describe.skipIf(!isWebBuilt)('the proxy of the web app', () => {
  let api: FakeApi;
  let web: { url: string; stop: () => Promise<void> };
  let cookie: string;

  beforeAll(async () => {
    api = await startFakeApi();
    web = await startWeb(api.url);
    const reply = await post('auth/login', { username: 'manager_store1', password: 'manager123' });
    cookie = reply.headers.get('set-cookie') ?? '';
    expect(await reply.text()).not.toContain('access_token');
  });
  afterAll(async () => {
    await web?.stop();
    await api?.stop();
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${web.url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: web.url, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const session = (): string => cookie.split(';')[0] ?? '';

  it('keeps the token in a cookie that scripts and other sites cannot use', () => {
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=strict/i);
    expect(cookie).toMatch(/Path=\//i);
  });

  it('passes a listed call on with the token', async () => {
    const reply = await fetch(`${web.url}/api/auth/me`, { headers: { cookie: session() } });
    expect(await reply.json()).toMatchObject({ username: 'manager_store1' });
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('refuses an unsafe call from %s, before the API hears of it', async (_name, headers) => {
    const before = api.requests.length;
    expect((await post('ask', { question: 'Revenue by month' }, { cookie: session(), ...headers })).status).toBe(403);
    expect((await post('auth/login', { username: 'manager_store1', password: 'manager123' }, headers)).status).toBe(
      403,
    );
    for (const path of ['auth/logout', 'auth/logout-everywhere'])
      expect((await post(path, {}, { cookie: session(), ...headers })).status).toBe(403);
    expect(api.requests.length).toBe(before);
  });

  it('takes JSON only, and no more than 64 kB of it', async () => {
    expect(
      (await post('ask', 'question=x', { cookie: session(), 'content-type': 'application/x-www-form-urlencoded' }))
        .status,
    ).toBe(415);
    expect((await post('ask', '{}', { cookie: session(), 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post('ask', { question: 'x'.repeat(70_000) }, { cookie: session() })).status).toBe(413);
  });

  it.each(['docs', 'docs-json', 'run', '../health', 'conversations/..%2faudit', 'ask/1/2/3', 'health'])(
    'does not know /api/%s',
    async (path) => {
      const before = api.requests.length;
      expect((await fetch(`${web.url}/api/${path}`, { headers: { cookie: session() } })).status).toBe(404);
      expect(api.requests.length).toBe(before);
    },
  );

  it('asks nothing of the API without a session', async () => {
    const before = api.requests.length;
    expect((await post('ask', { question: 'Revenue by month' })).status).toBe(401);
    expect(api.requests.length).toBe(before);
  });

  it('drops query parameters that are not listed', async () => {
    await fetch(`${web.url}/api/complete?q=rev&role=admin`, { headers: { cookie: session() } });
    expect(api.requests.at(-1)).toBe('GET complete');
  });

  it('sends events on as they come, not in one piece at the end', async () => {
    const reply = await post('ask/stream', { question: 'A slow question' }, { cookie: session() });
    expect(reply.headers.get('content-type')).toContain('text/event-stream');
    const reader = reply.body?.getReader();
    const started = performance.now();
    await reader?.read();
    expect(performance.now() - started).toBeLessThan(800);
    await reader?.cancel();
    await expect.poll(() => api.aborted).toContain('A slow question');
  });

  it('gives each page its own nonce and lets no other script, frame or host in', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await fetch(`${web.url}/login`)).headers.get('content-security-policy') ?? ''),
    );
    expect(policies[0]).not.toBe(policies[1]);
    expect(policies[0]).toContain("default-src 'none'");
    expect(policies[0]).toContain("connect-src 'self'");
    expect(policies[0]).toContain("frame-ancestors 'none'");
    expect(policies[0]).not.toMatch(/unsafe-(inline|eval)/);
    const { headers } = await fetch(`${web.url}/login`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('shows no page to somebody who claims an inner header of the framework', async () => {
    const reply = await fetch(`${web.url}/history`, {
      headers: { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy', 'x-copilot-path': '//evil.example' },
      redirect: 'manual',
    });
    expect(reply.status).toBe(307);
    expect(reply.headers.get('location')).toBe('/login?next=%2Fhistory');
  });
});
