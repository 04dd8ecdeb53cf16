import { createServer, type Socket } from 'node:net';
import pg from 'pg';
import { FrameReader } from './frame-reader.js';

/** A pooler in transaction mode, as PgBouncer is one: a client holds a server connection only from one transaction's start to its end. */
export interface TransactionPooler {
  /** The address of one login through the pooler; its password is not asked for. */
  urlOf(username: string): string;
  /** How often a client got another server connection than the time before. */
  readonly switches: () => number;
  close(): Promise<void>;
}

/** A server connection, taken over after pg has logged in: from then on bytes only pass through. */
interface Backend {
  readonly socket: Socket;
  readonly end: () => void;
}

/**
 * Keeps `size` connections for each login of `logins` (name → whole address). Nothing is reset between clients: what one leaves behind in
 * the session, the next one would find.
 */
export async function openTransactionPooler(
  base: string,
  logins: ReadonlyMap<string, string>,
  size: number,
): Promise<TransactionPooler> {
  const idle = new Map<string, Backend[]>();
  const waiting = new Map<string, ((backend: Backend) => void)[]>();
  const all: Backend[] = [];
  for (const [name, url] of logins) {
    const backends = await Promise.all(Array.from({ length: size }, () => logIn(url)));
    idle.set(name, backends);
    waiting.set(name, []);
    all.push(...backends);
  }
  const lend = (name: string): Promise<Backend> => {
    const free = idle.get(name)?.shift();
    return free === undefined ? new Promise((resolve) => waiting.get(name)?.push(resolve)) : Promise.resolve(free);
  };
  const giveBack = (name: string, backend: Backend): void => {
    const next = waiting.get(name)?.shift();
    if (next === undefined) idle.get(name)?.push(backend);
    else next(backend);
  };
  let switches = 0;
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => undefined);
    const replace = async (name: string, broken: Backend): Promise<void> => {
      broken.end();
      const url = logins.get(name);
      if (url === undefined) return;
      const fresh = await logIn(url);
      all.push(fresh);
      giveBack(name, fresh);
    };
    serve(client, { lend, giveBack, replace, onSwitch: () => (switches += 1) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    urlOf: (username) => {
      const url = new URL(base);
      url.port = String(port);
      url.username = username;
      url.password = '';
      return url.href;
    },
    switches: () => switches,
    close: async () => {
      clients.forEach((client) => client.destroy());
      all.forEach((backend) => backend.end());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function logIn(url: string): Promise<Backend> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners('data');
  stream.on('error', () => undefined);
  return { socket: stream, end: () => stream.destroy() };
}

interface Stock {
  lend(name: string): Promise<Backend>;
  giveBack(name: string, backend: Backend): void;
  /** For a connection whose client left in the middle of a transaction: nobody else gets that one. */
  replace(name: string, broken: Backend): Promise<void>;
  onSwitch(): void;
}

function serve(client: Socket, { lend, giveBack, replace, onSwitch }: Stock): void {
  let name = '';
  let held: Backend | undefined;
  let last: Backend | undefined;
  let syncs = 0;
  let chain = Promise.resolve();
  let replies = new FrameReader(false);
  const requests = new FrameReader(true);

  const onReply = (bytes: Buffer): void => {
    if (!client.destroyed) client.write(bytes);
    for (const frame of replies.take(bytes)) {
      if (frame.type !== 'Z') continue;
      syncs -= 1;
      if (frame.body.toString('latin1') !== 'I' || syncs > 0 || held === undefined) continue;
      const backend = held;
      held = undefined;
      backend.socket.removeListener('data', onReply);
      giveBack(name, backend);
    }
  };
  const send = async (frame: Buffer): Promise<void> => {
    if (held === undefined) {
      held = await lend(name);
      if (last !== undefined && last !== held) onSwitch();
      last = held;
      replies = new FrameReader(false);
      held.socket.on('data', onReply);
    }
    held.socket.write(frame);
  };

  client.on('close', () => {
    if (held === undefined) return;
    const broken = held;
    held = undefined;
    broken.socket.removeListener('data', onReply);
    replace(name, broken).catch(() => undefined); // the test is over
  });
  client.on('data', (bytes: Buffer) => {
    for (const frame of requests.take(bytes)) {
      if (frame.type === '') {
        name = /user\0([^\0]+)\0/.exec(frame.body.toString('latin1'))?.[1] ?? '';
        client.write(welcome);
      } else if (frame.type === 'X') client.end();
      else {
        if (frame.type === 'Q' || frame.type === 'S') syncs += 1;
        chain = chain.then(() => send(frame.whole));
      }
    }
  });
}

/** Logged in, process 0 (nothing can be cancelled), ready. */
const welcome = Buffer.from([
  0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x4b, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49,
]);
