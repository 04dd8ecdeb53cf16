import type { TreeRule } from './rule.js';

const maximumRelations = 60;

/**
 * A syntax tree of more than 20,000 nodes or 400 levels is refused: long chains of operators nest without a bracket. So is one with
 * more than 60 relations, whose joins the database would plan for seconds.
 */
export const treeSize: TreeRule = {
  name: 'tree_size',
  code: 'guard.tree-size',
  find: ({ index }) => {
    if (index.tooLarge) return { message: 'The SQL is nested too deeply or has too many parts.' };
    const relations = index.entries.filter((entry) => entry.kind === 'RangeVar').length;
    return relations > maximumRelations
      ? { message: `The SQL reads from more than ${maximumRelations} places.` }
      : undefined;
  },
};
