import type { Calculation, Having, ResultColumn, SemanticQuery, Sort } from '@copilot/contracts';
import { calculationName, calculationSql, exact } from './calculations.js';
import type { Compiled } from './compile-query.js';
import { countWithin } from './count-within.js';
import { describeColumns } from './describe-columns.js';
import { foldGroups } from './fold-groups.js';
import type { Grouped } from './grouped.js';
import { placeSql } from './compile-listing.js';
import { identifier } from './literal.js';
import { defaultSorts, dimensionKeys, direction, keysToSortBy } from './sorting.js';

const OPERATOR = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** Adds what is computed over the groups: conditions on figures, calculations, ranks, order, limit, counts and folds of groups. */
export function layerQuery(query: SemanticQuery, grouped: Grouped, overallOf: (metric: number) => string): Compiled {
  const names = uniqueNames([
    ...grouped.keys.map((key) => key.name),
    ...grouped.figures.map((figure) => figure.name),
    ...(query.calculations ?? []).map((c) => calculationName(c, grouped)),
  ]);
  const keyNames = names.slice(0, grouped.keys.length);
  const figureNames = names.slice(grouped.keys.length, grouped.keys.length + grouped.figures.length);
  const calculationNames = names.slice(grouped.keys.length + grouped.figures.length);
  const columns = describeColumns(query, grouped, keyNames, figureNames, calculationNames);
  const sorts = defaultSorts(query, grouped);
  const needsLayers = Boolean(
    query.calculations?.length ||
    query.limit_per?.length ||
    query.with_ties ||
    query.offset ||
    query.count_groups ||
    query.fold ||
    query.having?.some((h) => h.against || h.calculation !== undefined) ||
    (!grouped.grouped && query.having?.length),
  );
  if (!needsLayers) return { sql: flat(query, grouped, keyNames, figureNames, sorts), columns };
  return layered(query, grouped, keyNames, figureNames, calculationNames, sorts, columns, overallOf);
}

function flat(
  query: SemanticQuery,
  grouped: Grouped,
  keyNames: readonly string[],
  figureNames: readonly string[],
  sorts: readonly Sort[],
): string {
  const list = [
    ...grouped.keys.flatMap((key, i) => (key.hidden ? [] : [aliased(key.sql, keyNames[i] ?? key.name)])),
    ...grouped.figures.map((figure, i) => aliased(figure.shown, figureNames[i] ?? figure.name)),
  ];
  const having = (query.having ?? []).map((h) =>
    condition(grouped.figures[h.metric ?? 0]?.raw ?? '', h.op, h.values ?? []),
  );
  const order = [
    ...sorts.flatMap((sort) => {
      const [kind, at] = sort.by.split(':');
      if (kind === 'metric')
        return [
          `${grouped.figures[Number(at)]?.shown === grouped.figures[Number(at)]?.raw ? identifier(figureNames[Number(at)] ?? '') : (grouped.figures[Number(at)]?.raw ?? '')} ${direction(sort)}`,
        ];
      return keysToSortBy(query, grouped, Number(at)).map(
        (key) =>
          `${key.order ? orderSql(grouped, key.order) : identifier(keyNames[grouped.keys.indexOf(key)] ?? key.name)} ${direction(sort)}`,
      );
    }),
    ...shownNames(grouped, keyNames),
    ...grouped.keys.flatMap((key) => (key.hidden ? [key.sql] : [])),
  ];
  return [
    grouped.with.length > 0 ? `WITH ${grouped.with.join(',\n')}` : '',
    `SELECT ${list.join(',\n       ')}`,
    `FROM ${grouped.from}`,
    where(grouped.where),
    grouped.grouped && grouped.keys.length > 0 ? `GROUP BY ${grouped.keys.map((key) => key.sql).join(', ')}` : '',
    having.length > 0 ? `HAVING ${having.join(' AND ')}` : '',
    grouped.keys.length > 0 ? `ORDER BY ${unique(order).join(', ')}` : '',
    query.limit && grouped.keys.length > 0 ? `LIMIT ${query.limit}` : '',
  ]
    .filter(Boolean)
    .join('\n');
}

