import { measureText } from '../text/measure-text.js';
import type { TextRule } from './rule.js';

export const maximumTokens = 4000;
export const maximumBracketDepth = 100;

/** Too many tokens, or brackets and CASE nested more than 100 deep, are not parsed. */
export const textBounds: TextRule = {
  name: 'text_bounds',
  code: 'guard.text-bounds',
  find: (sql) => {
    const { tokens, depth } = measureText(sql);
    if (depth > maximumBracketDepth)
      return { message: `The SQL nests brackets more than ${maximumBracketDepth} deep.` };
    if (tokens > maximumTokens) return { message: `The SQL has more than ${maximumTokens} words and signs.` };
    return undefined;
  },
};
