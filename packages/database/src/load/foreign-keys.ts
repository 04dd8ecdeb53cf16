import { baseTableFamily } from './base-tables.js';
import type { LoadConnection } from './load-connection.js';

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/**
 * Takes the foreign keys off the base tables, so that rows may come in any order and loading is fast. Putting them back checks every
 * row, which switching the triggers off would not.
 */
export async function detachForeignKeys(connection: LoadConnection): Promise<ForeignKey[]> {
  const rows = await connection.query(`${baseTableFamily}
    SELECT k.conrelid::pg_catalog.regclass::text AS table_name, k.conname::text AS name, pg_catalog.pg_get_constraintdef(k.oid) AS definition
    FROM pg_catalog.pg_constraint k
    WHERE k.contype = 'f' AND k.conparentid = 0
      AND (k.conrelid IN (SELECT oid FROM family) OR k.confrelid IN (SELECT oid FROM family))
    ORDER BY 1, 2`);
  const keys = rows.map((row) => ({
    table: String(row.table_name),
    name: String(row.name),
    definition: String(row.definition),
  }));
  for (const key of keys) {
    await connection.query(`ALTER TABLE ${key.table} DROP CONSTRAINT "${key.name.replaceAll('"', '""')}"`);
  }
  return keys;
}

/** Puts the foreign keys back; fails on the first row that points nowhere. */
export async function attachForeignKeys(connection: LoadConnection, keys: readonly ForeignKey[]): Promise<void> {
  for (const key of keys) {
    await connection.query(
      `ALTER TABLE ${key.table} ADD CONSTRAINT "${key.name.replaceAll('"', '""')}" ${key.definition}`,
    );
  }
}
