import { unsure, type Check } from './evidence.js';

/** "big spenders over 175": a bound on the figure that is ranked says which are meant; the first of them alone was not asked for. */
export const limitedTwice: Check = ({ reading, query }) => {
  if (!reading.rank || reading.rank.count !== null || query.limit !== 1 || query.count_within?.length) return null;
  const ranked = Number(query.sort[0]?.by.split(':')[1] ?? 0);
  if (!query.having?.some((h) => h.metric === ranked)) return null;
  return unsure('I cannot tell whether all that meet the condition are meant, or only the first.', {
    ...query,
    limit: null,
    with_ties: false,
  });
};
