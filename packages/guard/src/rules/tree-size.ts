import type { TreeRule } from './rule.js';

/** A syntax tree of more than 20,000 nodes or 400 levels is refused: long chains of operators nest without a bracket. */
export const treeSize: TreeRule = {
  name: 'tree_size',
  code: 'guard.tree-size',
  find: ({ index }) =>
    index.tooLarge ? { message: 'The SQL is nested too deeply or has too many parts.' } : undefined,
};
