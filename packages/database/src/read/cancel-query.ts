import net from 'node:net';
import tls from 'node:tls';
import type pg from 'pg';

/** What a connected client of pg holds beyond its declared type. */
interface ConnectedClient {
  readonly host: string;
  readonly port: number;
  readonly ssl: boolean | tls.ConnectionOptions;
  readonly processID: number | null;
  readonly secretKey: number | Buffer | null;
}

/**
 * Asks the server to give up what the client is running, over a connection of its own as the protocol wants it. Best effort: resolves
 * when the request is sent or could not be, never rejects.
 */
export function cancelQuery(client: pg.ClientBase, timeoutMs = 1_000): Promise<void> {
  const { host, port, ssl, processID, secretKey } = client as unknown as ConnectedClient;
  if (processID === null || secretKey === null) return Promise.resolve();
  const request = toCancelRequest(processID, secretKey);
  return new Promise((resolve) => {
    const socket = host.startsWith('/') ? net.connect(`${host}/.s.PGSQL.${port}`) : net.connect(port, host);
    const timer = setTimeout(() => socket.destroy(), timeoutMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.on('error', () => socket.destroy());
    socket.once('connect', () => {
      if (ssl === false) {
        socket.end(request);
        return;
      }
      socket.write(sslRequest);
      socket.once('data', (reply) => {
        if (reply.toString('latin1') !== 'S') {
          socket.destroy();
          return;
        }
        const options = ssl === true ? {} : ssl;
        const secure = tls.connect({ ...options, socket, host, ...(net.isIP(host) === 0 ? { servername: host } : {}) });
        secure.on('error', () => socket.destroy());
        secure.once('secureConnect', () => secure.end(request));
      });
    });
  });
}

const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

function toCancelRequest(processId: number, secretKey: number | Buffer): Buffer {
  const key = Buffer.isBuffer(secretKey) ? secretKey : Buffer.alloc(4);
  if (!Buffer.isBuffer(secretKey)) key.writeInt32BE(secretKey);
  const head = Buffer.alloc(12);
  head.writeInt32BE(12 + key.length, 0);
  head.writeInt32BE(80_877_102, 4);
  head.writeInt32BE(processId, 8);
  return Buffer.concat([head, key]);
}
