import { mkdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { startParameters } from './engine/start-parameters.js';
import { databaseName } from './database-name.js';

const { folder } = workerData as { folder: string };

try {
  mkdirSync(folder, { mode: 0o700 });
  await inDatabase('template1', `ALTER DATABASE postgres RENAME TO ${databaseName}`);
  await inDatabase(databaseName, hardening());
  parentPort?.postMessage(null);
} catch (error) {
  parentPort?.postMessage(error instanceof Error ? error.message : String(error));
}

async function inDatabase(database: string, sql: string): Promise<void> {
  const instance = await PGlite.create({
    dataDir: folder,
    database,
    extensions: { vector },
    startParams: startParameters(false),
    initDbStartParams: ['--wal-segsize=4'],
  });
  await instance.exec(sql);
  await instance.close();
}

/**
 * What no role but the administrator shall have: changing settings from inside a query (an expression could change the scope that
 * a view reads), the texts of other connections' statements in the one backend, and temporary tables.
 */
function hardening(): string {
  return `
    CREATE EXTENSION vector;
    REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC;
    REVOKE UPDATE ON pg_catalog.pg_settings FROM PUBLIC;
    REVOKE SELECT ON pg_catalog.pg_prepared_statements, pg_catalog.pg_cursors FROM PUBLIC;
    REVOKE EXECUTE ON FUNCTION pg_catalog.pg_prepared_statement(), pg_catalog.pg_cursor() FROM PUBLIC;
    CHECKPOINT`;
}
