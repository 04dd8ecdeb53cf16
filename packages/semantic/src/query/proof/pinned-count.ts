import { unsure, type Check } from './evidence.js';

/** The number of different values of a field that a condition holds to one value is always one. */
export const pinnedCount: Check = ({ query, model }) => {
  const at = query.metrics.findIndex(
    (m) =>
      m.aggregate === 'count_distinct' &&
      query.dimensions.length === 0 &&
      query.filters.some((f) => f.kind === 'compare' && f.op === 'eq' && f.member === m.field && !f.grain),
  );
  if (at < 0) return null;
  const metric = model.datasets.get(query.metrics[at]?.field?.split('.')[0] ?? '')?.countMetric;
  const metrics = query.metrics.map((m, i) => (i === at && metric ? { metric } : m));
  return unsure('What I could read from it counts a value that is named, which is always one.', { ...query, metrics });
};
