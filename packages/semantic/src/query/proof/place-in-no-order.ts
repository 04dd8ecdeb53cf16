import { unsure, type Check } from './evidence.js';

/** "and the second best?", after a look-up: a place in an order is asked for, and what would be changed has none. */
export const placeInNoOrder: Check = ({ reading, query, before }) =>
  before !== undefined && reading.rank !== null && query.entity != null && query.sort.length === 0
    ? unsure('The question asks for a place in an order, and the answer before has none.')
    : null;
