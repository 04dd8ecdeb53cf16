import { quoted, type TreeRule } from './rule.js';

/** A whole row in one value (`count(c)`, `c::text`, `ROW(c.*)`) would carry every column along, readable or not. */
export const wholeRows: TreeRule = {
  name: 'no_whole_rows',
  code: 'guard.row-not-allowed',
  find: ({ resolution }) => {
    const use = resolution().columnUses.find(({ reference }) => reference.kind === 'row');
    if (!use) return undefined;
    return { message: `${quoted(use.path.join('.'))} stands for a whole row.`, hint: 'Name the columns.' };
  },
};
