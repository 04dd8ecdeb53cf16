import type { MetricRef } from '@copilot/contracts';
import { inTime, phraseConditions } from './condition-phrase.js';
import { describeFilter, describeMetric } from './describe-query.js';
import { formatCell } from './format.js';
import type { RenderInput } from './render-answer.js';
import { acrossScope } from './sentence-parts.js';

/** "There were 8,121 rentals returned late across all stores." */
export function countSentence(input: RenderInput, ref: MetricRef): string {
  const { query, columns, rows, model } = input;
  const cell = rows[0]?.[0] ?? null;
  const counted = [...model.datasets.values()].find((d) => d.countMetric !== null && d.countMetric === ref.metric);
  const isOne = cell === 1;
  const happened = counted?.event === true || query.time_range !== null;
  const verb = `There ${happened ? (isOne ? 'was' : 'were') : isOne ? 'is' : 'are'}`;
  const { before, after } = phraseConditions(query, counted?.name ?? null, model);
  const own = (ref.filters ?? []).map(describeFilter);
  const things = isOne && counted ? counted.noun[0] : describeMetric({ ...ref, filters: [] }, model);
  const only = own.length > 0 ? ` (${own.join(', ')})` : '';
  const time = query.time_range ? inTime(query.time_range.label) : '';
  return `${verb} ${formatCell(cell, columns[0])} ${before}${things}${only}${after}${acrossScope(input)}${time}.`;
}
