import type { MetricRef } from '@copilot/contracts';
import { unsure, type Check } from './evidence.js';
import { meaningsOf, says } from './said.js';
import { counts } from './stands-for.js';

/** "with at least ten customers", "10+ customers": a number before a noun is a condition on how many of them there are, not on another figure. */
export const conditionNoun: Check = ({ items, query, model }) => {
  for (const { metric, values } of query.having ?? []) {
    const ref: MetricRef = query.metrics[metric ?? -1] ?? {};
    const at = items.findIndex((item) => item.number !== null && (values ?? []).includes(item.number));
    const place = at + (says(items[at + 1], 'or_more', 'or_less') ? 2 : 1);
    const nouns = meaningsOf(items[place], 'dataset').filter((m) => model.datasets.get(m.name)?.countMetric);
    if (metric === undefined || at < 0 || nouns.length === 0) continue;
    if (nouns.some((m) => counts(ref, model, m.name)) || ref.aggregate === 'count_distinct') continue;
    const noun = model.datasets.get(nouns[0]?.name ?? '')?.noun[1] ?? 'rows';
    return unsure(
      `The question has a condition on how many ${noun} there are, and what I could read from it compares something else.`,
    );
  }
  return null;
};
