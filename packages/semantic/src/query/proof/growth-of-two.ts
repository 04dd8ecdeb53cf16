import { unsure, type Check } from './evidence.js';

/** "growth from one period to another" is one figure; a table of both periods leaves it to the reader. */
export const growthOfTwo: Check = ({ reading, query }) => {
  const two = reading.times.filter((t) => !t.negated).length === 2;
  const growth = reading.contrast?.growth === true || reading.calculations.some((c) => c.kind === 'growth');
  return two && growth && query.dimensions.length > 0 && reading.dimensions.length === 0
    ? unsure('Growth between two periods is one figure, and what I could read from it is a table of both.')
    : null;
};
