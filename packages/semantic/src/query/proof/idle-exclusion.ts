import { type Check, unsure } from './evidence.js';
import { wordsOf } from './said.js';

/** "the fees of Oslo minus Turin": what is taken away was never in it, so a difference may be meant. */
export const idleExclusion: Check = ({ items, query }) => {
  if (!items.some((item) => item.status === 'used' && /^(?:minus|less)$/.test(wordsOf(item)))) return null;
  const compared = query.filters.flatMap((filter) => (filter.kind === 'compare' ? [filter] : []));
  const idle = compared.some(
    ({ member, op }) =>
      /^(?:ne|not_in)$/.test(op) && compared.some((other) => other.op === 'eq' && other.member === member),
  );
  return idle ? unsure('I could not tell whether a difference of the two is meant.') : null;
};
