import { quoted, type TreeRule } from './rule.js';

/** Words for the forms that people and models do write; every other unknown form is named by its kind. */
const words: Readonly<Record<string, string>> = {
  'SelectStmt.intoClause': 'SELECT … INTO',
  'SelectStmt.lockingClause': 'FOR UPDATE and FOR SHARE',
  'RangeFunction.is_rowsfrom': 'ROWS FROM',
  'RangeFunction.coldeflist': 'a column definition list',
  'FuncCall.func_variadic': 'VARIADIC',
  'SortBy.useOp': 'ORDER BY … USING',
  'TypeName.setof': 'SETOF',
  'TypeName.pct_type': '%TYPE',
  'RangeVar.catalogname': 'a database name before a schema',
  'CommonTableExpr.search_clause': 'SEARCH',
  'CommonTableExpr.cycle_clause': 'CYCLE',
  'A_Const.bsval': 'a bit string',
  RangeTableSample: 'TABLESAMPLE',
  ParamRef: 'a parameter such as $1',
  XmlExpr: 'XML',
  XmlSerialize: 'XML',
  RangeTableFunc: 'XMLTABLE',
  JsonTable: 'JSON_TABLE',
  CurrentOfExpr: 'CURRENT OF',
  SetToDefault: 'DEFAULT',
};

/** Every node kind and every field is on the list of known ones; what is not listed is refused, whatever it is. */
export const knownNodes: TreeRule = {
  name: 'known_nodes',
  code: 'guard.form-not-allowed',
  find: ({ index }) => {
    const [first] = index.unknown;
    if (!first) return undefined;
    const path = first.field === undefined ? first.kind : `${first.kind}.${first.field}`;
    return { message: `The SQL uses ${words[path] ?? `the form ${quoted(path)}`}, which is not allowed.` };
  },
};
