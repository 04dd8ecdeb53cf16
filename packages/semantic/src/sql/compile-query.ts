import type { ColumnType, Filter, Format, Outcome, ResultColumn, SemanticQuery } from '@copilot/contracts';
import { findField, type Model } from '../model/model.js';
import { qualify } from '../model/expression.js';
import { compileListing } from './compile-listing.js';
import { compileFilters, type PredicateContext } from './predicate.js';
import { toFigure, type Atom, type Figure } from './figures.js';
import { toKeys, type Key } from './keys.js';
import { aggregateSql, columnTypeOf, shownSql } from './aggregate.js';
import { identifier, literal } from './literal.js';
import type { Grouped } from './grouped.js';
import { layerQuery } from './layers.js';
import { CompileProblem, createAliases, createSource, requireField, type Aliases } from './source.js';

/** A statement with the meaning of its columns, in the order of the select list. */
export interface Compiled {
  readonly sql: string;
  readonly columns: readonly ResultColumn[];
}

/**
 * Compiles a semantic query into one SELECT over the role's views. Figures of different datasets are aggregated apart and joined on the
 * groups; a row that a join would repeat is counted once.
 * *Problems* `plan.outside-role`, `plan.no-join-path`, `query.invalid`.
 */
export function compileQuery(query: SemanticQuery, model: Model): Outcome<Compiled> {
  try {
    return { ok: true, value: query.entity ? compileListing(query, model) : compileFigures(query, model) };
  } catch (error) {
    if (error instanceof CompileProblem)
      return {
        ok: false,
        problem: { code: error.code, message: `${error.message[0]?.toUpperCase() ?? ''}${error.message.slice(1)}.` },
      };
    throw error;
  }
}

interface Part {
  readonly base: string;
  readonly per: string | null;
  readonly atoms: Atom[];
}

function compileFigures(query: SemanticQuery, model: Model): Compiled {
  const aliases = createAliases();
  const timeMember = query.time_range?.member ?? null;
  const figures = query.metrics.map((ref) =>
    toFigure(ref, { model, dimensions: query.dimensions, filters: query.filters, timeMember }),
  );
  const parts = toParts(figures);
  const single = parts.length === 1 && parts[0]?.per === null ? parts[0] : undefined;
  const grouped =
    figures.length === 0
      ? groupsOnly(query, model, aliases)
      : single
        ? inlinePart(query, model, single, figures, aliases)
        : joinParts(query, model, parts, figures, aliases);
  return layerQuery(query, grouped);
}

function toParts(figures: readonly Figure[]): Part[] {
  const parts: Part[] = [];
  for (const atom of figures.flatMap((figure) => [figure.atom, ...(figure.over ? [figure.over] : [])])) {
    const part = parts.find((p) => p.base === atom.base && p.per === atom.per);
    if (part) part.atoms.push(atom);
    else parts.push({ base: atom.base, per: atom.per, atoms: [atom] });
  }
  return parts;
}

interface Built {
  readonly from: string;
  readonly where: readonly string[];
  readonly keys: readonly Key[];
  /** SQL of each atom, in order. */
  readonly atoms: readonly string[];
}

