import type { TextRule } from './rule.js';

export const maximumTextBytes = 20_000;

/** An empty text, or one over 20 kB, is not parsed: work is bounded before it starts. */
export const textSize: TextRule = {
  name: 'text_size',
  code: 'guard.text-size',
  find: (sql) => {
    if (sql.trim() === '') return { message: 'There is no SQL to check.' };
    if (sql.length <= maximumTextBytes / 4 || new TextEncoder().encode(sql).length <= maximumTextBytes)
      return undefined;
    return { message: 'The SQL is longer than 20 kB.', hint: 'Ask for less at once.' };
  },
};
