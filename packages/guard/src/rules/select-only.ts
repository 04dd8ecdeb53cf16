import { messageOf } from '../tree/node.js';
import type { TreeRule } from './rule.js';

/** The statement is a SELECT (or VALUES, TABLE, a set operation), and so is every WITH query: nothing may change or define anything. */
export const selectOnly: TreeRule = {
  name: 'select_only',
  code: 'guard.not-a-select',
  find: ({ statements, index }) => {
    const root = messageOf(statements[0], 'SelectStmt');
    const ctes = index.entries.filter((entry) => entry.kind === 'CommonTableExpr');
    return root && ctes.every((cte) => messageOf(cte.message['ctequery'], 'SelectStmt'))
      ? undefined
      : { message: 'Only SELECT statements may run; the data cannot be changed here.' };
  },
};
