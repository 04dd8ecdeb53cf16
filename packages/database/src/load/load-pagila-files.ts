import { baseTableFamily, baseTables } from './base-tables.js';
import { readDependents, restoreDependents } from './dependents.js';
import { describeLoad, toLoadSentence, type LoadSummary } from './describe-load.js';
import { DumpError } from './dump-error.js';
import { findRowLine } from './find-row-line.js';
import { attachForeignKeys, detachForeignKeys } from './foreign-keys.js';
import { openLoadConnection, type LoadConnection } from './load-connection.js';
import { loadDataFile } from './load-data-file.js';
import { replaceRows } from './replace-rows.js';
import { runSchemaFile } from './run-schema-file.js';

export interface PagilaFiles {
  /** An original schema file; without one the rows go into the project's own tables of the same names. */
  readonly schemaFile?: string | undefined;
  /** A plain dump, or a gzipped one. */
  readonly dataFile: string;
}

/**
 * Loads a dump of Pagila, of any edition, in place of the rows that are there. Everything happens in one transaction: a file that cannot
 * be loaded leaves the database as it was. Times without a zone are taken as UTC. Views over the tables and their grants survive a
 * change of schema.
 * *Problems* a `DumpError` naming the file and, where there is one, the line.
 */
export async function loadPagilaFiles(
  input: PagilaFiles & { readonly adminUrl: string; readonly onProgress: (message: string) => void },
): Promise<LoadSummary> {
  const connection = await openLoadConnection(input.adminUrl);
  try {
    return await loadPagilaInto(connection, input, input.onProgress);
  } finally {
    await connection.close();
  }
}

/** As `loadPagilaFiles`, over a connection that is already open. */
export async function loadPagilaInto(
  connection: LoadConnection,
  files: PagilaFiles,
  onProgress: (message: string) => void,
): Promise<LoadSummary> {
  return replaceRows(connection, async () => {
    try {
      if (files.schemaFile !== undefined) {
        const dependents = await readDependents(connection);
        const ran = await runSchemaFile(connection, files.schemaFile);
        onProgress(`schema: ${ran} statements of ${files.schemaFile}`);
        await fill(connection, files.dataFile, onProgress);
        await restoreDependents(connection, dependents);
        await refreshMaterializedViews(connection);
      } else {
        await fill(connection, files.dataFile, onProgress);
      }
      const summary = await describeLoad(connection);
      onProgress(`loaded: ${toLoadSentence(summary)}`);
      return summary;
    } catch (error) {
      throw await withFile(error, files.dataFile);
    }
  });
}

async function fill(
  connection: LoadConnection,
  dataFile: string,
  onProgress: (message: string) => void,
): Promise<void> {
  const keys = await detachForeignKeys(connection);
  await requireTables(connection);
  await connection.query(`TRUNCATE ${baseTables.map((table) => `public.${table}`).join(', ')}`);
  const { sequences } = await loadDataFile(connection, dataFile, onProgress);
  await attachForeignKeys(connection, keys);
  await setSequences(connection, sequences);
  for (const table of baseTables) await connection.query(`ANALYZE public.${table}`);
}

async function requireTables(connection: LoadConnection): Promise<void> {
  const rows = await connection.query(
    `${baseTableFamily} SELECT c.relname::text AS name FROM pg_catalog.pg_class c WHERE c.oid IN (SELECT oid FROM family)`,
  );
  const there = new Set(rows.map((row) => String(row.name)));
  const missing = baseTables.filter((table) => !there.has(table));
  if (missing.length > 0) throw new Error(`the database has no table ${missing.join(', ')}: run the migrations first`);
}

/** Sequences go on after the highest key there is, or after the dump's own value where that is higher. */
export async function setSequences(connection: LoadConnection, sequences: ReadonlyMap<string, bigint>): Promise<void> {
  for (const table of baseTables) {
    const name = `${table}_${table}_id_seq`;
    const [found = {}] = await connection.query(`SELECT pg_catalog.to_regclass('public.${name}')::text AS sequence`);
    if (found.sequence === null || found.sequence === undefined) continue;
    const atLeast = sequences.get(name) ?? 1n;
    await connection.query(
      `SELECT pg_catalog.setval('public.${name}', GREATEST(coalesce(max(${table}_id), 1), ${atLeast})) FROM public.${table}`,
    );
  }
}

async function refreshMaterializedViews(connection: LoadConnection): Promise<void> {
  const rows = await connection.query(`
    SELECT c.oid::pg_catalog.regclass::text AS name FROM pg_catalog.pg_class c
    WHERE c.relkind = 'm' AND c.relnamespace = 'public'::pg_catalog.regnamespace`);
  for (const row of rows) await connection.query(`REFRESH MATERIALIZED VIEW ${String(row.name)}`);
}

/** A fault that the database finds after the rows are in (a key that points nowhere) is the file's fault too. */
async function withFile(error: unknown, file: string): Promise<unknown> {
  if (error instanceof DumpError || !(error instanceof Error) || !('severity' in error)) return error;
  const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail.replace(/\.$/, '') : '';
  const table = 'table' in error && typeof error.table === 'string' ? error.table : null;
  const [, columns, values] = /^Key \((.+?)\)=\((.+)\) is not present/.exec(detail) ?? [];
  const line =
    table === null || columns === undefined || values === undefined
      ? null
      : await findRowLine(file, { table, columns: columns.split(', '), values: values.split(', ') }).catch(() => null);
  const reason = table === null ? error.message : `table ${table}: ${error.message}`;
  return new DumpError({ file, line }, detail === '' ? reason : `${reason} (${detail})`, error);
}
