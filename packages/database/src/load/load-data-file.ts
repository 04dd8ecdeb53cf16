import { baseTables } from './base-tables.js';
import { DumpError } from './dump-error.js';
import { toSetting } from './dump-settings.js';
import type { LoadConnection } from './load-connection.js';
import { createInsertBatch } from './insert-batch.js';
import { readDump, type DumpPart } from './read-dump.js';
import { resolveTarget, type Target } from './resolve-target.js';

export interface DataFileResult {
  /** Rows loaded into each base table, partitions counted with their table. */
  readonly rows: ReadonlyMap<string, number>;
  /** Highest value that the dump gives to each sequence, by the sequence's bare name. */
  readonly sequences: ReadonlyMap<string, bigint>;
}

const SETVAL =
  /^select\s+(?:pg_catalog\.)?setval\(\s*'((?:[^']|'')+)'\s*(?:::regclass)?\s*,\s*(\d+)\s*(?:,\s*\w+\s*)?\)$/i;
/** Statements of a full or data-only dump that carry no rows. */
const NO_ROWS =
  /^(set|select\s+pg_catalog\.set_config|begin|start\s+transaction|commit|end|create|alter|drop|comment|grant|revoke|analyze|vacuum|lock|refresh|truncate)\b/i;

/**
 * Streams the rows of a dump into the base tables: COPY blocks as COPY, INSERT statements in batches. Statements about the schema are
 * left out. *Problems* a `DumpError` with the line of the row or statement that the database refuses.
 */
export async function loadDataFile(
  connection: LoadConnection,
  file: string,
  onProgress: (message: string) => void,
): Promise<DataFileResult> {
  const rows = new Map<string, number>();
  const sequences = new Map<string, bigint>();
  const count = (target: Target, added: number): void => {
    rows.set(target.baseTable, (rows.get(target.baseTable) ?? 0) + added);
  };
  const inserts = createInsertBatch(connection, file, count);
  const parts = readDump(file);
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    const part = next.value;
    if (part.kind === 'statement') {
      if (await inserts.take(part)) continue;
      await inserts.flush();
      const [, sequence, value] = SETVAL.exec(part.text) ?? [];
      if (sequence !== undefined && value !== undefined) sequences.set(bareName(sequence), BigInt(value));
      else if (/^set\s+standard_conforming_strings\b/i.test(part.text))
        await connection.query(toSetting(part.text) ?? 'SELECT 1');
      else if (!NO_ROWS.test(part.text)) {
        const shown = part.text.replace(/\s+/g, ' ').slice(0, 60);
        throw new DumpError(
          { file, line: part.line },
          `“${shown}” is neither rows nor a setting; only dumps are loaded`,
        );
      }
    } else if (part.kind === 'copy') {
      await inserts.flush();
      const target = await resolveTarget(connection, part.table, part.columns, { file, line: part.line });
      if (target === null) {
        onProgress(`table ${part.table.name} is not one of Pagila's: its rows are left out`);
        await skipRows(parts);
        continue;
      }
      if (target.leftOut.length > 0) {
        onProgress(
          `table ${part.table.name}: the columns ${target.leftOut.join(', ')} are not in this database and are left out`,
        );
      }
      const copied = await copyRows(connection, target, parts, file);
      count(target, copied);
      onProgress(`${part.table.name}: ${copied.toLocaleString('en-US')} rows`);
    }
  }
  await inserts.flush();
  const empty = baseTables.filter((table) => (rows.get(table) ?? 0) === 0);
  if (empty.length > 0)
    throw new DumpError({ file }, `there are no rows for ${empty.join(', ')}; this is no whole dump of Pagila`);
  return { rows, sequences };
}

async function copyRows(
  connection: LoadConnection,
  target: Target,
  parts: AsyncGenerator<DumpPart>,
  file: string,
): Promise<number> {
  let count = 0;
  let firstLine = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
      const part = next.value;
      if (part.kind !== 'rows') return;
      if (firstLine === 0) firstLine = part.line;
      count += part.count;
      yield target.pick(part.bytes, part.line);
    }
  }
  try {
    await connection.copyIn(target.copySql, chunks());
  } catch (error) {
    throw toRowError(error, { file, firstLine, table: target.name });
  }
  return count;
}

async function skipRows(parts: AsyncGenerator<DumpPart>): Promise<void> {
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    if (next.value.kind === 'copy-end') return;
  }
}

/** PostgreSQL says the row of the COPY in the error's context: `COPY film, line 12, column rating: "XX"`. */
function toRowError(error: unknown, place: { file: string; firstLine: number; table: string }): unknown {
  if (error instanceof DumpError || !(error instanceof Error)) return error;
  const where = 'where' in error && typeof error.where === 'string' ? error.where : '';
  const [, row, , column] = /\bline (\d+)(, column ([^:,]+))?/.exec(where) ?? [];
  if (row === undefined && !('severity' in error)) return error;
  const line = row === undefined ? place.firstLine : place.firstLine + Number(row) - 1;
  const detail = 'detail' in error && typeof error.detail === 'string' ? ` (${error.detail})` : '';
  const of = `table ${place.table}${column === undefined ? '' : `, column ${column}`}`;
  return new DumpError({ file: place.file, line }, `${of}: ${error.message}${detail}`, error);
}

function bareName(sequence: string): string {
  return sequence.slice(sequence.lastIndexOf('.') + 1).replaceAll('"', '');
}
