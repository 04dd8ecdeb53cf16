import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorBody } from '@copilot/contracts';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import type { RunningQuestions } from './ask/running-questions.js';

/** Why the gateway cannot listen, in one sentence for the person who starts it. */
export class ListenFault extends Error {}

/** Listens. *Throws* `ListenFault` for a port that is taken or not allowed. */
export async function listen(app: NestExpressApplication, at: { host: string; port: number }): Promise<number> {
  const server = app.getHttpServer() as Server;
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 65_000;
  server.on('clientError', refuseBrokenHttp);
  try {
    await app.listen(at.port, at.host);
  } catch (error) {
    throw toListenFault(error, at);
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : at.port;
}

/** What cannot be read as HTTP never reaches the application; it gets the same error body as everything else. */
function refuseBrokenHttp(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const statusCode = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const name = STATUS_CODES[statusCode] ?? 'Error';
  const message = statusCode === 431 ? 'The headers are too large' : 'The request is not well-formed';
  const body = JSON.stringify({ statusCode, error: name, message, request_id: randomUUID() } satisfies ErrorBody);
  const head = [`HTTP/1.1 ${statusCode} ${name}`, 'connection: close', 'content-type: application/json; charset=utf-8'];
  socket.end([...head, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
}

function toListenFault(error: unknown, at: { host: string; port: number }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new ListenFault(`Port ${at.port} is taken by another program: stop it, or set API_PORT to a free port.`);
  }
  if (code === 'EACCES') {
    return new ListenFault(`Port ${at.port} may not be used by this user: set API_PORT to a port above 1023.`);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new ListenFault(`This machine has no address ${at.host}: set HOST to 127.0.0.1, 0.0.0.0 or one of its own.`);
  }
  return error;
}

/** Takes no more questions, lets the running ones finish within the grace, and closes. */
export async function stop(needs: {
  app: NestExpressApplication;
  running: RunningQuestions;
  graceMs: number;
  log: Logger;
  close: () => Promise<void>;
}): Promise<void> {
  const server = needs.app.getHttpServer() as Server;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), needs.graceMs)));
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const outcome = await Promise.race([needs.running.drain(), late]);
  if (outcome === 'late') needs.log.warn('questions were still running at the end of the grace; they are cut off');
  // A reply that is on its way leaves before the connections are closed.
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, outcome === 'late' ? 0 : 500))]);
  server.closeAllConnections();
  clearTimeout(timer);
  await needs.app.close();
  await needs.close();
}
