import { unsure, type Check } from './evidence.js';
import { says } from './said.js';

/** "where is revenue highest": a single highest amount beside the sum of the same amounts was not asked for. */
export const extremeAndSum: Check = ({ items, query, reading, model }) => {
  const edge = query.metrics.find((m) => m.field !== undefined && (m.aggregate === 'max' || m.aggregate === 'min'));
  const middle = query.metrics.find((m) => m.field !== undefined && m.aggregate === 'median');
  const joined = reading.measures.length > 1 && items.some((item) => says(item, 'and') || item.tokens[0]?.apart);
  const one = edge?.field && reading.rankMeasure?.field === edge.field ? edge : joined ? undefined : middle;
  if (!one?.field) return null;
  const sum = query.metrics.find((m) => {
    const metric = model.metrics.get(m.metric ?? '');
    return metric !== undefined && `${metric.dataset}.${metric.argument}` === one.field;
  });
  return sum
    ? unsure('I could not tell whether single amounts or what they add up to is meant.', {
        ...query,
        metrics: query.metrics.filter((m) => m !== one),
      })
    : null;
};
