import { cleanCharacters } from './clean-characters.js';
import { collations } from './collations.js';
import { columns } from './columns.js';
import { fieldAccess } from './field-access.js';
import { functions } from './functions.js';
import { generators } from './generators.js';
import { knownNodes } from './known-nodes.js';
import { noRecursion } from './no-recursion.js';
import { oneStatement } from './one-statement.js';
import { operators } from './operators.js';
import { outputSize } from './output-size.js';
import { patterns } from './patterns.js';
import { relations } from './relations.js';
import { selectOnly } from './select-only.js';
import { sessionValues } from './session-values.js';
import { textBounds } from './text-bounds.js';
import { textSize } from './text-size.js';
import { treeSize } from './tree-size.js';
import { types } from './types.js';
import { wholeRows } from './whole-rows.js';
import type { TextRule, TreeRule } from './rule.js';

/** The rules in the order in which they are asked; the first that finds something decides. */
export interface RuleSet {
  readonly text: readonly TextRule[];
  readonly tree: readonly TreeRule[];
}

export const allRules: RuleSet = {
  text: [textSize, cleanCharacters, textBounds],
  tree: [
    oneStatement,
    selectOnly,
    treeSize,
    noRecursion,
    knownNodes,
    relations,
    functions,
    operators,
    types,
    collations,
    sessionValues,
    fieldAccess,
    wholeRows,
    columns,
    patterns,
    generators,
    outputSize,
  ],
};
