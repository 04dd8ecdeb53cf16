import { listOf, messageOf } from '../tree/node.js';
import type { TreeRule } from './rule.js';

/** `(expression).name` is a field of a row, or a function call in disguise; only array subscripts are allowed after an expression. */
export const fieldAccess: TreeRule = {
  name: 'no_field_access',
  code: 'guard.field-access-not-allowed',
  find: ({ index }) =>
    index.entries.some(
      (entry) =>
        entry.kind === 'A_Indirection' &&
        listOf(entry.message['indirection']).some((step) => messageOf(step, 'A_Indices') === undefined),
    )
      ? { message: 'Taking a field out of an expression, as in “(x).y”, is not allowed.' }
      : undefined,
};
