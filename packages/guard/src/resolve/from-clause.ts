import { isMessage, listOf, messageOf, namesOf, readNode, textOf, type Message } from '../tree/node.js';
import { outputName } from './output-name.js';
import { useColumn, type Resolver } from './resolution.js';
import {
  findCte,
  renameColumns,
  withQualifier,
  type Column,
  type CteScope,
  type RangeItem,
  type Scope,
} from './scope.js';

interface Level {
  readonly resolver: Resolver;
  readonly outer: Scope | undefined;
  readonly ctes: CteScope | undefined;
}

/** Resolves FROM: what the expressions of this query level can see, in order. LATERAL parts see what stands to their left. */
export function resolveFromClause(
  clause: unknown,
  outer: Scope | undefined,
  ctes: CteScope | undefined,
  resolver: Resolver,
): RangeItem[] {
  const level = { resolver, outer, ctes };
  return listOf(clause).reduce<RangeItem[]>((items, entry) => [...items, ...resolveEntry(entry, items, level)], []);
}

/** The items that one entry of FROM adds. `left` is what a LATERAL part of it may refer to. */
function resolveEntry(entry: unknown, left: readonly RangeItem[], level: Level): RangeItem[] {
  const node = readNode(entry);
  switch (node?.kind) {
    case 'RangeVar':
      return [resolveRelation(node.message, level)];
    case 'RangeSubselect':
      return [resolveSubselect(node.message, left, level)];
    case 'RangeFunction':
      return [resolveFunction(node.message, left, level)];
    case 'JoinExpr':
      return resolveJoin(node.message, left, level);
    default:
      return [];
  }
}

/** A name in FROM: a WITH query if it has no schema and one is in sight, else a view of the policy, else nothing that is known. */
function resolveRelation(node: Message, { resolver, ctes }: Level): RangeItem {
  const name = textOf(node['relname']) ?? '';
  const schema = textOf(node['schemaname']);
  const cte = schema === undefined ? findCte(ctes, name) : undefined;
  if (cte) {
    resolver.relations.push({ node, kind: 'cte', name });
    return toItem(node, name, cte, resolver);
  }
  const view =
    (schema === undefined || schema === resolver.policy.schema) && node['catalogname'] === undefined
      ? resolver.policy.views.get(name)
      : undefined;
  resolver.relations.push({ node, kind: view ? 'view' : 'unknown', name });
  const readable = new Set(view?.columns);
  const columns = (view?.allColumns ?? view?.columns ?? []).map((column): Column => ({
    name: column,
    source: { view: name, column },
    readable: readable.has(column),
    definitions: [],
  }));
  const item = toItem(node, name, columns, resolver);
  return isMessage(node['alias']) ? item : { ...item, view: name };
}

function resolveSubselect(node: Message, left: readonly RangeItem[], level: Level): RangeItem {
  const statement = messageOf(node['subquery'], 'SelectStmt') ?? {};
  const outer = node['lateral'] === true ? { items: left, outer: level.outer } : level.outer;
  return toItem(node, undefined, level.resolver.select(statement, outer, level.ctes), level.resolver);
}

/** A function in FROM sees what stands to its left, with or without LATERAL. Its one column has the alias's or the function's name. */
function resolveFunction(node: Message, left: readonly RangeItem[], level: Level): RangeItem {
  const calls = listOf(node['functions']).map((entry) => listOf(messageOf(entry, 'List')?.['items'])[0]);
  for (const call of calls) level.resolver.expression(call, { items: left, outer: level.outer }, level.ctes);
  const aliasName = aliasOf(node)?.name;
  const columns: Column[] = calls.flatMap((call) => columnsOfCall(call, aliasName));
  if (node['ordinality'] === true) columns.push(computed('ordinality', []));
  return toItem(node, outputName(calls[0]), columns, level.resolver);
}

/** `unnest(a, b)` yields a column for each array, every other allowed function one. */
function columnsOfCall(call: unknown, aliasName: string | undefined): Column[] {
  const name = outputName(call);
  const args = listOf(messageOf(call, 'FuncCall')?.['args']);
  if (name === 'unnest' && args.length > 1) return args.map((arg) => computed(name, [arg]));
  return [computed(aliasName ?? name, [call])];
}

