import type pg from 'pg';
import { cancelQuery } from './cancel-query.js';

interface Socket {
  on(event: 'data', listener: (chunk: Buffer) => void): void;
  off(event: 'data', listener: (chunk: Buffer) => void): void;
  destroy(error?: Error): void;
}

export interface Watcher {
  /** Ends the watch; says why it had to step in, or null if it had not. */
  stop(): 'database.timeout' | 'database.too-large' | null;
}

/**
 * Watches one use of a connection from outside: asks the server to stop when the time is over or the caller gives up, and cuts the
 * connection if that does not help within a second. Bytes are counted on the socket, before the driver has gathered them into a message:
 * one value of hundreds of megabytes would stall the process long before a row limit sees it.
 */
export function watch(
  client: pg.PoolClient,
  limits: { timeoutMs: number; maxBytes: number; signal?: AbortSignal | undefined },
): Watcher {
  const socket = (client as unknown as { connection: { stream: Socket } }).connection.stream;
  let reason: 'database.timeout' | 'database.too-large' | null = null;
  let bytes = 0;
  let cut: NodeJS.Timeout | undefined;

  const giveUp = (): void => {
    if (reason !== null) return;
    reason = 'database.timeout';
    void cancelQuery(client);
    cut = setTimeout(() => socket.destroy(new Error('the server did not stop')), 1_000);
  };
  const count = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes <= limits.maxBytes || reason !== null) return;
    reason = 'database.too-large';
    void cancelQuery(client);
    socket.destroy(new Error('the answer is too large'));
  };

  const timer = setTimeout(giveUp, limits.timeoutMs);
  limits.signal?.addEventListener('abort', giveUp, { once: true });
  socket.on('data', count);
  return {
    stop() {
      clearTimeout(timer);
      clearTimeout(cut);
      limits.signal?.removeEventListener('abort', giveUp);
      socket.off('data', count);
      return reason;
    },
  };
}