function layered(
  query: SemanticQuery,
  grouped: Grouped,
  keyNames: readonly string[],
  figureNames: readonly string[],
  calculationNames: readonly string[],
  sorts: readonly Sort[],
  columns: readonly ResultColumn[],
  overallOf: (metric: number) => string,
): Compiled {
  const ctes = [...grouped.with];
  const orders = grouped.keys.map((key, i) => (key.order ? `${orderSql(grouped, key.order)} AS order_${i + 1}` : ''));
  const base = [
    ...grouped.keys.map((key, i) => aliased(key.sql, keyNames[i] ?? key.name)),
    ...grouped.figures.map((figure, i) => aliased(figure.raw, figureNames[i] ?? figure.name)),
    ...orders.filter(Boolean),
  ];
  ctes.push(
    `grouped AS (\n${indent([`SELECT ${base.join(', ')}`, `FROM ${grouped.from}`, where(grouped.where), grouped.grouped && grouped.keys.length > 0 ? `GROUP BY ${grouped.keys.map((key) => key.sql).join(', ')}` : ''].filter(Boolean).join('\n'))}\n)`,
  );
  let last = 'grouped';
  const keyOrder = (at: number): string =>
    grouped.keys[at]?.order ? `order_${at + 1}` : identifier(keyNames[at] ?? '');
  if (query.calculations?.length) {
    const windows = query.calculations.map(
      (c, i) =>
        `${calculationSql(c, query, grouped, figureNames, keyNames, keyOrder)} AS ${identifier(calculationNames[i] ?? '')}`,
    );
    ctes.push(`calculated AS (\n  SELECT *, ${windows.join(', ')}\n  FROM ${last}\n)`);
    last = 'calculated';
  }
  if (query.having?.length) {
    let from = last;
    const againstSql = ({ against, within, overall, metric }: Having, name: string): string => {
      if (overall) return `(\n${indent(overallOf(metric ?? 0))}\n)`;
      const figure =
        against === 'median'
          ? `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${name})`
          : `${against?.toUpperCase() ?? 'AVG'}(${name})`;
      if (within === undefined) return `(SELECT ${figure} FROM ${from})`;
      const shared = dimensionKeys(query, grouped, within).map((key) =>
        identifier(keyNames[grouped.keys.indexOf(key)] ?? key.name),
      );
      // A median is no window: one row a group, looked up.
      if (against === 'median') {
        ctes.push(
          `of_own_group AS (\n  SELECT ${shared.join(', ')}, ${figure} AS figure\n  FROM ${from}\n  GROUP BY ${shared.join(', ')}\n)`,
        );
        return `(SELECT own.figure FROM of_own_group AS own WHERE ${shared.map((key) => `own.${key} = ${from}.${key}`).join(' AND ')})`;
      }
      ctes.push(
        `beside_own AS (\n  SELECT *, ${figure} OVER (PARTITION BY ${shared.join(', ')}) AS of_own_group\n  FROM ${from}\n)`,
      );
      from = 'beside_own';
      return 'of_own_group';
    };
    const tests = query.having.map((h) => {
      const name = identifier(
        h.calculation !== undefined ? (calculationNames[h.calculation] ?? '') : (figureNames[h.metric ?? 0] ?? ''),
      );
      if (h.calculation !== undefined && query.calculations?.[h.calculation]?.kind === 'cumulative_share')
        return `${name} - 100.0 * ${identifier(figureNames[query.calculations[h.calculation]?.metric ?? 0] ?? '')} / (SELECT SUM(${identifier(figureNames[query.calculations[h.calculation]?.metric ?? 0] ?? '')}) FROM ${from}) < ${h.values?.[0] ?? 50}`;
      const sides = h.calculation === undefined ? undefined : query.calculations?.[h.calculation];
      if (sides?.against !== undefined && (sides.kind === 'ratio' || sides.kind === 'change_percent'))
        return multipleOfSide(sides, h, figureNames);
      if (h.against)
        return `${name} ${OPERATOR[h.op === 'between' ? 'eq' : h.op]} ${h.factor === undefined ? '' : `${h.factor} * `}${againstSql(h, name)}`;
      return condition(name, h.op, h.values ?? []);
    });
    ctes.push(`kept AS (\n  SELECT *\n  FROM ${from}\n  WHERE ${tests.join(' AND ')}\n)`);
    last = 'kept';
  }
  if (query.count_groups && query.count_within?.length)
    return countWithin(query, grouped, ctes, last, keyNames, keyOrder);
  const sortSql = sorts.flatMap((sort) => {
    const [kind, at] = sort.by.split(':');
    if (kind === 'metric') return [`${identifier(figureNames[Number(at)] ?? '')} ${direction(sort)}`];
    if (kind === 'calculation') return [`${identifier(calculationNames[Number(at)] ?? '')} ${direction(sort)}`];
    return keysToSortBy(query, grouped, Number(at)).map(
      (key) => `${keyOrder(grouped.keys.indexOf(key))} ${direction(sort)}`,
    );
  });
  const ranked = (query.limit !== null && (query.with_ties || query.offset || query.limit_per?.length)) ?? false;
  if (ranked) {
    const partition = (query.limit_per ?? [])
      .flatMap((at) => dimensionKeys(query, grouped, at))
      .map((key) => identifier(keyNames[grouped.keys.indexOf(key)] ?? key.name));
    ctes.push(
      `ranked AS (\n  SELECT *, ${placeSql(query)} OVER (${partition.length > 0 ? `PARTITION BY ${partition.join(', ')} ` : ''}ORDER BY ${sortSql.join(', ')}) AS position\n  FROM ${last}\n)`,
    );
    last = 'ranked';
  }
  const first = (query.offset ?? 0) + 1;
  const cut = ranked
    ? first === 1
      ? `WHERE position <= ${query.limit ?? 1}`
      : `WHERE position BETWEEN ${first} AND ${first - 1 + (query.limit ?? 1)}`
    : '';
  if (query.count_groups || query.fold) {
    if (!ranked && query.limit) {
      const order = unique([...sortSql, ...keyNames.map((name) => identifier(name))]).join(', ');
      ctes.push(`first AS (\n  SELECT *\n  FROM ${last}\n  ORDER BY ${order}\n  LIMIT ${query.limit}\n)`);
      last = 'first';
    }
    return foldGroups(query, ctes, last, cut, figureNames, columns);
  }
  const list = [
    ...shownNames(grouped, keyNames),
    ...grouped.figures.map((figure, i) =>
      figure.shown === figure.raw
        ? identifier(figureNames[i] ?? '')
        : aliased(`ROUND(${identifier(figureNames[i] ?? '')}::numeric, 2)`, figureNames[i] ?? ''),
    ),
    ...(query.calculations ?? []).map((c, i) =>
      exact(c) && (c.against === undefined || grouped.figures[c.metric]?.additive)
        ? identifier(calculationNames[i] ?? '')
        : aliased(`ROUND(${identifier(calculationNames[i] ?? '')}::numeric, 2)`, calculationNames[i] ?? ''),
    ),
  ];
  const partitionOrder = ranked
    ? (query.limit_per ?? [])
        .flatMap((at) => dimensionKeys(query, grouped, at))
        .map((key) => keyOrder(grouped.keys.indexOf(key)))
    : [];
  const order = unique([
    ...partitionOrder,
    ...(ranked ? ['position'] : sortSql),
    ...keyNames.map((name) => identifier(name)),
  ]);
  return {
    sql: [
      `WITH ${ctes.join(',\n')}`,
      `SELECT ${list.join(', ')}`,
      `FROM ${last}`,
      cut,
      grouped.keys.length > 0 ? `ORDER BY ${order.join(', ')}` : '',
      !ranked && query.limit ? `LIMIT ${query.limit}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
    columns,
  };
}

/** So many times the other side, told without dividing: three against none is more than twice as many, none against none is not. */
function multipleOfSide(
  { kind, metric, against }: Calculation,
  { op, values }: Having,
  names: readonly string[],
): string {
  const [one = '', other = ''] = [metric, against ?? 0].map((at) => `COALESCE(${identifier(names[at] ?? '')}, 0)`);
  const value = values?.[0] ?? 0;
  const factor = kind === 'ratio' ? value : Math.round((1 + value / 100) * 1e6) / 1e6;
  const some = op === 'lt' || op === 'lte' ? other : one;
  return `${some} > 0 AND ${one} ${OPERATOR[op === 'between' ? 'eq' : op]} ${factor} * ${other}`;
}

/** What sorts a group: the least of its rows, or of the one row that stands for it. */
function orderSql(grouped: Grouped, order: string): string {
  return grouped.grouped ? `min(${order})` : order;
}

function shownNames(grouped: Grouped, keyNames: readonly string[]): string[] {
  return grouped.keys.flatMap((key, i) => (key.hidden ? [] : [identifier(keyNames[i] ?? key.name)]));
}

function condition(
  sql: string,
  op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'between',
  values: readonly number[],
): string {
  if (op === 'between') return `${sql} BETWEEN ${values[0] ?? 0} AND ${values[1] ?? values[0] ?? 0}`;
  return `${sql} ${OPERATOR[op]} ${values[0] ?? 0}`;
}

function where(conditions: readonly string[]): string {
  return conditions.length > 0 ? `WHERE ${conditions.join('\n  AND ')}` : '';
}

function aliased(sql: string, name: string): string {
  return sql.endsWith(`.${identifier(name)}`) ? sql : `${sql} AS ${identifier(name)}`;
}

function unique(list: readonly string[]): string[] {
  const seen = new Set<string>();
  return list.filter((entry) => {
    const key = entry.replace(/ (ASC|DESC NULLS LAST)$/, '');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function uniqueNames(names: readonly string[]): string[] {
  const used = new Map<string, number>();
  return names.map((name) => {
    const n = (used.get(name) ?? 0) + 1;
    used.set(name, n);
    return n === 1 ? name : `${name}_${n}`;
  });
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
