import type { TreeRule } from './rule.js';

/** Exactly one statement: a second one, even an empty `select`, is refused. */
export const oneStatement: TreeRule = {
  name: 'one_statement',
  code: 'guard.one-statement',
  find: ({ statements }) =>
    statements.length === 1
      ? undefined
      : {
          message:
            statements.length === 0 ? 'There is no statement in the SQL.' : 'Only one statement may run at a time.',
        },
};
