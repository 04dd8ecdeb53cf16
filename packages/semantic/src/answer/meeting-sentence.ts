import type { Having } from '@copilot/contracts';
import { findField } from '../model/model.js';
import { describeMetric } from './describe-query.js';
import { formatCell } from './format.js';
import type { RenderInput } from './render-answer.js';
import { about, plurals } from './sentence-parts.js';

const WORDS: Readonly<Record<Having['op'], string>> = {
  eq: 'exactly',
  ne: 'other than',
  gt: 'more than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
  between: 'between',
};

/** "46 customers have revenue of more than $150.00 (all stores)": groups that are counted by a condition on their figure. */
export function meetingSentence(input: RenderInput): string {
  const { query, columns, rows, model } = input;
  const count = formatCell(rows[0]?.[0] ?? null, columns[0]);
  const things = plurals(query, model);
  const has = rows[0]?.[0] === 1 ? 'has' : 'have';
  const conditions = (query.having ?? []).map((having) => meeting(input, having));
  const said = conditions.length > 0 ? ` ${has} ${conditions.join(' and ')}` : '';
  return `${count} ${things}${said}${about(input)}.`;
}

/** "more than 40 rentals", "revenue above the average". */
export function meeting({ query, model }: RenderInput, having: Having): string {
  const ref = query.metrics[having.metric ?? 0] ?? {};
  const name = describeMetric(ref, model);
  if (having.against) {
    const whole = having.against === 'avg' ? 'average' : having.against;
    return `${name} ${/^g/.test(having.op) ? 'above' : 'below'} the ${whole}`;
  }
  const metric = model.metrics.get(ref.metric ?? '');
  const format = metric?.format ?? findField(model, ref.field ?? '')?.format ?? undefined;
  const column = format === undefined ? {} : { format, currency: model.currency };
  const values = (having.values ?? []).map((value) => formatCell(value, ref.percent ? { format: 'percent' } : column));
  const isCount = metric?.aggregate === 'count' || metric?.aggregate === 'count_distinct';
  const words = isCount && having.op === 'lt' ? 'fewer than' : WORDS[having.op];
  const counted = [...model.datasets.values()].find((d) => d.countMetric !== null && d.countMetric === ref.metric);
  const things = having.values?.length === 1 && having.values[0] === 1 ? (counted?.noun[0] ?? name) : name;
  return isCount ? `${words} ${values.join(' and ')} ${things}` : `${name} of ${words} ${values.join(' and ')}`;
}
