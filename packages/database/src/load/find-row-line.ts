import { readDump } from './read-dump.js';

/**
 * Looks for the COPY row whose columns have the given values: the line to name when the database finds a fault after all rows are in,
 * and only says the key. Null when no row is found (dumps made of INSERTs).
 */
export async function findRowLine(
  file: string,
  wanted: { readonly table: string; readonly columns: readonly string[]; readonly values: readonly string[] },
): Promise<number | null> {
  let indexes: number[] = [];
  for await (const part of readDump(file)) {
    if (part.kind === 'copy') {
      const applies = part.table.name === wanted.table || part.table.name.startsWith(`${wanted.table}_p`);
      indexes = applies ? wanted.columns.map((column) => part.columns?.indexOf(column) ?? -1) : [];
    }
    if (part.kind !== 'rows' || indexes.length === 0 || indexes.includes(-1)) continue;
    const rows = part.bytes.toString('utf8').split('\n');
    const at = rows.findIndex((row) => {
      const fields = row.split('\t');
      return indexes.every((index, i) => fields[index] === wanted.values[i]);
    });
    if (at >= 0) return part.line + at;
  }
  return null;
}
