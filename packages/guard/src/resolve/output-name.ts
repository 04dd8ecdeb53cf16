import { isMessage, listOf, messageOf, namesOf, readNode, textOf } from '../tree/node.js';

/**
 * The name PostgreSQL gives to a column of the result that has no alias.
 *
 * *Source* FigureColname in PostgreSQL's parse_target.c.
 */
export function outputName(expression: unknown): string {
  return figure(expression)?.name ?? '?column?';
}

interface Figured {
  readonly name: string;
  /** A weak name gives way to the name of a type. */
  readonly weak: boolean;
}

const strong = (name: string | undefined): Figured | undefined =>
  name === undefined ? undefined : { name, weak: false };

const fixedNames: Readonly<Record<string, string>> = {
  GroupingFunc: 'grouping',
  CoalesceExpr: 'coalesce',
  A_ArrayExpr: 'array',
  RowExpr: 'row',
};

function figure(expression: unknown): Figured | undefined {
  const node = readNode(expression);
  if (!node) return undefined;
  const { kind, message } = node;
  if (kind === 'ColumnRef') return strong(namesOf(message['fields']).at(-1));
  if (kind === 'A_Indirection') return strong(namesOf(message['indirection']).at(-1)) ?? figure(message['arg']);
  if (kind === 'FuncCall') return strong(namesOf(message['funcname']).at(-1));
  if (kind === 'A_Expr') return message['kind'] === 'AEXPR_NULLIF' ? strong('nullif') : undefined;
  if (kind === 'CollateClause') return figure(message['arg']);
  if (kind === 'MinMaxExpr') return strong(message['op'] === 'IS_LEAST' ? 'least' : 'greatest');
  if (kind === 'SubLink') return nameOfSubquery(message['subLinkType'], message['subselect']);
  if (kind === 'SQLValueFunction') {
    return strong(textOf(message['op'])?.replace('SVFOP_', '').replace(/_N$/, '').toLowerCase());
  }
  if (kind === 'TypeCast') {
    const inner = figure(message['arg']);
    if (inner && !inner.weak) return inner;
    const typeName = message['typeName'];
    const name = isMessage(typeName) ? namesOf(typeName['names']).at(-1) : undefined;
    return name === undefined ? inner : { name, weak: true };
  }
  if (kind === 'CaseExpr') {
    const inner = figure(message['defresult']);
    return inner && !inner.weak ? inner : { name: 'case', weak: true };
  }
  return strong(fixedNames[kind]);
}

function nameOfSubquery(type: unknown, subselect: unknown): Figured | undefined {
  if (type === 'EXISTS_SUBLINK') return strong('exists');
  if (type === 'ARRAY_SUBLINK') return strong('array');
  if (type !== 'EXPR_SUBLINK') return undefined;
  let statement = messageOf(subselect, 'SelectStmt');
  while (statement && isMessage(statement['larg'])) statement = statement['larg'];
  const target = messageOf(listOf(statement?.['targetList'])[0], 'ResTarget');
  return target ? (strong(textOf(target['name'])) ?? figure(target['val'])) : undefined;
}
