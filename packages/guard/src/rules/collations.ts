import { namesOf } from '../tree/node.js';
import { quoted, type TreeRule } from './rule.js';

const allowed = new Set([
  'C',
  'POSIX',
  'default',
  'ucs_basic',
  'unicode',
  'und-x-icu',
  'en-x-icu',
  'en_US',
  'en_US.utf8',
]);

/** COLLATE names one of the usual orders, without a schema. */
export const collations: TreeRule = {
  name: 'allowed_collations',
  code: 'guard.collation-not-allowed',
  find: ({ index }) => {
    const wrong = index.entries
      .filter((entry) => entry.kind === 'CollateClause')
      .map((entry) => namesOf(entry.message['collname']))
      .find((path) => path.length !== 1 || !allowed.has(path[0] ?? ''));
    return wrong ? { message: `The collation ${quoted(wrong.join('.'))} is not allowed.` } : undefined;
  },
};
