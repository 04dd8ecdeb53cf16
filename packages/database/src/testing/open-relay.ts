import { connect, createServer, type Socket } from 'node:net';

/** A wire between client and database that a test can cut. */
export interface Relay {
  /** The database's address, through the relay. */
  readonly url: string;
  /** Cuts every connection that is open, as a failing network does; new ones go through. */
  cut(): void;
  close(): Promise<void>;
}

/** Listens on loopback and hands every connection on to the server of `url`. */
export async function openRelay(url: string): Promise<Relay> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const relayed = new URL(url);
  relayed.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  const cut = (): void => sockets.forEach((socket) => socket.resetAndDestroy());
  return {
    url: relayed.href,
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
