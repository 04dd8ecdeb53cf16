import { isSaidTogether } from '../../question/said-together.js';
import { unsure, type Check } from './evidence.js';
import { wordsOf } from './said.js';

/** "what did the five best shops take together": one sum over the first of a ranking, which a row for each of them does not say. */
export const together: Check = ({ items, reading, query }) => {
  const several = reading.rank !== null && (query.limit ?? 0) > 1 && query.dimensions.length > 0;
  if (!several || query.fold) return null;
  return items.some((item) => isSaidTogether(wordsOf(item)))
    ? unsure('The question asks for one figure over all of them, and what I could read from it shows each.', query)
    : null;
};
