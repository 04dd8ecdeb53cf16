import type { RolePolicy } from '@copilot/contracts';
import { isMessage, listOf, messageOf, namesOf, readNode, textOf, type Message } from '../tree/node.js';
import { resolveFromClause } from './from-clause.js';
import { outputName } from './output-name.js';
import { useColumn, type Resolution, type Resolver } from './resolution.js';
import {
  findColumn,
  findItemByPath,
  findQualifiedColumn,
  renameColumns,
  withQualifier,
  type Column,
  type CteScope,
  type RangeItem,
  type Scope,
} from './scope.js';

/**
 * Resolves every name of a SELECT as PostgreSQL does: WITH queries before views, the nearest level first, LATERAL, joins with and
 * without USING, aliases in ORDER BY and GROUP BY, whole rows.
 *
 * *Takes* the message of the outermost SelectStmt. *Returns* uses and outputs; it judges nothing, the rules do.
 * *Source* parse_relation.c, parse_clause.c and parse_target.c of PostgreSQL.
 */
export function resolveStatement(statement: Message, policy: RolePolicy): Resolution {
  const resolver: Resolver = {
    policy,
    relations: [],
    columnUses: [],
    stars: [],
    faults: [],
    columnOf: new Map(),
    select: (inner, outer, ctes) => resolveSelect(inner, outer, ctes, resolver),
    expression: (value, scope, ctes) => resolveExpression(value, scope, ctes, resolver),
  };
  const outputs = resolveSelect(statement, undefined, undefined, resolver);
  return { ...resolver, outputs };
}

function resolveSelect(
  statement: Message,
  outer: Scope | undefined,
  above: CteScope | undefined,
  resolver: Resolver,
): readonly Column[] {
  const ctes = resolveWith(statement['withClause'], outer, above, resolver);
  const constants: Scope = { items: [], outer };
  resolveExpression(statement['limitCount'], constants, ctes, resolver);
  resolveExpression(statement['limitOffset'], constants, ctes, resolver);
  if (isMessage(statement['larg']) || isMessage(statement['rarg'])) {
    return resolveSetOperation(statement, outer, ctes, resolver);
  }
  if (statement['valuesLists'] !== undefined) return resolveValues(statement, constants, ctes, resolver);

  const items = resolveFromClause(statement['fromClause'], outer, ctes, resolver);
  const scope: Scope = { items, outer };
  const outputs = listOf(statement['targetList']).flatMap((target) => resolveTarget(target, scope, ctes, resolver));
  const clause = (name: string): void => resolveEach(listOf(statement[name]), scope, ctes, resolver);
  resolveExpression(statement['whereClause'], scope, ctes, resolver);
  resolveExpression(statement['havingClause'], scope, ctes, resolver);
  clause('windowClause');
  resolveGroupBy(listOf(statement['groupClause']), outputs, scope, ctes, resolver);
  resolveByOutput(listOf(statement['distinctClause']), outputs, scope, ctes, resolver);
  resolveByOutput(listOf(statement['sortClause']), outputs, scope, ctes, resolver);
  return outputs;
}

/** Each WITH query is seen by the later ones and by the body, never by itself or by those before it. */
function resolveWith(
  clause: unknown,
  outer: Scope | undefined,
  above: CteScope | undefined,
  resolver: Resolver,
): CteScope | undefined {
  if (!isMessage(clause)) return above;
  const queries = new Map<string, readonly Column[]>();
  const level: CteScope = { queries, outer: above };
  for (const entry of listOf(clause['ctes'])) {
    const cte = messageOf(entry, 'CommonTableExpr');
    if (!cte) continue;
    const name = textOf(cte['ctename']) ?? '';
    const columns = resolveSelect(messageOf(cte['ctequery'], 'SelectStmt') ?? {}, outer, level, resolver);
    const renamed = renameColumns(columns, namesOf(cte['aliascolnames']));
    if (!renamed || queries.has(name)) {
      resolver.faults.push({
        node: cte,
        text: renamed ? 'two WITH queries share a name' : 'a WITH query names too many columns',
      });
    }
    queries.set(name, renamed ?? columns);
  }
  return level;
}

