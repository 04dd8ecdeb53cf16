import type { Operator } from '../../question/operators.js';
import { unsure, type Check, type Evidence } from './evidence.js';
import { meaningsOf, says, wordsOf } from './said.js';

const HIGH: readonly Operator[] = ['top', 'most', 'highest', 'latest', 'maximum'];
const LOW: readonly Operator[] = ['bottom', 'least', 'lowest', 'earliest', 'minimum'];

/** "the highest and the lowest": an answer that shows one end leaves out the other. */
export const bothEnds: Check = ({ items, query }) => {
  const used = items.filter((item) => item.status === 'used');
  if (!used.some((item) => isEnd(item, true)) || !used.some((item) => isEnd(item, false))) return null;
  const ends = new Set(query.metrics.map((m) => m.aggregate));
  if ((ends.has('min') && ends.has('max')) || (query.limit === null && query.dimensions.length > 0)) return null;
  return unsure('The question asks for both ends, and I could only read one of them.');
};

/** "top", "longest" at one end, "worst", "shortest" at the other. */
function isEnd(item: Evidence['items'][number], high: boolean): boolean {
  const est = /est$/.test(wordsOf(item));
  return says(item, ...(high ? HIGH : LOW)) || (est && meaningsOf(item, 'quality').some((q) => q.more === high));
}
