import { z } from 'zod';
import {
  AnswerSchema,
  CatalogSchema,
  CompletionsSchema,
  ErrorBodySchema,
  SuggestionsSchema,
  type Answer,
  type Suggestions,
  type UserContext,
} from '@copilot/contracts';
import { ProblemError } from '../http/problem-error.js';
import { createRunChannel } from './create-run-channel.js';
import { createSendHttp, readBytes, readText, type HttpReply } from './create-send-http.js';
import { longestReply, readRunEvents } from './read-run-events.js';
import type { Ahead, ModelState, RunReply, Workflow } from './workflow.js';

/** What a question may take beyond the workflow's own limit before the gateway stops waiting. */
const marginMs = 5_000;
const lookUpTimeoutMs = 10_000;
const readinessTimeoutMs = 2_000;

const ReadyReplySchema = z.looseObject({
  checks: z.record(z.string(), z.unknown()).optional(),
  model: z.unknown().optional(),
});
const SuggestionsReplySchema = z.union([SuggestionsSchema, z.array(z.string())]);

/** Speaks to the workflow service over HTTP. Nothing here waits longer than a limit, and a caller who leaves ends the run. */
export function createWorkflowClient(needs: { url: string; internalToken: string; timeoutMs: number }): Workflow {
  const { url: address, internalToken } = needs;
  const sendHttp = createSendHttp(address);
  const sendRun = createRunChannel({ address, internalToken, otherwise: sendHttp, now: Date.now });
  const runTimeoutMs = needs.timeoutMs + marginMs;

  return {
    run: async (request, signal) => {
      const call = begin(signal, runTimeoutMs);
      try {
        const reply = await send('/run', request, call, sendRun);
        if (reply.status === 409 && request.session !== undefined) return null;
        if (!isOk(reply)) throw await toReplyProblem('/run', reply);
        return toRunReply(reply, await readBody(reply, call));
      } finally {
        call.end();
      }
    },
    runStream: async (request, signal) => {
      const call = begin(signal, runTimeoutMs);
      const reply = await post('/run/stream', request, call);
      return readRunEvents(reply, (error) => toProblem(error, call));
    },
    catalog: (user, signal) => lookUp('/catalog', { user_context: user }, CatalogSchema, signal),
    suggestions: async (user, signal): Promise<Suggestions> => {
      const reply = await lookUp('/suggestions', { user_context: user }, SuggestionsReplySchema, signal);
      return Array.isArray(reply) ? { suggestions: reply } : reply;
    },
    complete: (user: UserContext, text, signal) =>
      lookUp('/complete', { user_context: user, text }, CompletionsSchema, signal),
    readiness: async (signal) => {
      const call = begin(signal, readinessTimeoutMs);
      try {
        const reply = await request('/ready', { method: 'GET' }, call);
        const body = ReadyReplySchema.safeParse(JSON.parse(await readText(reply, longestReply)));
        const model: unknown = body.success ? (body.data.checks?.['model'] ?? body.data.model) : undefined;
        return { workflow: isOk(reply) ? 'ok' : 'failed', model: toModelState(model) };
      } catch {
        return { workflow: 'failed', model: 'unknown' };
      }
    },
  };

  async function lookUp<T>(path: string, body: object, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const call = begin(signal, lookUpTimeoutMs);
    return readJson(await post(path, body, call), schema, call);
  }

  function send(path: string, body: object, call: Call, by = sendHttp): Promise<HttpReply> {
    return request(path, { method: 'POST', body: JSON.stringify(body) }, call, by);
  }

  async function post(path: string, body: object, call: Call): Promise<HttpReply> {
    const reply = await send(path, body, call);
    if (isOk(reply)) return reply;
    throw await toReplyProblem(path, reply);
  }

  async function request(
    path: string,
    what: { readonly method: 'GET' | 'POST'; readonly body?: string },
    call: Call,
    by = sendHttp,
  ): Promise<HttpReply> {
    const headers = { 'content-type': 'application/json', 'x-internal-token': internalToken };
    try {
      return await by({ ...what, path, headers, signal: call.signal });
    } catch (error) {
      throw toProblem(error, call);
    }
  }
}

