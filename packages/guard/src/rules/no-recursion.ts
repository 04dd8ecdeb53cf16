import type { TreeRule } from './rule.js';

/** WITH RECURSIVE can run for ever, and changes what a name inside WITH means. */
export const noRecursion: TreeRule = {
  name: 'no_recursion',
  code: 'guard.recursion-not-allowed',
  find: ({ index }) =>
    index.entries.some((entry) => entry.kind === 'WithClause' && entry.message['recursive'] === true)
      ? { message: 'WITH RECURSIVE is not allowed.', hint: 'Use generate_series for a row of dates or numbers.' }
      : undefined,
};
