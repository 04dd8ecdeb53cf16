import type { Word } from '@copilot/contracts';
import type { Item } from './lex.js';

/** Operators that, left over, cannot change a figure. */
const HARMLESS = new Set([
  'list',
  'which',
  'what',
  'than',
  'times',
  'unit_money',
  'total',
  'there',
  'yes_no',
  'and',
  'count',
  'instead',
  'about',
  'distinct',
  'pronoun',
]);

/** Accounts for every word of the question: what nothing used is ignored when it is filler, and otherwise not understood. */
export function accountFor(items: readonly Item[], question: string): Word[] {
  return items.flatMap((item): Word[] => {
    const first = item.tokens[0];
    const last = item.tokens.at(-1);
    if (!first || !last) return [];
    const base = { text: question.slice(first.start, last.end), start: first.start, end: last.end };
    if (item.status === 'open') {
      // "over the phone": without a number beside it the word compares nothing.
      const harmless =
        /^(over|under)$/i.test(base.text) ||
        item.filler ||
        item.meanings.some((m) => m.kind === 'filler' || (m.kind === 'operator' && HARMLESS.has(m.op)));
      return [{ ...base, status: harmless && item.number === null ? 'ignored' : 'not_understood' }];
    }
    const corrected = !item.as?.startsWith('text "') && item.tokens.some((token) => token.corrected);
    const status = item.status === 'used' && corrected ? 'assumed' : item.status;
    const as = corrected && item.as ? `${item.as} (read as "${item.tokens.map((t) => t.lower).join(' ')}")` : item.as;
    return [{ ...base, status, ...(as ? { as } : {}) }];
  });
}
