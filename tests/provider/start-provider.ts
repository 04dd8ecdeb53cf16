import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Reaction } from './reaction.js';

/** One call that the provider received. */
export interface ReceivedCall {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Provider {
  /** What OPENROUTER_BASE_URL would be. */
  readonly baseUrl: string;
  readonly calls: readonly ReceivedCall[];
  /** Calls that the caller gave up before an answer was sent. */
  abandoned(): number;
  close(): Promise<void>;
}

/**
 * A server on loopback that speaks the chat-completions and embeddings protocol of OpenAI and OpenRouter: it checks what it is sent as
 * they do, streams when asked to, and then reacts as `react` says.
 */
export async function startProvider(
  react: (call: ReceivedCall, index: number) => Reaction,
  port = 0,
): Promise<Provider> {
  const calls: ReceivedCall[] = [];
  let abandoned = 0;
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1;
    });
    void readBody(request).then((text) => {
      const call = readCall(request, text);
      if ('fault' in call) return sendError(response, call.status, call.fault);
      if (call.path.endsWith('/embeddings')) return sendEmbeddings(response, call);
      calls.push(call);
      return send(response, call, react(call, calls.length - 1));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    calls,
    abandoned: () => abandoned,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

type Refused = { readonly status: number; readonly fault: string };

function readCall(request: IncomingMessage, text: string): ReceivedCall | Refused {
  const path = request.url ?? '';
  const authorization = request.headers.authorization;
  if (!/^Bearer \S+$/.test(authorization ?? '')) return { status: 401, fault: 'No auth credentials found' };
  if (request.method !== 'POST' || !/\/(chat\/completions|embeddings)$/.test(path))
    return { status: 404, fault: 'Not Found' };
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { status: 400, fault: 'Invalid JSON body' };
  }
  if (typeof body['model'] !== 'string' || body['model'] === '') return { status: 400, fault: 'No models provided' };
  const messages = (body['messages'] ?? []) as ReceivedCall['messages'];
  const areMessages = messages.every(
    ({ role, content }) => ['system', 'user', 'assistant'].includes(role) && typeof content === 'string',
  );
  if (path.endsWith('/chat/completions') && (messages.length === 0 || !areMessages))
    return { status: 400, fault: 'Input required: specify "messages"' };
  return { path, authorization, model: body['model'], messages, body };
}

function send(response: ServerResponse, call: ReceivedCall, reaction: Reaction): void {
  switch (reaction.kind) {
    case 'answer':
      if (call.body['stream'] === true) return sendStream(response, call, reaction);
      return sendJson(response, 200, toCompletion(call, reaction));
    case 'status': {
      const headers: Record<string, string> =
        reaction.retryAfter === undefined ? {} : { 'retry-after': reaction.retryAfter };
      return sendError(response, reaction.status, 'Provider returned error', headers);
    }
    case 'error-inside-200':
      return sendJson(response, 200, {
        id: 'gen-1',
        error: { code: reaction.code, message: 'Provider returned error' },
      });
    case 'silence':
      return;
    case 'empty-body':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end();
      return;
    case 'cut': {
      const text = JSON.stringify(toCompletion(call, { kind: 'answer', text: 'SELECT 1' }));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.write(text.slice(0, text.length / 2), () => response.destroy());
      return;
    }
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>');
      return;
    case 'huge':
      return sendJson(response, 200, toCompletion(call, { kind: 'answer', text: 'x'.repeat(reaction.bytes) }));
    case 'nonsense':
      return sendJson(response, 200, { choices: 'forty-two', weather: ['rain'] });
    case 'json':
      return sendJson(response, 200, reaction.body);
    case 'drip': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'packed': {
      const text = JSON.stringify(toCompletion(call, { kind: 'answer', text: ' '.repeat(reaction.bytes) }));
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(text));
      return;
    }
    case 'echo': {
      const seen = `${call.authorization ?? ''} ${JSON.stringify(call.messages)}`;
      if (reaction.status !== 200) return sendError(response, reaction.status, seen);
      return sendJson(response, 200, toCompletion(call, { kind: 'answer', text: seen }));
    }
    case 'redirect':
      response.writeHead(307, { location: reaction.location });
      response.end();
      return;
  }
}

type AnswerReaction = Extract<Reaction, { kind: 'answer' }>;
const DEFAULT_USAGE = { prompt_tokens: 900, completion_tokens: 60 };

function toCompletion(call: ReceivedCall, reaction: AnswerReaction): object {
  const { text, dialect, finishReason = 'stop' } = reaction;
  const content = dialect === 'parts' ? [{ type: 'text', text }] : text;
  const role = dialect === 'bare' ? {} : { role: 'assistant' };
  const extra = dialect === 'litellm' ? { tool_calls: null, function_call: null } : {};
  const usage = reaction.usage === undefined ? DEFAULT_USAGE : reaction.usage;
  return {
    id: 'gen-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: reaction.model ?? call.model,
    choices: [{ index: 0, message: { ...role, content, ...extra }, finish_reason: finishReason }],
    ...(usage === null ? {} : { usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } }),
  };
}

/** Server-sent events as both providers send them: comments while waiting, one delta a chunk, usage last, `[DONE]`. */
function sendStream(
  response: ServerResponse,
  call: ReceivedCall,
  { text, model, finishReason = 'stop' }: AnswerReaction,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(': OPENROUTER PROCESSING\n\n');
  const chunk = (delta: object, finish_reason: string | null, extra: object = {}): string =>
    `data: ${JSON.stringify({ id: 'gen-1', object: 'chat.completion.chunk', model: model ?? call.model, choices: [{ index: 0, delta, finish_reason }], ...extra })}\n\n`;
  for (const piece of text.match(/[\s\S]{1,16}/g) ?? [])
    response.write(chunk({ role: 'assistant', content: piece }, null));
  response.write(chunk({ content: '' }, finishReason, { usage: DEFAULT_USAGE }));
  response.end('data: [DONE]\n\n');
}

/** Vectors that depend on the text alone, of a length unlike the offline embedding's. */
function sendEmbeddings(response: ServerResponse, call: ReceivedCall): void {
  const input = call.body['input'];
  const texts = typeof input === 'string' ? [input] : Array.isArray(input) ? input.map(String) : [];
  if (texts.length === 0) return sendError(response, 400, 'input is required');
  const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: toVector(text) }));
  // Order is not promised by the protocol: the index is.
  sendJson(response, 200, {
    object: 'list',
    model: call.model,
    data: data.reverse(),
    usage: { prompt_tokens: 1, total_tokens: 1 },
  });
}

const toVector = (text: string): number[] =>
  [...createHash('sha256').update(text).digest()].map((byte) => byte / 127.5 - 1);

function sendError(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Record<string, string> = {},
): void {
  sendJson(response, status, { error: { code: status, message } }, headers);
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