/** Builds the FROM, WHERE, groups and aggregates of one dataset's figures. */
function buildPart(query: SemanticQuery, model: Model, part: Part, aliases: Aliases, several: boolean): Built {
  const source = createSource(model, part.base, aliases);
  const own = part.atoms[0]?.time ?? null;
  const timeFor = (member: string): string => {
    const field = findField(model, member);
    if (field?.dataset === part.base || !own) return member;
    return several || !field || model.datasets.get(part.base)?.rollup ? own : member;
  };
  const dimensions = query.dimensions.map((d) => (d.grain ? { ...d, member: timeFor(d.member) } : d));
  const keys = dimensions.flatMap((dimension) => toKeys(dimension, source, model));
  const context: PredicateContext = { model, aliases, scalar: (filter) => scalarAgainst(filter, model, aliases) };
  const filters: Filter[] = query.filters.map((f) => (f.kind === 'time' ? { ...f, member: timeFor(f.member) } : f));
  if (query.time_range)
    filters.push({
      kind: 'time',
      member: timeFor(query.time_range.member),
      ...(query.time_range.from ? { from: query.time_range.from } : {}),
      ...(query.time_range.to ? { to: query.time_range.to } : {}),
    });
  const where = compileFilters(filters, source, context);
  const perKeys = part.per ? perKey(part.per, source, model, own) : null;
  const conditions = part.atoms.map((atom) => compileFilters(atom.filters, source, context));
  const argument = (atom: Atom): string =>
    'member' in atom.argument
      ? source.column(atom.argument.member)
      : qualify(atom.argument.expression, source.baseAlias);
  const base = model.datasets.get(part.base);
  const key = base?.primaryKey.map((column) => `${source.baseAlias}.${column}`) ?? [];
  const keyed = source.onlyLinks() && keys.every((k) => k.near || k.unique || !source.fansOut());
  const repeats = source.fansOut() && !keyed;
  const args = part.atoms.map(argument);
  if (
    !repeats ||
    part.atoms.every(
      (atom, i) =>
        atom.aggregate === 'count_distinct' ||
        atom.aggregate === 'min' ||
        atom.aggregate === 'max' ||
        (atom.aggregate === 'count' && key.length === 1 && args[i] === key[0]),
    )
  ) {
    const atoms = part.atoms.map((atom, i) =>
      aggregateSql(
        repeats && atom.aggregate === 'count' ? 'count_distinct' : atom.aggregate,
        args[i] ?? '*',
        conditions[i] ?? [],
        atom.fraction,
        atom.aggregate === 'count' && key.includes(args[i] ?? '') && !repeats,
      ),
    );
    return perKeys
      ? foldPer(part, source.from(), where, keys, perKeys, atoms)
      : { from: source.from(), where, keys, atoms };
  }
  return distinctRows(part, source.from(), where, keys, key, args, conditions, perKeys);
}

/** Rows that a join repeats are made distinct by the key of their dataset before they are aggregated. */
function distinctRows(
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
    ? foldPer(part, inner, [], outerKeys, 'distinct_rows.entity', atoms)
    : { from: inner, where: [], keys: outerKeys, atoms };
}

/** Takes the figure for each entity first and folds those figures after. */
function foldPer(
  part: Part,
  from: string,
  where: readonly string[],
  keys: readonly Key[],
  per: string,
  atoms: readonly string[],
): Built {
  const columns = [
    ...keys.map((key, i) => `${key.sql} AS group_${i + 1}`),
    `${per} AS entity`,
    ...atoms.map((atom, i) => `${atom} AS figure_${i + 1}`),
  ];
  const groups = [...keys.map((key) => key.sql), per].join(', ');
  const inner = `(\n${indent(`SELECT ${columns.join(', ')}\nFROM ${from}${whereSql(where)}\nGROUP BY ${groups}`)}\n) AS per_entity`;
  return {
    from: inner,
    where: [`per_entity.entity IS NOT NULL`],
    keys: keys.map((key, i): Key => ({ ...key, sql: `per_entity.group_${i + 1}`, order: null })),
    atoms: part.atoms.map((atom, i) =>
      aggregateSql(atom.outer ?? 'avg', `per_entity.figure_${i + 1}`, [], atom.fraction, false),
    ),
  };
}

function perKey(per: string, source: ReturnType<typeof createSource>, model: Model, time: string | null): string {
  const [name, grain] = per.split('@');
  if (grain && (time ?? name)) {
    const member = name || time || '';
    return toKeys({ member, grain: grain as 'month' }, source, model)[0]?.sql ?? '';
  }
  const dataset = model.datasets.get(per);
  if (!dataset) return source.column(requireField(model, per).dataset === per ? per : per);
  return source.column(`${per}.${dataset.primaryKey[0] ?? ''}`);
}

function inlinePart(
  query: SemanticQuery,
  model: Model,
  part: Part,
  figures: readonly Figure[],
  aliases: Aliases,
): Grouped {
  const built = buildPart(query, model, part, aliases, false);
  const sqlOf = (atom: Atom): string => built.atoms[part.atoms.indexOf(atom)] ?? '';
  return {
    with: [],
    from: built.from,
    where: built.where,
    keys: built.keys,
    grouped: true,
    figures: figures.map((figure) => toColumn(figure, sqlOf)),
  };
}

