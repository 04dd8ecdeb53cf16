import type { SemanticQuery } from '@copilot/contracts';
import type { Model } from '../../model/model.js';

/** The same groups with the count of what they belong to, and with the figure that it is measured by. */
export function suggestedFigures(query: SemanticQuery, model: Model): SemanticQuery[] {
  const dataset = model.datasets.get(query.dimensions[0]?.member.split('.')[0] ?? '');
  return [dataset?.countMetric, dataset?.measureMetric]
    .filter((name): name is string => name !== null && name !== undefined && model.metrics.has(name))
    .map((metric) => ({ ...query, metrics: [{ metric }] }));
}
