import { unsure, type Check } from './evidence.js';
import { wordsOf } from './said.js';

const TOGETHER = /^(together|combined|altogether|taken together|put together|added together|all together)$/;

/** "what did the five best shops take together": one sum over the first of a ranking, which a row for each of them does not say. */
export const together: Check = ({ items, reading, query }) => {
  const several = reading.rank !== null && (query.limit ?? 0) > 1 && query.dimensions.length > 0;
  if (!several || query.calculations?.length || query.fold) return null;
  return items.some((item) => TOGETHER.test(wordsOf(item)))
    ? unsure('The question asks for one figure over all of them, and what I could read from it shows each.', query)
    : null;
};
