import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Fastify, { LogController } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Answer, Catalog, Completions, Readiness, RunRequest, StageEvent, UserContext } from '@copilot/contracts';
import { RunRequestSchema, UserContextSchema } from '@copilot/contracts';
import { z } from 'zod';
import type { StageOutcome } from '../run/stage-outcome.js';
import type { Concluded } from '../run/start-run.js';
import { answerRun } from './answer-run.js';
import { isInternalToken } from './check-internal-token.js';
import { toErrorBody } from './error-body.js';
import { parseBody } from './parse-body.js';
import { serveRunChannel } from './serve-run-channel.js';

/** What the routes hand their requests to. */
export interface Service {
  answer(
    request: RunRequest,
    options: {
      readonly signal: AbortSignal;
      readonly onStage?: (event: StageEvent) => void;
      readonly onConcluded?: (concluded: Concluded) => void;
    },
  ): Promise<StageOutcome<Answer>>;
  catalog(context: UserContext): Catalog;
  suggestions(context: UserContext): Promise<readonly string[]>;
  complete(context: UserContext, text: string): Promise<Completions>;
  indexKnowledge(): Promise<{ readonly documents: number }>;
  readiness(): Promise<Readiness>;
  /** Prometheus' text form. */
  metrics(): Promise<string>;
}

const MAX_BODY_BYTES = 1024 * 1024;
const CallerSchema = z.object({ user_context: UserContextSchema });
const CompleteSchema = z.object({ user_context: UserContextSchema, text: z.string().max(2000) });

/** The internal HTTP surface. Every route but `/health` wants the internal token, and is told nothing before it shows it. */
export function createServer(needs: {
  readonly service: Service;
  readonly internalToken: string;
  /** The token before a change: taken too while the API is started anew. */
  readonly internalTokenPrevious?: string | undefined;
  readonly log: FastifyBaseLogger;
}): FastifyInstance {
  const { internalToken, internalTokenPrevious } = needs;
  const tokens = internalTokenPrevious === undefined ? [internalToken] : [internalToken, internalTokenPrevious];
  const server = Fastify({
    loggerInstance: needs.log,
    // One line is written by the run; Fastify's own two lines a request would only repeat it.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });

  server.addHook('onRequest', async (request, reply) => {
    if (request.url === '/health') return;
    if (!isInternalToken(tokenOf(request), ...tokens)) await sendError(request, reply, 401, 'Invalid internal token');
  });
  server.setNotFoundHandler((request, reply) => sendError(request, reply, 404, 'No such route'));
  server.setErrorHandler(async (error, request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 400 && status < 500) return sendError(request, reply, status, 'The request could not be read');
    request.log.error({ err: error, request_id: request.id }, 'a request broke');
    return sendError(request, reply, 500, 'Something went wrong inside the service');
  });

  server.get('/health', () => ({ status: 'ok' }));
  server.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await needs.service.metrics()),
  );
  server.get('/ready', async (_request, reply) => {
    const readiness = await needs.service.readiness();
    return reply.status(readiness.status === 'ready' ? 200 : 503).send(readiness);
  });

  server.post('/run', async (request, reply) => {
    const { status, says, body } = await answerRun(needs.service, {
      body: request.body,
      id: request.id,
      signal: abortedWhenGone(reply),
    });
    for (const name of says) void reply.header(name, 'yes');
    return reply.status(status).send(body);
  });
  const closeChannels = serveRunChannel({
    server: server.server,
    service: needs.service,
    isAllowed: ({ headers }) => isInternalToken(headers['x-internal-token'], ...tokens),
    longest: MAX_BODY_BYTES,
    onFault: (fields) => needs.log.error(fields, 'a request broke'),
  });
  server.addHook('preClose', (done) => {
    closeChannels();
    done();
  });

  server.post('/run/stream', async (request, reply) => {
    const run = parseBody(RunRequestSchema, request.body);
    if (!run.ok) return sendError(request, reply, 400, run.message);
    const lines = new Readable({ read: () => undefined });
    let isKept = false;
    const write = (event: 'stage' | 'answer' | 'error', data: unknown): void => {
      const kept = event === 'answer' && isKept ? { kept: true } : {};
      if (!lines.destroyed) lines.push(`${JSON.stringify({ event, data, ...kept })}\n`);
    };
    const onStage = (event: StageEvent): void => write('stage', event);
    const onConcluded = (concluded: Concluded): void => void (isKept = concluded.isKept);
    needs.service
      .answer(run.value, { signal: abortedWhenGone(reply), onStage, onConcluded })
      .then((outcome) => {
        if (outcome.ok) write('answer', outcome.value);
        else write('error', toErrorBody(503, outcome.problem.message, run.value.request_id ?? request.id));
      })
      .catch((error: unknown) => {
        request.log.error({ err: error, request_id: request.id }, 'a stream broke');
        write('error', toErrorBody(500, 'Something went wrong inside the service', run.value.request_id ?? request.id));
      })
      .finally(() => lines.push(null));
    return reply.type('application/x-ndjson').header('cache-control', 'no-store').send(lines);
  });

  server.post('/catalog', async (request, reply) => {
    const caller = parseBody(CallerSchema, request.body);
    if (!caller.ok) return sendError(request, reply, 400, caller.message);
    return reply.send(needs.service.catalog(caller.value.user_context));
  });
  server.post('/suggestions', async (request, reply) => {
    const caller = parseBody(CallerSchema, request.body);
    if (!caller.ok) return sendError(request, reply, 400, caller.message);
    return reply.send({ suggestions: await needs.service.suggestions(caller.value.user_context) });
  });
  server.post('/complete', async (request, reply) => {
    const typed = parseBody(CompleteSchema, request.body);
    if (!typed.ok) return sendError(request, reply, 400, typed.message);
    return reply.send(await needs.service.complete(typed.value.user_context, typed.value.text));
  });
  server.post('/rag/index', async (_request, reply) => reply.send(await needs.service.indexKnowledge()));
  return server;
}

/** Prometheus cannot name a header of its own everywhere: for the metrics alone the token may also come as a bearer token. */
function tokenOf(request: FastifyRequest): unknown {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  return request.url === '/metrics' && bearer !== undefined ? bearer : request.headers['x-internal-token'];
}

/** Ends the run when the caller hangs up before the answer is through. */
function abortedWhenGone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('the caller went away'));
  });
  return controller.signal;
}

function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  message: string,
  requestId?: string,
): FastifyReply {
  return reply.status(status).send(toErrorBody(status, message, requestId ?? request.id));
}
