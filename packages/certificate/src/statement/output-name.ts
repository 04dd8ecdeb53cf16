import { asMessage, items, ofKind, texts } from './tree.js';

const plain: Readonly<Record<string, string>> = {
  CoalesceExpr: 'coalesce',
  A_ArrayExpr: 'array',
  RowExpr: 'row',
  GroupingFunc: 'grouping',
};

/** The name of an output column without an alias; a `weak` one gives way to the name of a type around it. */
export function outputName(value: unknown): { readonly name: string; readonly weak: boolean } | undefined {
  const [kind] = Object.keys(asMessage(value) ?? {});
  const message = kind === undefined ? undefined : ofKind(value, kind);
  if (kind === undefined || !message) return undefined;
  const strong = (name: unknown) => (name === undefined ? undefined : { name: String(name), weak: false });
  if (kind === 'ColumnRef') return strong(texts(message['fields']).at(-1));
  if (kind === 'FuncCall') return strong(texts(message['funcname']).at(-1));
  if (kind === 'A_Indirection') return strong(texts(message['indirection']).at(-1)) ?? outputName(message['arg']);
  if (kind === 'CollateClause') return outputName(message['arg']);
  if (kind === 'A_Expr') return message['kind'] === 'AEXPR_NULLIF' ? strong('nullif') : undefined;
  if (kind === 'MinMaxExpr') return strong(message['op'] === 'IS_LEAST' ? 'least' : 'greatest');
  if (kind === 'SQLValueFunction')
    return strong(String(message['op']).slice('SVFOP_'.length).replace(/_N$/, '').toLowerCase());
  if (kind === 'SubLink') return ofSubquery(message['subLinkType'], message['subselect']);
  const inner = outputName(
    kind === 'CaseExpr' ? message['defresult'] : kind === 'TypeCast' ? message['arg'] : undefined,
  );
  if (inner && !inner.weak) return inner;
  if (kind === 'CaseExpr') return { name: 'case', weak: true };
  if (kind === 'TypeCast') {
    const type = texts(asMessage(message['typeName'])?.['names']).at(-1);
    return type === undefined ? inner : { name: type, weak: true };
  }
  return strong(plain[kind]);
}

function ofSubquery(type: unknown, subselect: unknown): ReturnType<typeof outputName> {
  if (type === 'EXISTS_SUBLINK') return { name: 'exists', weak: false };
  if (type === 'ARRAY_SUBLINK') return { name: 'array', weak: false };
  let select = ofKind(subselect, 'SelectStmt');
  for (let left = asMessage(select?.['larg']); left; left = asMessage(left['larg'])) select = left;
  const target = ofKind(items(select?.['targetList'])[0], 'ResTarget');
  if (type !== 'EXPR_SUBLINK' || !target) return undefined;
  return target['name'] === undefined ? outputName(target['val']) : { name: String(target['name']), weak: false };
}
