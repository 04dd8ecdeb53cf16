import type pg from 'pg';
import type { Pool } from './create-pool.js';

/** Pools whose connections are not their own, as a transaction pooler lends them: nothing stays prepared there. */
const pooledAway = new WeakSet<Pool>();

/**
 * Runs a statement under a name, so that PostgreSQL parses and plans it once a connection. One name stands for one text. Behind a
 * transaction pooler it runs without the name.
 */
export async function queryPrepared<T extends pg.QueryResultRow>(
  pool: Pool,
  statement: { readonly name: string; readonly text: string; readonly values: readonly unknown[] },
): Promise<pg.QueryResult<T>> {
  const { name, text } = statement;
  const values = [...statement.values];
  if (pooledAway.has(pool)) return pool.query<T>(text, values);
  try {
    return await pool.query<T>({ name, text, values });
  } catch (error) {
    if (!isUnprepared(error)) throw error;
    pooledAway.add(pool);
    return pool.query<T>(text, values);
  }
}

/** The name is unknown, or stands already: both are said before anything is run, so that the statement can be sent again. */
function isUnprepared(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === '26000' || code === '42P05';
}