function joinParts(
  query: SemanticQuery,
  model: Model,
  parts: readonly Part[],
  figures: readonly Figure[],
  aliases: Aliases,
): Grouped {
  const names = parts.map((part, i) =>
    parts.filter((p) => p.base === part.base).length > 1 ? `${part.base}_figures_${i + 1}` : `${part.base}_figures`,
  );
  const builts = parts.map((part) => buildPart(query, model, part, aliases, parts.length > 1));
  const ctes = builts.map((built, i) => {
    const columns = [
      ...built.keys.map((key) => `${key.sql} AS ${identifier(key.name)}`),
      ...built.atoms.map((atom, j) => `${atom} AS figure_${j + 1}`),
    ];
    const groups = built.keys.length > 0 ? `\nGROUP BY ${built.keys.map((key) => key.sql).join(', ')}` : '';
    return `${names[i] ?? ''} AS (\n${indent(`SELECT ${columns.join(', ')}\nFROM ${built.from}${whereSql(built.where)}${groups}`)}\n)`;
  });
  const keys = builts[0]?.keys ?? [];
  const using = keys.map((key) => identifier(key.name)).join(', ');
  const from = names
    .map((name, i) => (i === 0 ? name : keys.length > 0 ? `FULL JOIN ${name} USING (${using})` : `CROSS JOIN ${name}`))
    .join('\n');
  const sqlOf = (atom: Atom): string => {
    const at = parts.findIndex((part) => part.atoms.includes(atom));
    const column = `${names[at] ?? ''}.figure_${(parts[at]?.atoms.indexOf(atom) ?? 0) + 1}`;
    const counts =
      (atom.aggregate === 'count' || atom.aggregate === 'count_distinct' || atom.aggregate === 'sum') && !atom.per;
    return parts.length > 1 && keys.length > 0 && counts ? `COALESCE(${column}, 0)` : column;
  };
  return {
    with: ctes,
    from,
    where: [],
    keys: keys.map((key) => ({ ...key, sql: identifier(key.name), order: key.grain ? null : key.order })),
    grouped: false,
    figures: figures.map((figure) => toColumn(figure, sqlOf)),
  };
}

/** No figure asked for: the distinct groups themselves. */
function groupsOnly(query: SemanticQuery, model: Model, aliases: Aliases): Grouped {
  const first = query.dimensions[0];
  if (!first) throw new CompileProblem('query.invalid', 'a query needs a figure, a grouping or an entity to list');
  const built = buildPart(
    query,
    model,
    { base: requireField(model, first.member).dataset, per: null, atoms: [] },
    aliases,
    false,
  );
  return {
    with: [],
    from: built.from,
    where: [...built.where, ...built.keys.map((key) => `${key.sql} IS NOT NULL`)],
    keys: built.keys,
    grouped: true,
    figures: [],
  };
}

function toColumn(figure: Figure, sqlOf: (atom: Atom) => string): Grouped['figures'][number] {
  const top = sqlOf(figure.atom);
  const raw = figure.over ? `${figure.percent ? '100.0 * ' : '1.0 * '}${top} / NULLIF(${sqlOf(figure.over)}, 0)` : top;
  const type: ColumnType = figure.over ? 'number' : columnTypeOf(figure.atom);
  return {
    name: figure.name,
    label: figure.label,
    format: figure.format as Format,
    type,
    raw,
    shown: shownSql(raw, figure.over ? 'avg' : (figure.atom.outer ?? figure.atom.aggregate), type),
  };
}

function scalarAgainst(filter: Extract<Filter, { kind: 'against' }>, model: Model, aliases: Aliases): string {
  const field = requireField(model, filter.member ?? '');
  const source = createSource(model, field.dataset, aliases);
  const context: PredicateContext = { model, aliases, scalar: (inner) => scalarAgainst(inner, model, aliases) };
  const where = compileFilters(filter.of ?? [], source, context);
  return `(SELECT ${aggregateSql(filter.aggregate, source.column(filter.member ?? ''), [], filter.fraction ?? null, false)} FROM ${source.from()}${whereSql(where)})`;
}

export function whereSql(conditions: readonly string[]): string {
  return conditions.length > 0 ? `\nWHERE ${conditions.join('\n  AND ')}` : '';
}

export function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}

export { literal };
