import type { SemanticQuery } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { unsure, type Check } from './evidence.js';

/** The number of different values of a field that a condition holds to one value is always one. */
export const pinnedCount: Check = ({ query, model }) => {
  const named = query.yes_no || query.dimensions.length > 0 ? undefined : countOfOne(query, model);
  if (named !== undefined) return unsure(`What I could read from it counts the one ${named} that is named.`);
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

/** "store 1, how many": a condition on the key or the name of what is counted leaves one of them. */
function countOfOne({ metrics, filters }: SemanticQuery, model: Model): string | undefined {
  const counted = [...model.datasets.values()].find(
    (d) => d.countMetric !== null && metrics.some((m) => m.metric === d.countMetric && !m.per && !m.over && !m.filters),
  );
  const own = [counted?.primaryKey[0], ...(counted?.label ?? [])].map((name) => `${counted?.name ?? ''}.${name ?? ''}`);
  return filters.some((f) => f.kind === 'compare' && f.op === 'eq' && own.includes(f.member))
    ? counted?.noun[0]
    : undefined;
}
