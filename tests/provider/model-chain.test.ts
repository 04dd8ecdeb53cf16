import { createModelChain } from '@copilot/workflow';
import { afterEach, describe, expect, it } from 'vitest';
import type { Reaction } from './reaction.js';
import { sqlReply } from './reaction.js';
import type { Provider, ReceivedCall } from './start-provider.js';
import { startProvider } from './start-provider.js';

const running: Provider[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((provider) => provider.close()));
});

async function start(react: (call: ReceivedCall, index: number) => Reaction): Promise<Provider> {
  const provider = await startProvider(react);
  running.push(provider);
  return provider;
}

const KEY = 'sk-or-test-key';
const messages = [{ role: 'user' as const, content: 'Question: revenue' }];
const chainOf = (baseUrl: string, models: string[]) =>
  createModelChain({ endpoint: { baseUrl, apiKey: KEY }, models, random: () => 0 });
const ask = (baseUrl: string, models = ['a', 'b'], deadlineMs = 3_000, signal = new AbortController().signal) =>
  chainOf(baseUrl, models).ask({ messages, deadlineMs, signal });

describe('the chain of models', () => {
  it('asks the first model and reports what it was and what it cost', async () => {
    const usage = { prompt_tokens: 700, completion_tokens: 30, cost: 0.0002 };
    const provider = await start(() => ({ ...sqlReply('SELECT 1'), usage, model: 'a-2026' }) as Reaction);
    expect(await ask(provider.baseUrl)).toEqual({
      ok: true,
      text: '{"sql":"SELECT 1"}',
      model: 'a-2026',
      usage: { attempts: 1, ...usage },
    });
    expect(provider.calls[0]).toMatchObject({
      model: 'a',
      authorization: `Bearer ${KEY}`,
      body: { stream: false, temperature: 0 },
    });
    expect(JSON.stringify(provider.calls[0]?.body)).not.toContain(KEY);
  });

  it.each(['parts', 'litellm', 'bare'] as const)('reads the dialect %s of the protocol', async (dialect) => {
    const provider = await start(() => ({ kind: 'answer', text: 'SELECT 1', dialect, usage: null }));
    expect(await ask(provider.baseUrl)).toMatchObject({ ok: true, text: 'SELECT 1', usage: { prompt_tokens: null } });
  });

  const faults: readonly [Reaction, string][] = [
    [{ kind: 'status', status: 429 }, 'rate-limited'],
    [{ kind: 'status', status: 500 }, 'server-error'],
    [{ kind: 'status', status: 503 }, 'server-error'],
    [{ kind: 'status', status: 404 }, 'unknown-model'],
    [{ kind: 'error-inside-200', code: 502 }, 'server-error'],
    [{ kind: 'error-inside-200', code: 429 }, 'rate-limited'],
    [{ kind: 'empty-body' }, 'empty-reply'],
    [{ kind: 'answer', text: '  ' }, 'empty-reply'],
    [{ kind: 'cut' }, 'cut-reply'],
    [{ kind: 'answer', text: '{"sql": "SELECT', finishReason: 'length' }, 'cut-reply'],
    [{ kind: 'html' }, 'unreadable-reply'],
    [{ kind: 'nonsense' }, 'unreadable-reply'],
    [{ kind: 'huge', bytes: 6 * 1024 * 1024 }, 'reply-too-large'],
    [{ kind: 'packed', bytes: 8 * 1024 * 1024 }, 'reply-too-large'],
    [{ kind: 'json', body: null }, 'unreadable-reply'],
    [{ kind: 'json', body: { choices: [] } }, 'empty-reply'],
    [{ kind: 'json', body: { choices: [{ message: { content: { sql: 1 } } }] } }, 'unreadable-reply'],
    [
      { kind: 'json', body: { choices: [{ finish_reason: 'error', message: { content: 'SELECT 1' } }] } },
      'server-error',
    ],
    [{ kind: 'json', body: { error: 'model is loading' } }, 'server-error'],
    [{ kind: 'echo', status: 500 }, 'server-error'],
    [{ kind: 'echo', status: 200 }, 'unreadable-reply'],
    [{ kind: 'redirect', location: 'http://127.0.0.1:9/steal' }, 'unreachable'],
  ];
  it.each(faults)('goes on to the next model after %j, and names it %s when all do it', async (reaction, kind) => {
    const mended = await start(({ model }) => (model === 'a' ? reaction : sqlReply('SELECT 1')));
    expect(await ask(mended.baseUrl)).toMatchObject({ ok: true, model: 'b', usage: { attempts: 2 } });
    const broken = await start(() => reaction);
    expect(await ask(broken.baseUrl)).toMatchObject({ ok: false, failure: { kind } });
  });

  it.each([
    [402, 'payment-required'],
    [401, 'unauthorized'],
  ])('ends the chain on %i: no other model can help', async (status, kind) => {
    const provider = await start(() => ({ kind: 'status', status }));
    expect(await ask(provider.baseUrl)).toMatchObject({ ok: false, failure: { kind }, usage: { attempts: 1 } });
    expect(provider.calls).toHaveLength(1);
  });

  it('ends the chain on a 402 that is told inside a 200', async () => {
    const provider = await start(() => ({ kind: 'error-inside-200', code: 402 }));
    expect(await ask(provider.baseUrl)).toMatchObject({ ok: false, failure: { kind: 'payment-required' } });
    expect(provider.calls).toHaveLength(1);
  });

  it('takes no figure and no model name that cannot be one', async () => {
    const message = { role: 'assistant', content: 'SELECT 1' };
    const usage = { prompt_tokens: -5_000, completion_tokens: 1.6, cost: -3 };
    const model = '<img src=x onerror=alert(1)>';
    const provider = await start(() => ({ kind: 'json', body: { model, choices: [{ message }], usage } }));
    expect(await ask(provider.baseUrl)).toMatchObject({
      ok: true,
      model: 'a',
      usage: { attempts: 1, prompt_tokens: null, completion_tokens: 2, cost: null },
    });
  });

  it('leaves a reply that goes on for ever when its time is over', async () => {
    const provider = await start(({ model }) => (model === 'a' ? { kind: 'drip' } : sqlReply('SELECT 1')));
    expect(await ask(provider.baseUrl, ['a', 'b'], 1_500)).toMatchObject({ ok: true, model: 'b' });
    await expect.poll(() => provider.abandoned()).toBe(1);
  });

  it.each(['31536000', '99999999999999999999', new Date(Date.now() + 9e10).toUTCString()])(
    'does not let a provider end a model for good (Retry-After: %s)',
    async (retryAfter) => {
      let now = 0;
      const provider = await start((_call, index) =>
        index === 0 ? { kind: 'status', status: 429, retryAfter } : sqlReply('SELECT 1'),
      );
      const endpoint = { baseUrl: provider.baseUrl, apiKey: KEY };
      const chain = createModelChain({ endpoint, models: ['a'], now: () => now });
      const signal = new AbortController().signal;
      expect(await chain.ask({ messages, deadlineMs: 3_000, signal })).toMatchObject({ ok: false });
      now = 10 * 60_000 + 1;
      expect(await chain.ask({ messages, deadlineMs: 3_000, signal })).toMatchObject({ ok: true });
    },
  );

  it.each(['-5', 'soon', ''])('asks again after a short pause when Retry-After says “%s”', async (retryAfter) => {
    const provider = await start((_call, index) =>
      index === 0 ? { kind: 'status', status: 429, retryAfter } : sqlReply('SELECT 1'),
    );
    expect(await ask(provider.baseUrl, ['a'], 20_000)).toMatchObject({ ok: true, usage: { attempts: 2 } });
  });

  it('asks again after the pause that the provider asks for, not before', async () => {
    const startedAt = Date.now();
    const provider = await start((_call, index) =>
      index === 0 ? { kind: 'status', status: 429, retryAfter: '1' } : sqlReply('SELECT 1'),
    );
    expect(await ask(provider.baseUrl, ['a'], 20_000)).toMatchObject({ ok: true, usage: { attempts: 2 } });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);
  });

  it('does not keep a person waiting for a pause longer than the time there is', async () => {
    const startedAt = Date.now();
    const provider = await start(() => ({ kind: 'status', status: 429, retryAfter: '60' }));
    expect(await ask(provider.baseUrl)).toMatchObject({ ok: false, failure: { kind: 'rate-limited' } });
    expect(Date.now() - startedAt).toBeLessThan(1_000);
    expect(provider.calls).toHaveLength(2);
  });

  it('leaves a silent model after its share of the time', async () => {
    const provider = await start(({ model }) => (model === 'a' ? { kind: 'silence' } : sqlReply('SELECT 1')));
    const startedAt = Date.now();
    expect(await ask(provider.baseUrl, ['a', 'b'], 900)).toMatchObject({ ok: true, model: 'b' });
    expect(Date.now() - startedAt).toBeLessThan(900);
  });

  it('is over by the deadline when every model is silent', async () => {
    const provider = await start(() => ({ kind: 'silence' }));
    const startedAt = Date.now();
    expect(await ask(provider.baseUrl, ['a', 'b', 'c', 'd'], 900)).toMatchObject({
      ok: false,
      failure: { kind: 'timeout' },
    });
    expect(Date.now() - startedAt).toBeLessThan(1_500);
  });

  it('says quickly that nobody is there', async () => {
    const startedAt = Date.now();
    expect(await ask('http://127.0.0.1:9/v1')).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('hangs up when the caller goes away', async () => {
    const provider = await start(() => ({ kind: 'silence' }));
    const caller = new AbortController();
    const asking = ask(provider.baseUrl, ['a', 'b'], 5_000, caller.signal);
    await expect.poll(() => provider.calls.length).toBe(1);
    caller.abort(new Error('gone'));
    expect(await asking).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    await expect.poll(() => provider.abandoned()).toBe(1);
    expect(provider.calls).toHaveLength(1);
  });

  it('leaves a model alone after three failures in a row', async () => {
    const provider = await start(({ model }) => (model === 'a' ? { kind: 'html' } : sqlReply('SELECT 1')));
    const chain = chainOf(provider.baseUrl, ['a', 'b']);
    const signal = new AbortController().signal;
    for (let question = 0; question < 5; question += 1) await chain.ask({ messages, deadlineMs: 3_000, signal });
    expect(provider.calls.filter(({ model }) => model === 'a')).toHaveLength(3);
    expect(provider.calls.filter(({ model }) => model === 'b')).toHaveLength(5);
    expect(chain.isAvailable()).toBe(true);
  });

  it('drops the wish for JSON where the endpoint does not take it, and remembers that', async () => {
    const provider = await start(({ body }) =>
      body['response_format'] === undefined ? sqlReply('SELECT 1') : { kind: 'status', status: 400 },
    );
    const chain = chainOf(provider.baseUrl, ['a']);
    const signal = new AbortController().signal;
    expect(await chain.ask({ messages, deadlineMs: 3_000, signal })).toMatchObject({ ok: true });
    expect(await chain.ask({ messages, deadlineMs: 3_000, signal })).toMatchObject({ ok: true });
    expect(provider.calls).toHaveLength(3);
  });
});
