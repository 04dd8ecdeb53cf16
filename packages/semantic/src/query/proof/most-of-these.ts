import { unsure, type Check } from './evidence.js';
import { meaningsOf, says } from './said.js';

/** "the most late returns": what is named after "most" is counted, whatever the thing is else ranked by. */
export const mostOfThese: Check = ({ items, query, model }) => {
  if (query.limit === null) return null;
  for (const [at, item] of items.entries()) {
    const named = says(item, 'most', 'least') ? meaningsOf(items[at + 1], 'named')[0] : undefined;
    const dataset = model.datasets.get(model.namedFilters.get(named?.name ?? '')?.dataset ?? '');
    const count = dataset?.countMetric;
    if (!count || meaningsOf(items[at + 2], 'metric').length > 0) continue;
    const ranked = query.metrics[Number(query.sort[0]?.by.split(':')[1] ?? 0)];
    if (ranked?.metric !== undefined && model.metrics.get(ranked.metric)?.dataset === dataset.name) continue;
    return unsure(`I cannot tell whether ${dataset.noun[1]} are to be counted.`, {
      ...query,
      metrics: [{ metric: count }],
    });
  }
  return null;
};
