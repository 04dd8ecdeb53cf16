import { findField } from '../../model/model.js';
import { unsure, type Check } from './evidence.js';
import { meaningsOf } from './said.js';

/** "earn an hour" is a rate, no figure by the hour of the day; and moments have no average or sum. */
export const rateOfTime: Check = ({ items, query, model }) => {
  const averaged = query.metrics.some(
    (ref) =>
      ref.field !== undefined &&
      findField(model, ref.field)?.isTime === true &&
      !/^(count|count_distinct|min|max)$/.test(ref.aggregate ?? 'count'),
  );
  if (averaged) return unsure('A date or time has a first and a last, but no average or sum.');
  const rate = items.some(
    (item, at) =>
      meaningsOf(item, 'grain').some((m) => m.grain === 'hour_of_day') &&
      item.tokens.length === 1 &&
      /^an?$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '') &&
      !/^(in|within|for|of|at|under|over|than)$/.test(items[at - 2]?.tokens.at(-1)?.lower ?? ''),
  );
  return rate && query.dimensions.some((d) => d.grain === 'hour_of_day')
    ? unsure('What I could read from it sorts by the hour of the day, and gives no rate for each hour.')
    : null;
};
