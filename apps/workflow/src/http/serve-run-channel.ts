import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerRun, type RunReply } from './answer-run.js';
import type { Service } from './create-server.js';
import { toErrorBody } from './error-body.js';

/** What a connection asks to become, by HTTP's own `Upgrade`. */
const CHANNEL = 'copilot-run';
const NEWLINE = 10;

/**
 * `POST /run` over a connection that is kept: after an upgrade of `/run`, each line is the body of one request, and each line back its reply,
 * `<status> <headers that say yes> <body>`. One question at a time; the next line comes after the reply. Whoever hangs up ends the run.
 * *Returns* what closes the connections, each after the reply that it owes.
 */
export function serveRunChannel(needs: {
  readonly server: Server;
  readonly service: Pick<Service, 'answer'>;
  readonly isAllowed: (request: IncomingMessage) => boolean;
  readonly longest: number;
  readonly onFault: (fields: object) => void;
}): () => void {
  const { service, isAllowed, longest, onFault } = needs;
  const idle = new Set<Duplex>();
  let isClosing = false;

  needs.server.on('upgrade', (request, socket) => {
    socket.on('error', () => undefined); // its close tells
    if (!isAllowed(request)) return refuse(socket, 401, 'Invalid internal token');
    if (isClosing || request.url !== '/run' || request.headers.upgrade !== CHANNEL)
      return refuse(socket, 404, 'No such route');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${CHANNEL}\r\n\r\n`);
    serve(socket);
  });
  return () => {
    isClosing = true;
    for (const socket of idle) socket.end();
  };

  function serve(socket: Duplex): void {
    let parts: Buffer[] = [];
    let length = 0;
    let running: AbortController | undefined;
    idle.add(socket);
    socket.on('end', () => void socket.destroy()); // HTTP's sockets stay half open otherwise
    socket.on('close', () => {
      idle.delete(socket);
      running?.abort(new Error('the caller went away'));
    });
    socket.on('data', (part: Buffer) => {
      length += part.length;
      if (running !== undefined || length > longest) return void socket.destroy();
      parts.push(part);
      if (part.at(-1) !== NEWLINE) return;
      const line = Buffer.concat(parts).toString('utf8');
      parts = [];
      length = 0;
      running = new AbortController();
      idle.delete(socket);
      void reply(line, running.signal).then(({ status, says, body }) => {
        running = undefined;
        if (socket.destroyed) return;
        socket.write(`${status} ${says.join()} ${JSON.stringify(body)}\n`);
        if (isClosing) socket.end();
        else idle.add(socket);
      });
    });
  }

  async function reply(line: string, signal: AbortSignal): Promise<RunReply> {
    const id = randomUUID();
    try {
      return await answerRun(service, { body: parseJson(line), id, signal });
    } catch (error) {
      onFault({ err: error, request_id: id });
      return { status: 500, says: [], body: toErrorBody(500, 'Something went wrong inside the service', id) };
    }
  }
}

/** What is no JSON is no request either. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function refuse(socket: Duplex, status: number, message: string): void {
  const body = JSON.stringify(toErrorBody(status, message, randomUUID()));
  const head = [`HTTP/1.1 ${status} Refused`, 'connection: close', 'content-type: application/json; charset=utf-8'];
  const text = [...head, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
  socket.end(text, () => socket.destroy());
}
