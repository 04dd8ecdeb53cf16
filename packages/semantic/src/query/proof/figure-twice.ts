import { unsure, type Check } from './evidence.js';

/** The same figure in two columns: two were asked for, and one of them was read as the other. */
export const figureTwice: Check = ({ query }) => {
  const keys = query.metrics.map((metric) => JSON.stringify(metric));
  return new Set(keys).size < keys.length
    ? unsure('The question asks for two figures, and I could only read one of them.')
    : null;
};