function resolveJoin(node: Message, left: readonly RangeItem[], level: Level): RangeItem[] {
  const { resolver, outer, ctes } = level;
  const larg = resolveEntry(node['larg'], left, level);
  const rarg = resolveEntry(node['rarg'], [...left, ...larg], level);
  const leftColumns = columnsInSight(larg);
  const rightColumns = columnsInSight(rarg);
  const using = node['isNatural'] === true ? commonNames(leftColumns, rightColumns) : namesOf(node['usingClause']);
  const mergedColumns = using.map((name) => mergeColumn(name, leftColumns, rightColumns, node, resolver));
  const both = [...leftColumns, ...rightColumns];
  const columns =
    using.length === 0 ? both : [...mergedColumns, ...both.filter((column) => !using.includes(column.name))];
  resolver.expression(node['quals'], { items: [...larg, ...rarg], outer }, ctes);

  const usingAlias = isMessage(node['join_using_alias']) ? textOf(node['join_using_alias']['aliasname']) : undefined;
  const usingItem = usingAlias === undefined ? [] : [namedOnly(usingAlias, mergedColumns)];
  if (isMessage(node['alias'])) return [toItem(node, undefined, columns, resolver), ...usingItem];
  const inner = [...larg, ...rarg].map((item) => ({ ...item, columnsVisible: false }));
  return [
    ...inner,
    { name: undefined, view: undefined, columns, nameVisible: false, columnsVisible: true },
    ...usingItem,
  ];
}

/** The columns that `*` and bare names reach, each with the name of the relation it can be qualified by. */
function columnsInSight(items: readonly RangeItem[]): Column[] {
  return items
    .filter((item) => item.columnsVisible)
    .flatMap((item) => item.columns.map((column) => withQualifier(column, item.name ?? column.qualifier)));
}

function commonNames(left: readonly Column[], right: readonly Column[]): string[] {
  return left.map((column) => column.name).filter((name) => right.some((column) => column.name === name));
}

/** The one column that JOIN … USING makes of two; both are read. */
function mergeColumn(
  name: string,
  left: readonly Column[],
  right: readonly Column[],
  node: Message,
  resolver: Resolver,
): Column {
  const sides = [left, right].flatMap((side) => {
    const found = side.filter((column) => column.name === name);
    const [column] = found;
    if (found.length === 1 && column) return [column];
    const reference = { kind: found.length > 1 ? 'ambiguous' : 'unknown' } as const;
    resolver.columnUses.push({ node, path: [name], reference });
    return [];
  });
  for (const side of sides) useColumn(resolver, node, [name], side);
  const chosen = node['jointype'] === 'JOIN_RIGHT' ? sides[1] : sides[0];
  return {
    name,
    source: node['jointype'] === 'JOIN_FULL' ? undefined : chosen?.source,
    readable: sides.every((side) => side.readable),
    definitions: sides.flatMap((side) => side.definitions),
    merged: sides,
  };
}

function toItem(node: Message, ownName: string | undefined, columns: readonly Column[], resolver: Resolver): RangeItem {
  const alias = aliasOf(node);
  const renamed = renameColumns(columns, alias?.columns ?? []);
  if (!renamed) resolver.faults.push({ node, text: 'an alias names more columns than there are' });
  return {
    name: alias?.name ?? ownName,
    view: undefined,
    columns: (renamed ?? columns).map((column) => withQualifier(column, undefined)),
    nameVisible: true,
    columnsVisible: true,
  };
}

function aliasOf(node: Message): { readonly name: string | undefined; readonly columns: string[] } | undefined {
  const alias = node['alias'];
  return isMessage(alias) ? { name: textOf(alias['aliasname']), columns: namesOf(alias['colnames']) } : undefined;
}

function computed(name: string, definitions: readonly unknown[]): Column {
  return { name, source: undefined, readable: true, definitions };
}

function namedOnly(name: string, columns: readonly Column[]): RangeItem {
  return { name, view: undefined, columns, nameVisible: true, columnsVisible: false };
}
