import type { Having, SemanticQuery } from '@copilot/contracts';
import { findField, type Model } from '../model/model.js';
import { formatCell } from './format.js';

const WORDS: Readonly<Record<Having['op'], string>> = {
  eq: 'exactly',
  ne: 'other than',
  gt: 'more than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
  between: 'between',
};

/** "more than $150.00", "fewer than 40", "between 2 and 5": what the figure of a condition is compared with. */
export function boundInWords({ op, values = [], metric: at = 0 }: Having, query: SemanticQuery, model: Model): string {
  const ref = query.metrics[at] ?? {};
  const metric = model.metrics.get(ref.metric ?? '');
  const format = metric?.format ?? findField(model, ref.field ?? '')?.format ?? undefined;
  const column = format === undefined ? {} : { format, currency: model.currency };
  const bounds = values.map((value) => formatCell(value, ref.percent ? { format: 'percent' } : column));
  const isCount = metric?.aggregate === 'count' || metric?.aggregate === 'count_distinct';
  return `${isCount && op === 'lt' ? 'fewer than' : WORDS[op]} ${bounds.join(' and ')}`;
}
