import { unsure, type Check } from './evidence.js';

/** "longer than the average PG film": the value says whose average is meant, and must not pick what is set against it. */
export const averageOfSome: Check = ({ items, query }) => {
  const compared = items.findLastIndex((item) => item.as === 'compared with the average' && !item.values.length);
  const first = items.findIndex((item) => item.as === 'compared with the average');
  const between = items.filter((item, at) => at > first && at <= compared + 1 && item.values.length > 0);
  const value = between.find((item) => item.status === 'used' && item.as?.startsWith('filter'));
  const average = query.filters.some((f) => f.kind === 'against') || query.having?.some((h) => h.against !== undefined);
  return first >= 0 && value && average
    ? unsure('The average may be that of some of them only, or only some of them may be asked for.')
    : null;
};
