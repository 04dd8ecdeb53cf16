import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const ReplySchema = z.object({
  conversation_id: z.string().optional(),
  status: z.string().optional(),
  answer: z.string().optional(),
  data: z
    .object({
      columns: z.array(z.union([z.string(), z.object({ name: z.string(), role: z.string().optional() })])).default([]),
      rows: z.array(z.array(z.unknown())).default([]),
    })
    .nullish(),
  explain: z
    .object({
      sql: z.string().nullish(),
      confidence: z.number().nullish(),
      views: z.array(z.string()).nullish(),
      sources: z.array(z.object({ id: z.string() })).nullish(),
      interpretation: z
        .looseObject({ metrics: z.array(z.looseObject({ metric: z.string().nullish() })).nullish() })
        .nullish(),
      words: z.array(z.unknown()).nullish(),
      assumptions: z.array(z.string()).nullish(),
    })
    .nullish(),
});
export type Reply = z.infer<typeof ReplySchema>;

/** What came of one question; `reply` is null when the service gave no answer at all, `fault` says why. */
export interface AskOutcome {
  readonly reply: Reply | null;
  readonly fault: string | null;
  readonly durationMs: number;
}

const MOST_LOGINS = 2;
const MOST_WAITS = 6;

/** Asks through the public API as one user: logs in, logs in again when the token has run out, waits when asked to slow down. */
export async function openApi(input: {
  apiUrl: string;
  username: string;
  password: string;
  timeoutMs?: number;
}): Promise<{ ask(question: string, conversationId: string | null, storeId?: number): Promise<AskOutcome> }> {
  const base = input.apiUrl.replace(/\/(api\/?)?$/, '');
  let token = '';
  const post = async (path: string, body: unknown): Promise<{ status: number; text: string; retryAfter: number }> => {
    const response = await fetch(`${base}/api${path}`, {
      method: 'POST',
      signal: AbortSignal.timeout(input.timeoutMs ?? 120_000),
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      text: await response.text(),
      retryAfter: Number(response.headers.get('retry-after')),
    };
  };
  const login = async (): Promise<void> => {
    token = '';
    const { status, text } = await post('/auth/login', { username: input.username, password: input.password });
    const parsed = z.object({ access_token: z.string() }).safeParse(toJson(text));
    if (!parsed.success)
      throw new Error(`Login as ${input.username} at ${base} failed: HTTP ${status} ${text.slice(0, 200)}`);
    token = parsed.data.access_token;
  };
  await login();

  const ask = async (question: string, conversationId: string | null, storeId?: number): Promise<AskOutcome> => {
    for (let attempt = 0; ; attempt += 1) {
      const started = performance.now();
      const conversation = conversationId === null ? {} : { conversation_id: conversationId };
      const body = { question, ...conversation, ...(storeId === undefined ? {} : { store_id: storeId }) };
      const result = await post('/ask', body).catch((error: unknown) => ({
        status: 0,
        text: String(error),
        retryAfter: 0,
      }));
      const durationMs = performance.now() - started;
      if (result.status === 401 && attempt < MOST_LOGINS) await login();
      else if ((result.status === 429 || result.status === 503) && attempt < MOST_WAITS) {
        await wait(1000 * (result.retryAfter || 2 ** attempt));
      } else if (result.status !== 200) {
        return { reply: null, fault: `HTTP ${result.status} ${result.text.slice(0, 160)}`, durationMs };
      } else {
        const parsed = ReplySchema.safeParse(toJson(result.text));
        if (parsed.success) return { reply: parsed.data, fault: null, durationMs };
        return { reply: null, fault: 'the reply has another form than the contract says', durationMs };
      }
    }
  };
  return { ask };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
