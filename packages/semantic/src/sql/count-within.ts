import type { SemanticQuery, Sort } from '@copilot/contracts';
import type { Compiled } from './compile-query.js';
import { describeColumns } from './describe-columns.js';
import type { Grouped } from './grouped.js';
import { identifier } from './literal.js';
import { dimensionKeys, direction } from './sorting.js';

/** Counts the groups within each of some outer ones: how many customers of each store spent more than …. */
export function countWithin(
  query: SemanticQuery,
  grouped: Grouped,
  ctes: readonly string[],
  last: string,
  keyNames: readonly string[],
  keyOrder: (at: number) => string,
): Compiled {
  const columns = describeColumns(query, grouped, keyNames, [], []);
  const count = identifier(columns.at(-1)?.name ?? 'groups');
  const within = query.count_within ?? [];
  const outer = within.flatMap((at) => dimensionKeys(query, grouped, at)).map((key) => grouped.keys.indexOf(key));
  const shown = outer.filter((at) => !grouped.keys[at]?.hidden).map((at) => identifier(keyNames[at] ?? ''));
  const all = outer.map((at) => identifier(keyNames[at] ?? ''));
  const orders = outer.flatMap((at) => (grouped.keys[at]?.order ? [`MIN(${keyOrder(at)}) AS ${keyOrder(at)}`] : []));
  const list = (names: readonly string[]): string => [...names, `COUNT(*) AS ${count}`].join(', ');
  const counted = [`SELECT ${[list(all), ...orders].join(', ')}`, `FROM ${last}`, `GROUP BY ${all.join(', ')}`].join(
    '\n',
  );
  const sorted = sortsOf(query).flatMap((sort) => {
    const [kind, at] = sort.by.split(':');
    if (kind !== 'dimension') return [`${count} ${direction(sort)}`];
    return dimensionKeys(query, grouped, Number(at)).map(
      (key) => `${keyOrder(grouped.keys.indexOf(key))} ${direction(sort)}`,
    );
  });
  const head = `WITH ${[...ctes, `counted AS (\n${counted.replaceAll(/^/gm, '  ')}\n)`].join(',\n')}`;
  const order = [...new Set([...sorted, ...all])].join(', ');
  if (query.limit === null)
    return {
      sql: [head, `SELECT ${[...shown, count].join(', ')}`, 'FROM counted', `ORDER BY ${order}`].join('\n'),
      columns,
    };
  const first = (query.offset ?? 0) + 1;
  const ranked = `ranked AS (\n  SELECT *, rank() OVER (ORDER BY ${sorted.join(', ')}) AS position\n  FROM counted\n)`;
  const cut = `WHERE position BETWEEN ${first} AND ${first - 1 + query.limit}`;
  return {
    sql: [
      `${head},\n${ranked}`,
      `SELECT ${[...shown, count].join(', ')}`,
      'FROM ranked',
      cut,
      `ORDER BY position, ${all.join(', ')}`,
    ].join('\n'),
    columns,
  };
}

/** Time goes forward; everything else is ranked by its count. */
function sortsOf(query: SemanticQuery): readonly Sort[] {
  if (query.sort.length > 0) return query.sort;
  const times = (query.count_within ?? []).filter((at) => query.dimensions[at]?.grain !== undefined);
  return times.length > 0
    ? times.map((at) => ({ by: `dimension:${at}`, direction: 'asc' as const }))
    : [{ by: 'metric:0', direction: 'desc' }];
}
