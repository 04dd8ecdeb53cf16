import { unsure, type Check } from './evidence.js';

/** "how many guests had over nine visits, by town": a count for each group, which the number of all guests and towns together is not. */
export const countedPerGroup: Check = ({ reading, query }) =>
  query.count_groups && !query.count_within?.length && query.dimensions.length > 1 && reading.dimensions.length > 0
    ? unsure('The question asks for a count in each group, and what I could read from it counts the groups.')
    : null;
