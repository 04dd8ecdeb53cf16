import type { Writable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** What loading needs of a database: one session with the rights of its administrator. */
export interface LoadConnection {
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** Runs `COPY … FROM STDIN` with the given bytes, as slowly as the server takes them. */
  copyIn(sql: string, chunks: AsyncIterable<Buffer>): Promise<void>;
}

/** Opens a session for loading; the caller closes it. */
export async function openLoadConnection(adminUrl: string): Promise<LoadConnection & { close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'copilot-load' });
  client.on('error', () => undefined); // a lost connection is reported by the statement that was under way
  await client.connect();
  return {
    async query(sql) {
      const result = await client.query<Record<string, unknown>>(sql);
      return result.rows;
    },
    copyIn: (sql, chunks) => sendRows(client.query(copyFrom(sql)), chunks),
    close: () => client.end(),
  };
}

/** Writes one chunk at a time: after an error of the server nothing more may be written to the stream. */
async function sendRows(stream: Writable, chunks: AsyncIterable<Buffer>): Promise<void> {
  let failed = false;
  const finished = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    stream.on('error', (error) => {
      failed = true;
      reject(error);
    });
  });
  finished.catch(() => undefined);
  try {
    for await (const chunk of chunks) {
      if (failed) break;
      await Promise.race([new Promise<void>((resolve) => stream.write(chunk, () => resolve())), finished]);
    }
  } catch (error) {
    if (!failed) {
      // The source failed: end the COPY as failed on the server too, then report the source's fault.
      stream.destroy(error instanceof Error ? error : new Error(String(error)));
      await finished.catch(() => undefined);
    }
    throw error;
  }
  if (!failed) stream.end();
  await finished;
}
