import { unsure, type Check } from './evidence.js';

/** "what share of the guests spent over 90": a part of all the guests, which how many they are does not say. */
export const shareOfCounted: Check = ({ reading, query }) =>
  query.count_groups && reading.calculations.some((c) => c.kind === 'share') && reading.reaches === null
    ? unsure('The question asks for a share, and what I could read from it is a number.', {
        ...query,
        calculations: [],
      })
    : null;
