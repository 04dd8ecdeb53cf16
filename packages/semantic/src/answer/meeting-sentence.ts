import type { Having } from '@copilot/contracts';
import { boundInWords } from './bound-in-words.js';
import { describeMetric } from './describe-query.js';
import { formatCell } from './format.js';
import type { RenderInput } from './render-answer.js';
import { about, plurals } from './sentence-parts.js';

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
  const isCount = metric?.aggregate === 'count' || metric?.aggregate === 'count_distinct';
  const bound = boundInWords(having, query, model);
  const counted = [...model.datasets.values()].find((d) => d.countMetric !== null && d.countMetric === ref.metric);
  const things = having.values?.length === 1 && having.values[0] === 1 ? (counted?.noun[0] ?? name) : name;
  return isCount ? `${bound} ${things}` : `${name} of ${bound}`;
}
