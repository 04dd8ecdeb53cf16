import { namesOf } from '../tree/node.js';
import { quoted, type TreeRule } from './rule.js';

/** Operators by name. `BETWEEN` and its relatives are what the parser writes for the keywords. */
const allowed = new Set([
  ...['+', '-', '*', '/', '%', '^'],
  ...['=', '<>', '!=', '<', '>', '<=', '>='],
  ...['||', '~~', '!~~', '~~*', '!~~*', '~', '!~', '~*', '!~*'],
  ...['@>', '<@', '&&'],
  ...['BETWEEN', 'NOT BETWEEN', 'BETWEEN SYMMETRIC', 'NOT BETWEEN SYMMETRIC'],
]);

/** Arithmetic, comparison, text and array operators; none with a schema, as in `OPERATOR(pg_catalog.+)`. */
export const operators: TreeRule = {
  name: 'allowed_operators',
  code: 'guard.operator-not-allowed',
  find: ({ index }) => {
    for (const { kind, message } of index.entries) {
      const path =
        kind === 'A_Expr' ? namesOf(message['name']) : kind === 'SubLink' ? namesOf(message['operName']) : [];
      const [name] = path;
      if (path.length > 1 || (name !== undefined && !allowed.has(name))) {
        return { message: `The operator ${quoted(path.join('.'))} is not allowed.` };
      }
    }
    return undefined;
  },
};
