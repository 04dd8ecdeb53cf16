import { baseTableFamily, baseTables } from './base-tables.js';
import { DumpError } from './dump-error.js';
import type { LoadConnection } from './load-connection.js';
import { quoteName, type TableName } from './table-name.js';

/** Where the rows of one COPY block or INSERT go. */
export interface Target {
  readonly name: string;
  /** The base table that the rows count for. */
  readonly baseTable: string;
  /** Qualified and quoted. */
  readonly relation: string;
  readonly copySql: string;
  /** Columns of the dump that this database does not have. */
  readonly leftOut: readonly string[];
  /** Takes the fields of the known columns out of COPY rows; the rows themselves when all are known. */
  pick(bytes: Buffer, firstLine: number): Buffer;
}

/**
 * Finds the table for a name of the dump: the table itself, or for a partition that does not exist here (`payment_p2022_01`,
 * `payment_p2007_02`) the table it is a part of. Null when the name is none of Pagila's.
 */
export async function resolveTarget(
  connection: LoadConnection,
  table: TableName,
  columns: readonly string[] | null,
  place: { file: string; line: number },
): Promise<Target | null> {
  const baseTable = baseTables.find((name) => table.name === name || isPartOf(table.name, name));
  if (baseTable === undefined) return null;
  const there = await readColumns(connection, table.name);
  const name = there.length > 0 ? table.name : baseTable;
  if (there.length === 0) await ensureDefaultPartition(connection, baseTable);
  const known = there.length > 0 ? there : await readColumns(connection, baseTable);
  if (known.length === 0) {
    throw new DumpError(
      place,
      `the database has no table ${baseTable}; prepare it first, or give the dump's schema file too`,
    );
  }
  const wanted = columns ?? known;
  const taken = wanted.flatMap((column, index) => (known.includes(column) ? [{ column, index }] : []));
  const leftOut = wanted.filter((column) => !known.includes(column));
  const relation = `public.${quoteName(name)}`;
  return {
    name,
    baseTable,
    relation,
    leftOut,
    copySql: `COPY ${relation} (${taken.map(({ column }) => quoteName(column)).join(', ')}) FROM STDIN`,
    pick:
      leftOut.length === 0
        ? (bytes) => bytes
        : (bytes, firstLine) =>
            pickFields(
              bytes,
              taken.map(({ index }) => index),
              wanted.length,
              { file: place.file, line: firstLine },
            ),
  };
}

function isPartOf(name: string, table: string): boolean {
  return (
    name.startsWith(`${table}_p`) &&
    /^_p\d{4}(_?\d{2})?(_?\d{2})?$|^_p_?(default|other)$/.test(name.slice(table.length))
  );
}

function pickFields(
  bytes: Buffer,
  indexes: readonly number[],
  width: number,
  place: { file: string; line: number },
): Buffer {
  const lines = bytes.toString('utf8').split('\n');
  lines.pop(); // after the last line feed
  const picked = lines.map((line, number) => {
    const fields = line.split('\t');
    if (fields.length !== width) {
      throw new DumpError(
        { file: place.file, line: place.line + number },
        `this row has ${fields.length} fields instead of ${width}`,
      );
    }
    return indexes.map((index) => fields[index]).join('\t');
  });
  return Buffer.from(picked.map((line) => `${line}\n`).join(''), 'utf8');
}

/** Columns that can be written, in the table's order; empty when there is no such base table or partition. */
async function readColumns(connection: LoadConnection, name: string): Promise<string[]> {
  const rows = await connection.query(`${baseTableFamily}
    SELECT a.attname::text AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
    WHERE c.oid IN (SELECT oid FROM family) AND c.relname = '${name.replaceAll("'", "''")}'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    ORDER BY a.attnum`);
  return rows.map((row) => String(row.name));
}

/** Rows of a partition that this database lacks may lie outside of the partitions it has. */
export async function ensureDefaultPartition(connection: LoadConnection, table: string): Promise<void> {
  const rows = await connection.query(`
    SELECT p.partdefid = 0 AS lacks FROM pg_catalog.pg_partitioned_table p
    WHERE p.partrelid = pg_catalog.to_regclass('public.${quoteName(table)}')`);
  if (rows[0]?.lacks === true) {
    await connection.query(
      `CREATE TABLE public.${quoteName(`${table}_p_other`)} PARTITION OF public.${quoteName(table)} DEFAULT`,
    );
  }
}
