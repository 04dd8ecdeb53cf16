import { DumpError } from './dump-error.js';
import type { LoadConnection } from './load-connection.js';

/** Any number of its own; one loading at a time, the others wait. */
const LOCK = 7_104_242;

/**
 * Runs the work of a loading in one transaction, in UTC, without a time limit, alone. When it fails the database is as it was, and a
 * `DumpError` says so.
 */
export async function replaceRows<Result>(connection: LoadConnection, work: () => Promise<Result>): Promise<Result> {
  await connection.query('BEGIN');
  try {
    for (const setting of [
      "SET LOCAL TimeZone TO 'UTC'",
      "SET LOCAL DateStyle TO 'ISO, MDY'",
      'SET LOCAL statement_timeout TO 0',
      "SET LOCAL client_min_messages TO 'warning'",
      "SET LOCAL search_path TO ''",
      `SELECT pg_catalog.pg_advisory_xact_lock(${LOCK})`,
    ]) {
      await connection.query(setting);
    }
    const result = await work();
    await connection.query('COMMIT');
    return result;
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => undefined);
    if (!(error instanceof DumpError)) throw error;
    throw new DumpError(error, `${error.reason}. Nothing was loaded; the database is as it was`, error.cause);
  }
}
