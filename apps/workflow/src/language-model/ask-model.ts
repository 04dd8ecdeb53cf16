import { z } from 'zod';
import type { Fetched } from './fetch-bounded.js';
import { fetchBounded } from './fetch-bounded.js';
import type { ModelFailure } from './model-failure.js';
import type { ModelUsage } from './model-usage.js';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Where the models are. Any endpoint that speaks OpenAI's chat completions: OpenRouter, Ollama, vLLM, LiteLLM … */
export interface Endpoint {
  readonly baseUrl: string;
  readonly apiKey: string;
}

export type ModelOutcome =
  | { readonly ok: true; readonly text: string; readonly model: string; readonly usage: ModelUsage }
  | { readonly ok: false; readonly failure: ModelFailure };

/** A reply of a query is a few hundred bytes; anything near this is a fault or an attack. */
const MAX_REPLY_BYTES = 256 * 1024;
const MAX_COMPLETION_TOKENS = 900;
/** Keys of local endpoints are any text (`x`, `ollama`), which may well stand in a reply. */
const SHORTEST_SECRET = 12;

/** Asks one model once. Never throws and never retries: that is the chain's work. */
export async function askModel(request: {
  readonly endpoint: Endpoint;
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  /** Ask for a JSON object in the protocol's own way; not every endpoint takes that. */
  readonly structured: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}): Promise<ModelOutcome> {
  const fetched = await fetchBounded({
    url: `${request.endpoint.baseUrl}/chat/completions`,
    headers: { authorization: `Bearer ${request.endpoint.apiKey}` },
    body: {
      model: request.model,
      messages: request.messages,
      temperature: 0,
      max_tokens: MAX_COMPLETION_TOKENS,
      stream: false,
      ...(request.structured ? { response_format: { type: 'json_object' } } : {}),
    },
    maxBytes: MAX_REPLY_BYTES,
    timeoutMs: request.timeoutMs,
    signal: request.signal,
  });
  return readFetched(fetched, request);
}

type Asked = { readonly model: string; readonly endpoint: Endpoint };

function readFetched(fetched: Fetched, asked: Asked): ModelOutcome {
  switch (fetched.kind) {
    case 'too-large':
      return fail('reply-too-large');
    case 'cut':
      return fail('cut-reply');
    case 'timeout':
    case 'unreachable':
    case 'cancelled':
      return fail(fetched.kind);
    case 'reply':
      return fetched.status === 200
        ? readCompletion(fetched.text, asked)
        : { ok: false, failure: readHttpError(fetched.status, fetched.headers) };
  }
}

function readHttpError(status: number, headers: Headers): ModelFailure {
  return { kind: kindOfStatus(status), retryAfterMs: readRetryAfter(headers.get('retry-after')) };
}

function kindOfStatus(status: number): ModelFailure['kind'] {
  if (status === 402) return 'payment-required';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'unknown-model';
  if (status === 408) return 'timeout';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-error' : 'not-accepted';
}

/** Seconds, or a date; `undefined` when absent or nonsense. */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

// Only what is needed is looked at, so that every dialect of the protocol fits: `tool_calls: null` of LiteLLM, missing
// `role` or `cached_tokens`, content in parts. Figures that cannot be right count as not reported: a negative one would give budget back.
const TokensSchema = z.number().nonnegative().max(10_000_000).transform(Math.round).nullish().catch(null);
const CompletionSchema = z.object({
  model: z.unknown().optional(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish().catch(null),
        error: z.unknown().optional(),
        message: z
          .object({
            content: z.union([z.string(), z.array(z.object({ text: z.string().nullish() }))]).nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
  usage: z
    .object({
      prompt_tokens: TokensSchema,
      completion_tokens: TokensSchema,
      cost: z.number().nonnegative().max(1_000_000).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  error: z
    .union([
      z.object({ code: z.union([z.number(), z.string()]).nullish().catch(null) }),
      z.string().transform(() => ({ code: null })),
    ])
    .nullish(),
});

function readCompletion(body: string, asked: Asked): ModelOutcome {
  if (body.trim() === '') return fail('empty-reply');
  // A provider knows the key; nobody else may see it, not even inside a query that it wrote.
  if (body.includes(asked.endpoint.apiKey) && asked.endpoint.apiKey.length >= SHORTEST_SECRET)
    return fail('unreadable-reply');
  const parsed = CompletionSchema.safeParse(parseJson(body));
  if (!parsed.success)
    return fail(body.trimStart().startsWith('{') && !body.trimEnd().endsWith('}') ? 'cut-reply' : 'unreadable-reply');
  const { choices, error, model, usage } = parsed.data;
  // OpenRouter reports an upstream fault inside a 200, with the status in `error.code`.
  if (error) return fail(kindOfStatus(Number(error.code) || 500));
  const choice = choices?.[0];
  if (choice?.finish_reason === 'error' || choice?.error) return fail('server-error');
  const text = textOf(choice?.message?.content);
  if (text.trim() === '') return fail('empty-reply');
  if (choice?.finish_reason === 'length') return fail('cut-reply');
  return {
    ok: true,
    text,
    model: readModelId(model) ?? asked.model,
    usage: {
      attempts: 0,
      prompt_tokens: usage?.prompt_tokens ?? null,
      completion_tokens: usage?.completion_tokens ?? null,
      cost: usage?.cost ?? null,
    },
  };
}

/** The id under which the reply was served; what is no id is not shown to anybody. */
function readModelId(model: unknown): string | null {
  return typeof model === 'string' && /^[\w.:/@+~-]{1,120}$/.test(model) ? model : null;
}

function textOf(content: string | { text?: string | null }[] | null | undefined): string {
  return typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const fail = (kind: ModelFailure['kind']): ModelOutcome => ({ ok: false, failure: { kind } });
