import type { Response } from 'express';
import type { Logger } from 'pino';
import { requestIdOf, type GatewayRequest } from '../http/gateway-request.js';
import { ProblemError } from '../http/problem-error.js';
import { toErrorBody } from '../http/problem.filter.js';
import type { RunEvent } from '../workflow/workflow.js';

/** Proxies close a connection that says nothing; a comment line is nothing to a client. */
const heartbeatMs = 15_000;

/** Writes a run as server-sent events: `stage` for each stage, then one `answer` or one `error`. */
export async function sendRunEvents(
  events: AsyncIterable<RunEvent>,
  to: { request: GatewayRequest; response: Response; log: Logger },
): Promise<void> {
  const { request, response, log } = to;
  response.status(200);
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
  response.setHeader('cache-control', 'no-store, no-transform');
  response.setHeader('x-accel-buffering', 'no');
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(': still running\n\n'), heartbeatMs);
  try {
    for await (const event of events) {
      if (event.kind === 'stage') send('stage', event.event);
      else send('answer', event.answer);
    }
  } catch (error) {
    const problem = error instanceof ProblemError ? error : new ProblemError('internal', { cause: error });
    if (problem.code !== 'request.abandoned') {
      log.error({ request_id: requestIdOf(request), code: problem.code, err: problem.cause ?? error }, 'failed');
    }
    send('error', toErrorBody(problem, requestIdOf(request)));
  } finally {
    clearInterval(heartbeat);
    response.end();
  }

  function send(name: 'stage' | 'answer' | 'error', data: unknown): void {
    if (!response.destroyed) response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
