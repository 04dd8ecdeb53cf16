import { textOf } from '../tree/node.js';
import { quoted, type TreeRule } from './rule.js';

/** Every relation that is not a WITH query of this statement is a view that the role may read. Unknown and forbidden look alike. */
export const relations: TreeRule = {
  name: 'allowed_views',
  code: 'guard.view-not-allowed',
  find: ({ resolution, policy }) => {
    const unknown = resolution().relations.find((relation) => relation.kind === 'unknown');
    if (!unknown) return undefined;
    const schema = textOf(unknown.node['schemaname']);
    const name = schema === undefined ? unknown.name : `${schema}.${unknown.name}`;
    return {
      message: `${quoted(name)} is not a view that your role may read.`,
      hint: `Your role may read: ${[...policy.views.keys()].join(', ')}.`,
    };
  },
};
