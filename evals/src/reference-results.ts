import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { z } from 'zod';
import type { ResultTable } from './compare-results.js';

/** Where reference results come from: a file that keeps them, or the database itself. */
export interface ReferenceResults {
  run(sql: string): Promise<ResultTable>;
  close(): Promise<void>;
}

const KeptSchema = z.record(
  z.string(),
  z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) }),
);

/** Reads kept results: `{ sql: { columns, rows } }`, gzipped or plain JSON. Several files are read as one. */
export async function openKeptResults(files: readonly string[]): Promise<ReferenceResults> {
  const kept = new Map<string, ResultTable>();
  for (const file of files) {
    const bytes = await readFile(file);
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
    for (const [sql, table] of Object.entries(KeptSchema.parse(JSON.parse(text)))) kept.set(sql, table);
  }
  return {
    run: async (sql) => {
      const table = kept.get(sql);
      if (table === undefined) throw new Error(`there is no kept result for: ${sql}`);
      return table;
    },
    close: async () => undefined,
  };
}

/** Runs the reference SQL read-only, in UTC, with every value but booleans as the text that the server sends. */
export async function openDatabaseResults(adminUrl: string): Promise<ReferenceResults> {
  const client = new pg.Client({
    connectionString: adminUrl,
    types: { getTypeParser: (oid: number) => (text: string) => (oid === 16 ? text === 't' : text) },
  });
  await client.connect();
  const known = new Map<string, ResultTable>();
  const run = async (sql: string): Promise<ResultTable> => {
    await client.query('BEGIN READ ONLY');
    try {
      await client.query("SET LOCAL TimeZone TO 'UTC'");
      await client.query("SET LOCAL statement_timeout TO '60s'");
      const result = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
      return { columns: result.fields.map((field) => field.name), rows: result.rows };
    } finally {
      await client.query('ROLLBACK');
    }
  };
  return {
    async run(sql) {
      const table = known.get(sql) ?? (await run(sql));
      known.set(sql, table);
      return table;
    },
    close: () => client.end(),
  };
}

/** Keeps the results of all reference queries in a file, so that a set can be scored without a second connection. */
export async function keepResults(input: {
  queries: readonly string[];
  from: ReferenceResults;
  file: string;
}): Promise<number> {
  const kept: Record<string, ResultTable> = {};
  for (const sql of input.queries) kept[sql] = await input.from.run(sql);
  const text = JSON.stringify(kept);
  await writeFile(input.file, input.file.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  return Object.keys(kept).length;
}