/** UNION, INTERSECT, EXCEPT: names come from the left, values from both; ORDER BY sees the outputs only. */
function resolveSetOperation(
  statement: Message,
  outer: Scope | undefined,
  ctes: CteScope | undefined,
  resolver: Resolver,
): Column[] {
  const side = (value: unknown): readonly Column[] =>
    isMessage(value) ? resolveSelect(value, outer, ctes, resolver) : [];
  const left = side(statement['larg']);
  const right = side(statement['rarg']);
  if (left.length !== right.length) {
    resolver.faults.push({ node: statement, text: 'the sides of a set operation differ in their number of columns' });
  }
  const outputs = left.map((column, index) => uniteColumns(column, right[index], resolver.policy));
  const item: RangeItem = {
    name: undefined,
    view: undefined,
    columns: outputs,
    nameVisible: false,
    columnsVisible: true,
  };
  resolveEach(listOf(statement['sortClause']), { items: [item], outer: undefined }, ctes, resolver);
  return outputs;
}

/** A column of a UNION keeps its source where both sides have the same one, or where both are the store column of their view. */
function uniteColumns(left: Column, right: Column | undefined, policy: RolePolicy): Column {
  const isStore = (column: Column | undefined): boolean => {
    const scope = column?.source ? policy.views.get(column.source.view)?.scope : undefined;
    return scope?.kind === 'store' && scope.column === column?.source?.column;
  };
  const same =
    left.source !== undefined && left.source.view === right?.source?.view && left.source.column === right.source.column;
  const source = same || (isStore(left) && isStore(right)) ? left.source : undefined;
  return {
    name: left.name,
    source,
    readable: left.readable && (right?.readable ?? true),
    definitions: [...left.definitions, ...(right?.definitions ?? [])],
  };
}

function resolveValues(statement: Message, scope: Scope, ctes: CteScope | undefined, resolver: Resolver): Column[] {
  const rows = listOf(statement['valuesLists']).map((row) => listOf(messageOf(row, 'List')?.['items']));
  for (const row of rows) resolveEach(row, scope, ctes, resolver);
  const columns = (rows[0] ?? []).map((_, index) => ({
    name: `column${index + 1}`,
    source: undefined,
    readable: true,
    definitions: rows.map((row) => row[index]),
  }));
  const item: RangeItem = { name: undefined, view: undefined, columns, nameVisible: false, columnsVisible: true };
  resolveEach(listOf(statement['sortClause']), { items: [item], outer: scope.outer }, ctes, resolver);
  return columns;
}

/** One entry of the SELECT list: a star gives several columns, everything else one. */
function resolveTarget(entry: unknown, scope: Scope, ctes: CteScope | undefined, resolver: Resolver): Column[] {
  const target = messageOf(entry, 'ResTarget');
  if (!target) return [];
  const reference = messageOf(target['val'], 'ColumnRef');
  if (reference && isStar(reference)) return resolveStar(target, reference, scope, resolver);
  resolveExpression(target['val'], scope, ctes, resolver);
  const column = reference ? resolver.columnOf.get(reference) : undefined;
  const name = textOf(target['name']) ?? outputName(target['val']);
  return [
    column
      ? { ...column, name, qualifier: undefined, merged: column.merged ?? [] }
      : { name, source: undefined, readable: true, definitions: [target['val']] },
  ];
}

/**
 * `*` and `relation.*`. Columns that the role may not read are left out and the star is noted, so that it can be written out;
 * if nothing readable remains, the columns stay and the column rule refuses them.
 */
function resolveStar(target: Message, reference: Message, scope: Scope, resolver: Resolver): Column[] {
  const path = namesOf(listOf(reference['fields']).slice(0, -1));
  const item = path.length > 0 ? findItemByPath(scope, path, resolver.policy.schema) : undefined;
  if (path.length > 0 && (item === undefined || item === 'ambiguous')) {
    resolver.columnUses.push({ node: reference, path: [...path, '*'], reference: { kind: item ?? 'unknown' } });
    return [];
  }
  const all: Column[] =
    item !== undefined && item !== 'ambiguous'
      ? item.columns.map((column) => withQualifier(column, path.at(-1)))
      : scope.items
          .filter((visible) => visible.columnsVisible)
          .flatMap((visible) =>
            visible.columns.map((column) => withQualifier(column, visible.name ?? column.qualifier)),
          );
  const readable = all.filter((column) => column.readable);
  const kept = readable.length > 0 ? readable : all;
  for (const column of kept) useColumn(resolver, reference, [...path, column.name], column);
  if (kept.length < all.length) {
    resolver.stars.push({ target, columns: kept.map(({ qualifier, name }) => ({ qualifier, name })) });
  }
  return kept.map((column) => withQualifier(column, undefined));
}

