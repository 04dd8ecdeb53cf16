import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import type { LoadConnection } from './load-connection.js';

/** A database in memory with the project's base tables, for tests: the same engine as the embedded one, without its wire. */
export async function openMemoryConnection(): Promise<
  LoadConnection & { readonly database: PGlite; close(): Promise<void> }
> {
  const database = await PGlite.create();
  await database.exec(await readFile(new URL('../../migrations/001_pagila-tables.sql', import.meta.url), 'utf8'));
  return {
    database,
    query: async (sql) => (await database.query<Record<string, unknown>>(sql)).rows,
    async copyIn(sql, chunks) {
      const parts: Buffer[] = [];
      for await (const chunk of chunks) parts.push(chunk);
      await database.query(sql.replace(/FROM STDIN$/, "FROM '/dev/blob'"), [], {
        blob: new Blob([Buffer.concat(parts)]),
      });
    },
    close: () => database.close(),
  };
}