/** One call: why it may end early. */
interface Call {
  readonly left: AbortSignal;
  readonly isLate: () => boolean;
  readonly signal: AbortSignal;
  /** It is over: nothing is timed any more. */
  readonly end: () => void;
}

/** What `AbortSignal.any` and `.timeout` would do, without what they leave behind each question until its time is over. */
function begin(left: AbortSignal, timeoutMs: number): Call {
  const ending = new AbortController();
  let isLate = false;
  const leave = (): void => ending.abort();
  const timer = setTimeout(() => {
    isLate = true;
    ending.abort();
  }, timeoutMs).unref();
  left.addEventListener('abort', leave, { once: true });
  if (left.aborted) leave();
  const end = (): void => {
    clearTimeout(timer);
    left.removeEventListener('abort', leave);
  };
  return { left, isLate: () => isLate, signal: ending.signal, end };
}

function toProblem(error: unknown, call: Call): ProblemError {
  if (error instanceof ProblemError) return error;
  if (call.left.aborted) return new ProblemError('request.abandoned', { cause: error });
  if (call.isLate()) return new ProblemError('workflow.timeout', { retryAfterSeconds: 5, cause: error });
  return new ProblemError('workflow.unreachable', { retryAfterSeconds: 2, cause: error });
}

/** Other words of the service than its 503 stay in our log: they may name what the caller must not learn. */
const isOk = ({ status }: HttpReply): boolean => status >= 200 && status < 300;

async function toReplyProblem(path: string, reply: HttpReply): Promise<ProblemError> {
  const words = await readText(reply, longestReply).catch(() => '');
  const cause = new Error(`workflow replied ${reply.status} to ${path}: ${words.slice(0, 500)}`);
  if (reply.status !== 429 && reply.status !== 503) return new ProblemError('workflow.bad-reply', { cause });
  const seconds = Number(reply.headers['retry-after']);
  const retryAfterSeconds = seconds > 0 ? Math.min(seconds, 60) : 2;
  const stated = readErrorBody(words);
  if (stated === undefined || reply.status === 429)
    return new ProblemError('workflow.busy', { retryAfterSeconds, cause });
  return new ProblemError('workflow.failed', { message: stated, retryAfterSeconds, cause });
}

function readErrorBody(text: string): string | undefined {
  try {
    const parsed = ErrorBodySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.message : undefined;
  } catch {
    return undefined;
  }
}

/**
 * An answer whose exchange stands in the history already is handed on as it came: the gateway has nothing more to do with it. Any other is
 * parsed by its contract here.
 */
function toRunReply({ headers }: HttpReply, body: Buffer): RunReply {
  const isKept = headers['x-exchange-kept'] === 'yes';
  const ahead = readAhead(headers);
  const read = (): Answer => parse(body.toString('utf8'), AnswerSchema);
  if (isKept) return { body, isKept, ahead, read };
  const answer = read();
  return { body: Buffer.from(JSON.stringify(answer)), isKept, ahead, read: () => answer };
}

function readAhead(headers: HttpReply['headers']): Ahead {
  if (headers['x-may-ask-ahead'] === 'yes') return 'anything';
  return headers['x-may-repeat'] === 'yes' ? 'the same' : 'nothing';
}

async function readJson<T>(reply: HttpReply, schema: z.ZodType<T>, call: Call): Promise<T> {
  return parse((await readBody(reply, call)).toString('utf8'), schema);
}

async function readBody(reply: HttpReply, call: Call): Promise<Buffer> {
  try {
    return await readBytes(reply, longestReply);
  } catch (error) {
    throw toProblem(error, call);
  }
}

function parse<T>(text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ProblemError('workflow.bad-reply', { cause });
  }
}

function toModelState(value: unknown): ModelState {
  const text = typeof value === 'object' && value !== null && 'status' in value ? value.status : value;
  if (text === 'ok' || text === true) return 'ok';
  if (text === 'failed' || text === false) return 'failed';
  return text === 'not_configured' ? text : 'unknown';
}
