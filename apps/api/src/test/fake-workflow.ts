import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RunRequestSchema, type Answer, type ErrorBody, type RunRequest } from '@copilot/contracts';
import { exampleAnswer } from './example-answer.js';

export const internalToken = 'internal-token-of-the-tests-0123456789';

/** What the fake does with a question. */
export type Behaviour =
  | {
      readonly kind: 'answers';
      readonly rows?: Answer['data']['rows'];
      readonly change?: (answer: Answer) => Answer;
      readonly headers?: Record<string, string>;
      /** A question whose token nobody looked at is not answered. */
      readonly isOvertaken?: boolean;
    }
  | { readonly kind: 'hangs' }
  | { readonly kind: 'answers-after'; readonly ms: number }
  | {
      readonly kind: 'replies';
      readonly status: number;
      readonly body: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'breaks-off' }
  /** An `error` line of a stream. */
  | { readonly kind: 'says'; readonly body: ErrorBody };

export interface FakeWorkflow {
  readonly url: string;
  behaviour: Behaviour;
  readonly requests: RunRequest[];
  readonly lookUps: { path: string; body: unknown }[];
  /** Questions whose caller left before the answer. */
  abandoned: number;
  close(): Promise<void>;
}

/** A server that speaks the workflow's protocol and does as it is told. */
export async function startFakeWorkflow(): Promise<FakeWorkflow> {
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeWorkflow = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behaviour: { kind: 'answers' },
    requests: [],
    lookUps: [],
    abandoned: 0,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return fake;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['x-internal-token'] !== internalToken)
      return reply(response, 401, { message: 'Invalid internal token' });
    // It keeps to HTTP: an upgrade is a call like any other, and there is nothing at this address.
    if (request.url === '/run' && request.method === 'GET') return reply(response, 404, { message: 'No such route' });
    const body = await readJson(request);
    switch (request.url) {
      case '/ready':
        return reply(response, 200, { status: 'ready', checks: { database: 'ok', model: 'not_configured' } });
      case '/catalog':
        fake.lookUps.push({ path: '/catalog', body });
        return reply(response, 200, { views: [], metrics: [], dimensions: [] });
      case '/suggestions':
        fake.lookUps.push({ path: '/suggestions', body });
        return reply(response, 200, { suggestions: ['Revenue by month'] });
      case '/complete':
        fake.lookUps.push({ path: '/complete', body });
        return reply(response, 200, { completions: [{ text: 'revenue', kind: 'metric', start: 0, end: 3 }] });
      default:
        return run(RunRequestSchema.parse(body), request.url === '/run/stream', response);
    }
  }

  async function run(request: RunRequest, streamed: boolean, response: ServerResponse): Promise<void> {
    fake.requests.push(request);
    response.on('close', () => {
      if (!response.writableFinished) fake.abandoned += 1;
    });
    const { behaviour } = fake;
    if (behaviour.kind === 'replies') {
      response.writeHead(behaviour.status, behaviour.headers);
      response.end(behaviour.body);
      return;
    }
    if (behaviour.kind === 'breaks-off' && !streamed) return void response.destroy();
    if (streamed) {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      write('stage', { stage: 'plan', status: 'ok', duration_ms: 1.5 });
      if (behaviour.kind === 'says') {
        write('error', behaviour.body);
        return void response.end();
      }
      if (behaviour.kind === 'breaks-off') return void setTimeout(() => response.destroy(), 20);
    }
    if (behaviour.kind === 'hangs') return;
    if (behaviour.kind === 'answers-after') await new Promise((resolve) => setTimeout(resolve, behaviour.ms));
    const { headers, isOvertaken } = behaviour.kind === 'answers' ? behaviour : {};
    if (isOvertaken === true && request.session !== undefined) return reply(response, 409, { message: 'overtaken' });
    const plain = exampleAnswer(request, behaviour.kind === 'answers' ? behaviour.rows : undefined);
    const answer = behaviour.kind === 'answers' ? (behaviour.change?.(plain) ?? plain) : plain;
    if (!streamed) return reply(response, 200, answer, headers);
    write('answer', answer);
    response.end();

    function write(event: string, data: unknown): void {
      response.write(`${JSON.stringify({ event, data })}\n`);
    }
  }
}

function reply(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
