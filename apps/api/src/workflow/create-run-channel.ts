import http from 'node:http';
import type { Socket } from 'node:net';
import type { HttpCall, HttpReply, SendHttp } from './create-send-http.js';
import { longestReply } from './read-run-events.js';

/** What a connection asks to become, by HTTP's own `Upgrade`. */
const channel = 'copilot-run';
const newline = 10;
const patienceMs = 5_000;
const tryAgainMs = 60_000;

/**
 * Sends questions over connections that are kept and carry lines, one question at a time: no request and no reply of HTTP is built and read for
 * each. The workflow's token is shown once a connection. No question waits for one: where none is free, `otherwise` sends, and another is opened
 * behind it for the next. So it stays with `otherwise` over TLS, or where a service or a proxy does not change the protocol.
 */
export function createRunChannel(needs: {
  readonly address: string;
  readonly internalToken: string;
  readonly otherwise: SendHttp;
  readonly now: () => number;
}): SendHttp {
  const base = new URL(needs.address);
  const idle: Socket[] = [];
  let isOpening = false;
  let openAgainAt = base.protocol === 'http:' ? -Infinity : Infinity;

  return async (call) => {
    const kept = idle.pop(); // used last: what it needs is still warm
    const reply = kept === undefined ? null : await exchange(kept, call);
    if (reply !== null) return reply;
    open();
    return needs.otherwise(call);
  };

  function open(): void {
    if (isOpening || needs.now() < openAgainAt) return;
    isOpening = true;
    const asking = http.request({
      agent: false,
      host: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port,
      path: `${base.pathname.replace(/\/$/, '')}/run`,
      headers: { connection: 'Upgrade', upgrade: channel, 'x-internal-token': needs.internalToken },
      timeout: patienceMs,
    });
    const giveUp = (): void => {
      openAgainAt = needs.now() + tryAgainMs;
      asking.destroy();
    };
    asking.on('timeout', giveUp).on('error', giveUp).on('response', giveUp);
    asking.on('close', () => (isOpening = false));
    asking.on('upgrade', (_reply, socket: Socket) => {
      isOpening = false;
      socket.setTimeout(0).setNoDelay(true).unref();
      socket.on('error', () => undefined); // its close tells
      socket.on('close', () => {
        const at = idle.indexOf(socket);
        if (at >= 0) idle.splice(at, 1);
      });
      socket.resume();
      idle.push(socket);
    });
    asking.end();
  }

  /** *Returns* null when the other side had closed before it said a word. *Throws* when it ends later, or the caller leaves. */
  function exchange(socket: Socket, { body = '', signal }: HttpCall): Promise<HttpReply | null> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let length = 0;
      const leave = (): void => void socket.destroy();
      const stop = (): void => {
        socket.off('data', onData).off('close', onClose);
        signal.removeEventListener('abort', leave);
      };
      const onClose = (): void => {
        stop();
        if (length === 0 && !signal.aborted) resolve(null);
        else reject(new Error('the connection ended within a reply'));
      };
      const onData = (part: Buffer): void => {
        length += part.length;
        if (length > longestReply) return leave();
        parts.push(part);
        if (part.at(-1) !== newline) return;
        stop();
        socket.unref();
        idle.push(socket);
        resolve(readReply(Buffer.concat(parts)));
      };
      socket.on('data', onData).on('close', onClose);
      signal.addEventListener('abort', leave, { once: true });
      if (signal.aborted || socket.destroyed) return leave();
      socket.ref();
      socket.write(`${body}\n`);
    });
  }
}

/** `<status> <headers that say yes> <body>`. */
function readReply(line: Buffer): HttpReply {
  const status = line.indexOf(' ');
  const says = line.indexOf(' ', status + 1);
  const names = line.toString('latin1', status + 1, says).split(',');
  return {
    status: Number(line.toString('latin1', 0, status)),
    headers: Object.fromEntries(names.map((name) => [name, 'yes'])),
    body: [line.subarray(says + 1, -1)],
  };
}
