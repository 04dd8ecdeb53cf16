import type { Calculation, ColumnType, Format, ResultColumn, SemanticQuery, Sort } from '@copilot/contracts';
import { identifier } from './literal.js';
import type { Compiled } from './compile-query.js';
import type { Key } from './keys.js';

/** The grouped figures before anything is computed over them. */
export interface Grouped {
  readonly with: readonly string[];
  readonly from: string;
  readonly where: readonly string[];
  readonly keys: readonly Key[];
  /** Whether `figures` are aggregates over `from` (GROUP BY), or columns of it. */
  readonly grouped: boolean;
  readonly figures: readonly {
    readonly name: string;
    readonly label: string;
    readonly format: Format;
    readonly type: ColumnType;
    readonly raw: string;
    readonly shown: string;
  }[];
}

const OPERATOR = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** Adds what is computed over the groups: conditions on figures, calculations, ranks, order, limit, counts and folds of groups. */
export function layerQuery(query: SemanticQuery, grouped: Grouped): Compiled {
  const names = uniqueNames([
    ...grouped.keys.map((key) => key.name),
    ...grouped.figures.map((figure) => figure.name),
    ...(query.calculations ?? []).map((c) => calculationName(c, grouped)),
  ]);
  const keyNames = names.slice(0, grouped.keys.length);
  const figureNames = names.slice(grouped.keys.length, grouped.keys.length + grouped.figures.length);
  const calculationNames = names.slice(grouped.keys.length + grouped.figures.length);
  const columns = describe(query, grouped, keyNames, figureNames, calculationNames);
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
  return layered(query, grouped, keyNames, figureNames, calculationNames, sorts, columns);
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
      return dimensionKeys(query, grouped, Number(at)).map(
        (key) =>
          `${key.order ? `min(${key.order})` : identifier(keyNames[grouped.keys.indexOf(key)] ?? key.name)} ${direction(sort)}`,
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
): Compiled {
  const ctes = [...grouped.with];
  const orders = grouped.keys.map((key, i) => (key.order ? `min(${key.order}) AS order_${i + 1}` : ''));
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
    const from = last;
    const tests = query.having.map((h) => {
      const name = identifier(
        h.calculation !== undefined ? (calculationNames[h.calculation] ?? '') : (figureNames[h.metric ?? 0] ?? ''),
      );
      if (h.calculation !== undefined && query.calculations?.[h.calculation]?.kind === 'cumulative_share')
        return `${name} - 100.0 * ${identifier(figureNames[query.calculations[h.calculation]?.metric ?? 0] ?? '')} / (SELECT SUM(${identifier(figureNames[query.calculations[h.calculation]?.metric ?? 0] ?? '')}) FROM ${from}) < ${h.values?.[0] ?? 50}`;
      if (h.against)
        return `${name} ${OPERATOR[h.op === 'between' ? 'eq' : h.op]} (SELECT ${h.against === 'median' ? `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${name})` : `${h.against.toUpperCase()}(${name})`} FROM ${from})`;
      return condition(name, h.op, h.values ?? []);
    });
    ctes.push(`kept AS (\n  SELECT *\n  FROM ${from}\n  WHERE ${tests.join(' AND ')}\n)`);
    last = 'kept';
  }
  const sortSql = sorts.flatMap((sort) => {
    const [kind, at] = sort.by.split(':');
    if (kind === 'metric') return [`${identifier(figureNames[Number(at)] ?? '')} ${direction(sort)}`];
    if (kind === 'calculation') return [`${identifier(calculationNames[Number(at)] ?? '')} ${direction(sort)}`];
    return dimensionKeys(query, grouped, Number(at)).map(
      (key) => `${keyOrder(grouped.keys.indexOf(key))} ${direction(sort)}`,
    );
  });
  const ranked = (query.limit !== null && (query.with_ties || query.offset || query.limit_per?.length)) ?? false;
  if (ranked) {
    const partition = (query.limit_per ?? [])
      .flatMap((at) => dimensionKeys(query, grouped, at))
      .map((key) => identifier(keyNames[grouped.keys.indexOf(key)] ?? key.name));
    ctes.push(
      `ranked AS (\n  SELECT *, rank() OVER (${partition.length > 0 ? `PARTITION BY ${partition.join(', ')} ` : ''}ORDER BY ${sortSql.join(', ')}) AS position\n  FROM ${last}\n)`,
    );
    last = 'ranked';
  }
  const first = (query.offset ?? 0) + 1;
  const cut = ranked
    ? first === 1
      ? `WHERE position <= ${query.limit ?? 1}`
      : `WHERE position BETWEEN ${first} AND ${first - 1 + (query.limit ?? 1)}`
    : '';
  if (query.count_groups || query.fold) return foldGroups(query, ctes, last, cut, figureNames, grouped, columns);
  const list = [
    ...shownNames(grouped, keyNames),
    ...grouped.figures.map((figure, i) =>
      figure.shown === figure.raw
        ? identifier(figureNames[i] ?? '')
        : aliased(`ROUND(${identifier(figureNames[i] ?? '')}::numeric, 2)`, figureNames[i] ?? ''),
    ),
    ...(query.calculations ?? []).map((c, i) =>
      exact(c)
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
      `ORDER BY ${order.join(', ')}`,
      !ranked && query.limit ? `LIMIT ${query.limit}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
    columns,
  };
}

function foldGroups(
  query: SemanticQuery,
  ctes: readonly string[],
  last: string,
  cut: string,
  figureNames: readonly string[],
  grouped: Grouped,
  columns: readonly ResultColumn[],
): Compiled {
  const name = identifier(columns[0]?.name ?? 'groups');
  const figure = identifier(figureNames[0] ?? '');
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

function describe(
  query: SemanticQuery,
  grouped: Grouped,
  keyNames: readonly string[],
  figureNames: readonly string[],
  calculationNames: readonly string[],
): ResultColumn[] {
  if (query.count_groups) {
    const key = grouped.keys.at(-1);
    return [
      {
        name: `${(key?.name ?? 'group').replace(/_id$/, '')}_count`,
        type: 'integer',
        role: 'metric',
        label: `number of ${key?.label ?? 'groups'}s`,
        format: 'integer',
      },
    ];
  }
  const figures = grouped.figures.map((figure, i): ResultColumn => ({
    name: figureNames[i] ?? figure.name,
    type: figure.type,
    role: 'metric',
    label: figure.label,
    format: figure.format,
  }));
  if (query.fold) return figures.slice(0, 1);
  const calculations = (query.calculations ?? []).map((c, i): ResultColumn => ({
    name: calculationNames[i] ?? '',
    type: 'number',
    role: 'metric',
    label: c.label ?? (calculationNames[i] ?? '').replaceAll('_', ' '),
    format: calculationFormat(c, grouped),
  }));
  return [
    ...grouped.keys.flatMap((key, i): ResultColumn[] =>
      key.hidden
        ? []
        : [{ name: keyNames[i] ?? key.name, type: key.type, role: 'dimension', label: key.label, format: key.format }],
    ),
    ...figures,
    ...calculations,
  ];
}

function calculationFormat(c: Calculation, grouped: Grouped): Format {
  if (c.kind === 'share' || c.kind === 'change_percent' || c.kind === 'cumulative_share') return 'percent';
  if (c.kind === 'rank') return 'integer';
  const format = grouped.figures[c.metric]?.format ?? 'decimal';
  return c.kind === 'moving_average' && format === 'integer' ? 'decimal' : format;
}

function calculationName(c: Calculation, grouped: Grouped): string {
  const figure = grouped.figures[c.metric]?.name ?? 'figure';
  const names: Record<Calculation['kind'], string> = {
    share: `share_of_${figure}`,
    change: `${figure}_change`,
    change_percent: `${figure}_change_percent`,
    running: `running_${figure}`,
    moving_average: `moving_average_${figure}`,
    rank: 'rank',
    cumulative_share: `cumulative_share_of_${figure}`,
    difference: `${figure}_difference`,
    previous: `previous_${figure}`,
  };
  return names[c.kind];
}

function exact(c: Calculation): boolean {
  return (
    c.kind === 'running' || c.kind === 'change' || c.kind === 'rank' || c.kind === 'previous' || c.kind === 'difference'
  );
}

function calculationSql(
  c: Calculation,
  query: SemanticQuery,
  grouped: Grouped,
  figureNames: readonly string[],
  keyNames: readonly string[],
  keyOrder: (at: number) => string,
): string {
  const m = identifier(figureNames[c.metric] ?? '');
  const time = grouped.keys.findIndex((key) => key.grain !== undefined);
  const along = time >= 0 ? keyOrder(time) : `${m} DESC`;
  const others = grouped.keys.flatMap((key, i) =>
    time >= 0 && i !== time ? [identifier(keyNames[i] ?? key.name)] : [],
  );
  const partition = others.length > 0 ? `PARTITION BY ${others.join(', ')} ` : '';
  const back = `lag(${m}${c.offset && c.offset > 1 ? `, ${c.offset}` : ''}) OVER (${partition}ORDER BY ${along})`;
  switch (c.kind) {
    case 'share':
      return `100.0 * ${m} / NULLIF(SUM(${m}) OVER (), 0)`;
    case 'cumulative_share':
      return `100.0 * SUM(${m}) OVER (ORDER BY ${m} DESC, ${keyNames.map((name) => identifier(name)).join(', ')}) / NULLIF(SUM(${m}) OVER (), 0)`;
    case 'previous':
      return back;
    case 'change':
    case 'difference':
      return `${m} - ${back}`;
    case 'change_percent':
      return `100.0 * (${m} - ${back}) / NULLIF(${back}, 0)`;
    case 'running':
      return `SUM(${m}) OVER (${partition}ORDER BY ${along})`;
    case 'moving_average':
      return `AVG(${m}) OVER (${partition}ORDER BY ${along} ROWS BETWEEN ${(c.window ?? 3) - 1} PRECEDING AND CURRENT ROW)`;
    case 'rank':
      return `rank() OVER (ORDER BY ${m} DESC)`;
  }
}

/** Time goes forward; everything else is ranked by its first figure. */
function defaultSorts(query: SemanticQuery, grouped: Grouped): readonly Sort[] {
  if (query.sort.length > 0) return query.sort;
  const times = query.dimensions.flatMap((d, i) => (d.grain ? [i] : []));
  if (times.length > 0) return times.map((i): Sort => ({ by: `dimension:${i}`, direction: 'asc' }));
  if (query.dimensions.some((d) => d.buckets || d.bucket_width)) return [{ by: 'dimension:0', direction: 'asc' }];
  return grouped.figures.length > 0 ? [{ by: 'metric:0', direction: 'desc' }] : [];
}

function dimensionKeys(query: SemanticQuery, grouped: Grouped, at: number): Key[] {
  let dimension = -1;
  let before: string | null = null;
  const out: Key[] = [];
  for (const key of grouped.keys) {
    const id = `${key.dimension}@${key.grain ?? ''}`;
    if (id !== before || (out.length === 0 && false)) dimension += 1;
    before = id;
    if (dimension === at) out.push(key);
  }
  return out;
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

function direction(sort: Sort): string {
  return sort.direction === 'desc' ? 'DESC NULLS LAST' : 'ASC';
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