/** GROUP BY takes a bare name as an input column first and as an output alias only if there is none. */
function resolveGroupBy(
  entries: readonly unknown[],
  outputs: readonly Column[],
  scope: Scope,
  ctes: CteScope | undefined,
  resolver: Resolver,
): void {
  for (const entry of entries) {
    const set = messageOf(entry, 'GroupingSet');
    const row = messageOf(entry, 'RowExpr');
    const name = bareName(entry);
    if (set) resolveGroupBy(listOf(set['content']), outputs, scope, ctes, resolver);
    else if (row?.['row_format'] === 'COERCE_IMPLICIT_CAST')
      resolveGroupBy(listOf(row['args']), outputs, scope, ctes, resolver);
    else if (name !== undefined && isOutput(outputs, name) && !isInputColumn(scope, name)) continue;
    else resolveExpression(entry, scope, ctes, resolver);
  }
}

/** Whether this level itself has the column: GROUP BY does not look at the levels around it before it tries the aliases. */
function isInputColumn(scope: Scope, name: string): boolean {
  const { kind } = findColumn({ items: scope.items, outer: undefined }, name);
  return kind === 'column' || kind === 'ambiguous';
}

/** ORDER BY and DISTINCT ON take a bare name as an output column first. */
function resolveByOutput(
  entries: readonly unknown[],
  outputs: readonly Column[],
  scope: Scope,
  ctes: CteScope | undefined,
  resolver: Resolver,
): void {
  for (const entry of entries) {
    const name = bareName(messageOf(entry, 'SortBy')?.['node'] ?? entry);
    if (name === undefined || !isOutput(outputs, name)) resolveExpression(entry, scope, ctes, resolver);
  }
}

function bareName(expression: unknown): string | undefined {
  const fields = listOf(messageOf(expression, 'ColumnRef')?.['fields']);
  return fields.length === 1 ? namesOf(fields)[0] : undefined;
}

function isOutput(outputs: readonly Column[], name: string): boolean {
  return outputs.some((column) => column.name === name);
}

function resolveEach(values: readonly unknown[], scope: Scope, ctes: CteScope | undefined, resolver: Resolver): void {
  for (const value of values) resolveExpression(value, scope, ctes, resolver);
}

/** Walks an expression: column references are looked up, subqueries become a level of their own, the rest is descended into. */
function resolveExpression(
  value: unknown,
  scope: Scope | undefined,
  ctes: CteScope | undefined,
  resolver: Resolver,
): void {
  if (Array.isArray(value)) {
    for (const item of value) resolveExpression(item, scope, ctes, resolver);
    return;
  }
  if (!isMessage(value)) return;
  const node = readNode(value);
  if (node?.kind === 'ColumnRef') resolveReference(node.message, scope, resolver);
  else if (node?.kind === 'SelectStmt') resolver.select(node.message, scope, ctes);
  else {
    const fields = node ? node.message : value;
    for (const field in fields) {
      const inner = fields[field];
      if (typeof inner === 'object') resolveExpression(inner, scope, ctes, resolver);
    }
  }
}

function resolveReference(node: Message, scope: Scope | undefined, resolver: Resolver): void {
  const path = namesOf(node['fields']);
  if (isStar(node)) {
    resolver.columnUses.push({ node, path: [...path, '*'], reference: { kind: 'row' } });
    return;
  }
  const [name] = path;
  const reference =
    path.length === 1 && name !== undefined
      ? findColumn(scope, name)
      : findQualifiedColumn(scope, path, resolver.policy.schema);
  if (reference.kind === 'column') {
    resolver.columnOf.set(node, reference.column);
    useColumn(resolver, node, path, reference.column);
  } else resolver.columnUses.push({ node, path, reference });
}

function isStar(reference: Message): boolean {
  return messageOf(listOf(reference['fields']).at(-1), 'A_Star') !== undefined;
}
