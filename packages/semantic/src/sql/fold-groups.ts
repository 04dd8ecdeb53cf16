import type { ResultColumn, SemanticQuery } from '@copilot/contracts';
import type { Compiled } from './compile-query.js';
import { identifier } from './literal.js';

/** Counts the groups, or folds their figures or shares into one: how many customers spent more than …, what the first ten bring in together. */
export function foldGroups(
  query: SemanticQuery,
  ctes: readonly string[],
  last: string,
  cut: string,
  figureNames: readonly string[],
  columns: readonly ResultColumn[],
): Compiled {
  const name = identifier(columns[0]?.name ?? 'groups');
  const figure = identifier(query.calculations?.length ? (columns[0]?.name ?? '') : (figureNames[0] ?? ''));
  const folded =
    query.fold === 'median'
      ? `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${figure})`
      : query.fold === 'count' || !query.fold
        ? 'COUNT(*)'
        : `${query.fold.toUpperCase()}(${figure})`;
  const list = query.count_groups ? 'COUNT(*)' : `ROUND((${folded})::numeric, 2)`;
  return {
    sql: [`WITH ${ctes.join(',\n')}`, `SELECT ${list} AS ${name}`, `FROM ${last}`, cut].filter(Boolean).join('\n'),
    columns,
  };
}
