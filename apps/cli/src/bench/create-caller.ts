import { Agent, request } from 'node:http';
import { AnswerSchema, LoginResponseSchema, type Answer } from '@copilot/contracts';
import { samplePassword } from '../client/sample-users.js';

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

/** A client that costs as little as it can: connections are kept, replies are read and not looked at. */
export interface Caller {
  send(call: { method: string; path: string; token?: string; body?: unknown }): Promise<Reply>;
  login(username: string): Promise<string>;
  ask(token: string, question: string): Promise<Reply>;
  close(): void;
}

export function createCaller(url: string): Caller {
  const agent = new Agent({ keepAlive: true });
  const base = new URL(url);
  const send: Caller['send'] = ({ method, path, token, body }) =>
    new Promise((resolve, reject) => {
      const data = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        ...(data === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(data) }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      };
      const call = request(
        { agent, host: base.hostname, port: base.port, method, path: `/api${path}`, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
              retryAfter: response.headers['retry-after'],
            }),
          );
        },
      );
      call.on('error', reject);
      call.end(data);
    });
  return {
    send,
    async login(username) {
      const body = { username, password: samplePassword(username) ?? '' };
      const { text } = await send({ method: 'POST', path: '/auth/login', body });
      return LoginResponseSchema.parse(JSON.parse(text)).access_token;
    },
    ask: (token, question) => send({ method: 'POST', path: '/ask', token, body: { question } }),
    close: () => agent.destroy(),
  };
}

/** *Throws* when the reply is no answer: a benchmark of failures says nothing. */
export function readAnswer({ status, text }: Reply): Answer {
  if (status !== 200) throw new Error(`the API replied ${status}: ${text.slice(0, 200)}`);
  return AnswerSchema.parse(JSON.parse(text));
}
