import { unsure, type Check } from './evidence.js';

/** "for branches with at least ten members": a bound on a figure picks groups, and of one figure over all it says nothing. */
export const boundsNeedGroups: Check = ({ query }) =>
  query.having?.length && query.dimensions.length === 0
    ? unsure('The question has a condition on groups, and I could not tell which groups are meant.')
    : null;
