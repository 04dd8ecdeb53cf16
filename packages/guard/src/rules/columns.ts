import { quoted, type TreeRule } from './rule.js';

/**
 * Every column reference stands for exactly one column, and for one that the role may read. System columns (`ctid`, `tableoid`) and
 * functions in disguise (`v.upper`) are no columns. Unknown and forbidden look alike.
 */
export const columns: TreeRule = {
  name: 'allowed_columns',
  code: 'guard.column-not-allowed',
  find: ({ resolution }) => {
    for (const { path, reference } of resolution().columnUses) {
      const name = quoted(path.join('.'));
      if (reference.kind === 'ambiguous') return { message: `${name} could mean more than one column.` };
      if (reference.kind === 'unknown' || (reference.kind === 'column' && !reference.column.readable)) {
        return { message: `${name} is not a column that your role may read here.` };
      }
    }
    const [fault] = resolution().faults;
    return fault ? { message: `The SQL cannot run: ${fault.text}.` } : undefined;
  },
};
