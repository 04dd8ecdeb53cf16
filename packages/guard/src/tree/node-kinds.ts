/**
 * What a field of a node holds: a plain value, one node, several nodes, or a message of one kind written without its kind
 * (`=Alias`).
 */
export type FieldShape = 'value' | 'node' | 'nodes' | `=${string}`;

/**
 * Every node kind, with every field, that an allowed statement may contain. A kind or a field that is not listed here fails closed:
 * INTO, FOR UPDATE, TABLESAMPLE, ROWS FROM, XMLTABLE, JSON_TABLE, parameters, VARIADIC, ORDER BY … USING and everything that is not
 * a SELECT are refused because they are missing. `location` is a position, allowed everywhere.
 */
export const nodeKinds: Readonly<Record<string, Readonly<Record<string, FieldShape>>>> = {
  // statements and relations
  SelectStmt: {
    distinctClause: 'nodes',
    targetList: 'nodes',
    fromClause: 'nodes',
    whereClause: 'node',
    groupClause: 'nodes',
    groupDistinct: 'value',
    havingClause: 'node',
    windowClause: 'nodes',
    valuesLists: 'nodes',
    sortClause: 'nodes',
    limitOffset: 'node',
    limitCount: 'node',
    limitOption: 'value',
    withClause: '=WithClause',
    op: 'value',
    all: 'value',
    larg: '=SelectStmt',
    rarg: '=SelectStmt',
  },
  WithClause: { ctes: 'nodes', recursive: 'value' },
  CommonTableExpr: { ctename: 'value', aliascolnames: 'nodes', ctematerialized: 'value', ctequery: 'node' },
  ResTarget: { name: 'value', val: 'node' },
  RangeVar: { schemaname: 'value', relname: 'value', inh: 'value', relpersistence: 'value', alias: '=Alias' },
  RangeSubselect: { lateral: 'value', subquery: 'node', alias: '=Alias' },
  RangeFunction: { lateral: 'value', ordinality: 'value', functions: 'nodes', alias: '=Alias' },
  JoinExpr: {
    jointype: 'value',
    isNatural: 'value',
    larg: 'node',
    rarg: 'node',
    usingClause: 'nodes',
    join_using_alias: '=Alias',
    quals: 'node',
    alias: '=Alias',
    rtindex: 'value',
  },
  Alias: { aliasname: 'value', colnames: 'nodes' },
  SortBy: { node: 'node', sortby_dir: 'value', sortby_nulls: 'value' },
  GroupingSet: { kind: 'value', content: 'nodes' },
  WindowDef: {
    name: 'value',
    refname: 'value',
    partitionClause: 'nodes',
    orderClause: 'nodes',
    frameOptions: 'value',
    startOffset: 'node',
    endOffset: 'node',
  },
  List: { items: 'nodes' },
  // names and values
  ColumnRef: { fields: 'nodes' },
  A_Star: {},
  String: { sval: 'value' },
  Integer: { ival: 'value' },
  A_Const: { ival: 'value', fval: 'value', sval: 'value', boolval: 'value', isnull: 'value' },
  TypeName: { names: 'nodes', typmods: 'nodes', typemod: 'value', arrayBounds: 'nodes' },
  // expressions
  A_Expr: {
    kind: 'value',
    name: 'nodes',
    lexpr: 'node',
    rexpr: 'node',
    rexpr_list_start: 'value',
    rexpr_list_end: 'value',
  },
  BoolExpr: { boolop: 'value', args: 'nodes' },
  NullTest: { arg: 'node', nulltesttype: 'value', argisrow: 'value' },
  BooleanTest: { arg: 'node', booltesttype: 'value' },
  CaseExpr: { arg: 'node', args: 'nodes', defresult: 'node' },
  CaseWhen: { expr: 'node', result: 'node' },
  CoalesceExpr: { args: 'nodes' },
  MinMaxExpr: { op: 'value', args: 'nodes' },
  SubLink: { subLinkType: 'value', testexpr: 'node', operName: 'nodes', subselect: 'node' },
  FuncCall: {
    funcname: 'nodes',
    args: 'nodes',
    agg_order: 'nodes',
    agg_filter: 'node',
    over: '=WindowDef',
    agg_within_group: 'value',
    agg_star: 'value',
    agg_distinct: 'value',
    funcformat: 'value',
  },
  NamedArgExpr: { arg: 'node', name: 'value', argnumber: 'value' },
  GroupingFunc: { args: 'nodes' },
  SQLValueFunction: { op: 'value', typmod: 'value' },
  TypeCast: { arg: 'node', typeName: '=TypeName' },
  CollateClause: { arg: 'node', collname: 'nodes' },
  A_ArrayExpr: { elements: 'nodes', list_start: 'value', list_end: 'value' },
  A_Indirection: { arg: 'node', indirection: 'nodes' },
  A_Indices: { is_slice: 'value', lidx: 'node', uidx: 'node' },
  RowExpr: { args: 'nodes', row_format: 'value' },
};
