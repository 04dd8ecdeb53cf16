import { createServer, request as sendRequest } from 'node:http';

/** A proxy that hands each request to the next of its copies. */
export interface RoundRobin {
  readonly url: string;
  /** Requests each copy got. */
  readonly counts: readonly number[];
  close(): Promise<void>;
}

export async function openRoundRobin(copies: readonly string[]): Promise<RoundRobin> {
  const counts = copies.map(() => 0);
  let turn = 0;
  // Longer than any pause of a test: a connection that is closed while it is taken up again fails a request.
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    const index = turn++ % copies.length;
    counts[index] = (counts[index] ?? 0) + 1;
    const target = new URL(request.url ?? '/', copies[index]);
    const upstream = sendRequest(target, { method: request.method, headers: request.headers }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    });
    upstream.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    response.on('close', () => upstream.destroy());
    request.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
