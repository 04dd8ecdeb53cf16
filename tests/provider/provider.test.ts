import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEndpointEmbedder } from '@copilot/workflow';
import { sqlReply } from './reaction.js';
import type { Provider } from './start-provider.js';
import { startProvider } from './start-provider.js';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider(() => sqlReply('SELECT 1'));
});
afterAll(() => provider.close());

const post = (
  path: string,
  body: unknown,
  headers: Record<string, string> = { authorization: 'Bearer key' },
): Promise<Response> => fetch(`${provider.baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

describe('the test provider', () => {
  it('refuses what the real ones refuse: no key, no model, no messages, another path', async () => {
    expect((await post('/chat/completions', { model: 'a' }, {})).status).toBe(401);
    expect((await post('/chat/completions', { messages: [{ role: 'user', content: 'x' }] })).status).toBe(400);
    expect((await post('/chat/completions', { model: 'a', messages: [] })).status).toBe(400);
    expect((await post('/chat/completions', { model: 'a', messages: [{ role: 'robot', content: 'x' }] })).status).toBe(
      400,
    );
    expect((await post('/models', { model: 'a' })).status).toBe(404);
  });

  it('streams when asked to: deltas that add up, usage, and the end mark', async () => {
    const reply = await post('/chat/completions', {
      model: 'a',
      stream: true,
      messages: [{ role: 'user', content: 'x' }],
    });
    const lines = (await reply.text()).split('\n').filter((line) => line.startsWith('data: '));
    expect(lines.at(-1)).toBe('data: [DONE]');
    const chunks = lines
      .slice(0, -1)
      .map((line) => JSON.parse(line.slice(6)) as { choices: { delta: { content?: string } }[]; usage?: object });
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('{"sql":"SELECT 1"}');
    expect(chunks.at(-1)?.usage).toBeDefined();
  });

  it('gives one vector for each text, which the client puts back in order', async () => {
    const embedder = createEndpointEmbedder({ baseUrl: provider.baseUrl, apiKey: 'key' }, 'vectors');
    const signal = new AbortController().signal;
    const both = await embedder.embed(['one', 'two'], signal);
    const second = await embedder.embed(['two'], signal);
    if (!both.ok || !second.ok) throw new Error('no vectors');
    expect(both.value).toHaveLength(2);
    expect(both.value[1]).toEqual(second.value[0]);
    expect(both.value[0]).not.toEqual(both.value[1]);
  });
});
