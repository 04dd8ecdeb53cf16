import {
  AnswerSchema,
  ErrorBodySchema,
  LoginResponseSchema,
  type Answer,
  type LoginResponse,
} from '@copilot/contracts';
import { Fault } from '../fault.js';

export interface ApiReply {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface ApiClient {
  readonly url: string;
  /** Sends one request and returns whatever came back; only an API that cannot be reached throws. */
  send(request: {
    method: string;
    path: string;
    token?: string;
    body?: unknown;
    timeoutMs?: number;
  }): Promise<ApiReply>;
  login(username: string, password: string): Promise<LoginResponse>;
  ask(token: string, question: { question: string; store_id?: number; conversation_id?: string }): Promise<AskReply>;
}

export interface AskReply {
  readonly answer: Answer;
  /** The body exactly as the API sent it. */
  readonly text: string;
}

/** The API as a client from outside sees it. `url` is its base without `/api`. */
export function createApiClient(url: string): ApiClient {
  const base = url.replace(/\/+$/, '').replace(/\/api$/, '');
  const send: ApiClient['send'] = async ({ method, path, token, body, timeoutMs = 120_000 }) => {
    const response = await fetch(`${base}/api${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new Unreachable(base, cause);
    });
    const text = await response.text();
    return { status: response.status, text, body: parse(text), headers: response.headers };
  };
  return {
    url: base,
    send,
    login: async (username, password) => {
      const reply = await send({ method: 'POST', path: '/auth/login', body: { username, password } });
      if (reply.status === 401) throw new Fault(`The API refuses the name or the password of ${username}.`);
      if (reply.status !== 200 && reply.status !== 201) throw new Fault(toSentence('The login', reply));
      return LoginResponseSchema.parse(reply.body);
    },
    ask: async (token, question) => {
      const reply = await send({ method: 'POST', path: '/ask', token, body: question });
      if (reply.status !== 200 && reply.status !== 201) throw new Fault(toSentence('The question', reply));
      return { answer: AnswerSchema.parse(reply.body), text: reply.text };
    },
  };
}

/** No API answers at the address. */
export class Unreachable extends Fault {
  constructor(base: string, cause: unknown) {
    super(`No copilot answers at ${base} (${cause instanceof Error ? cause.message : String(cause)}).`);
    this.name = 'Unreachable';
  }
}

function toSentence(what: string, reply: ApiReply): string {
  const parsed = ErrorBodySchema.safeParse(reply.body);
  const retry = reply.headers.get('retry-after');
  const again = retry === null ? '' : ` Try again in ${retry} s.`;
  const message = parsed.success ? `${parsed.data.message} (request ${parsed.data.request_id})` : 'no message';
  return `${what} was turned down with ${reply.status}: ${message}.${again}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
