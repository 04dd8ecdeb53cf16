import { aggregateSql } from './aggregate.js';
import type { Built, Part } from './figure-part.js';
import { foldPerEntity } from './fold-per-entity.js';
import type { Key } from './keys.js';
import { indent, whereSql } from './sql-text.js';

/** Rows that a join repeats are made distinct by the key of their dataset before they are aggregated. */
export function distinctRows(
  part: Part,
  from: string,
  where: readonly string[],
  keys: readonly Key[],
  primaryKey: readonly string[],
  args: readonly string[],
  conditions: readonly (readonly string[])[],
  per: string | null,
): Built {
  const columns = [
    ...primaryKey.map((column, i) => `${column} AS row_key_${i + 1}`),
    ...keys.map((key, i) => `${key.sql} AS group_${i + 1}`),
    ...(per ? [`${per} AS entity`] : []),
    ...args.map((arg, i) => `${arg} AS value_${i + 1}`),
    ...conditions.map((list, i) => (list.length > 0 ? `(${list.join(' AND ')}) AS kept_${i + 1}` : '')).filter(Boolean),
  ];
  const inner = `(\n${indent(`SELECT DISTINCT ${columns.join(', ')}\nFROM ${from}${whereSql(where)}`)}\n) AS distinct_rows`;
  const atoms = part.atoms.map((atom, i) =>
    aggregateSql(
      atom.aggregate,
      `distinct_rows.value_${i + 1}`,
      (conditions[i]?.length ?? 0) > 0 ? [`distinct_rows.kept_${i + 1}`] : [],
      atom.fraction,
      false,
    ),
  );
  const outerKeys = keys.map((key, i): Key => ({ ...key, sql: `distinct_rows.group_${i + 1}`, order: null }));
  return per
    ? foldPerEntity(part, inner, [], outerKeys, 'distinct_rows.entity', atoms)
    : { from: inner, where: [], keys: outerKeys, atoms };
}
