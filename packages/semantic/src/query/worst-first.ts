import type { Filter, MetricRef, SemanticQuery } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import type { Item } from '../question/lex.js';

/**
 * "the worst five by late visits": of what nobody wants, most is worst and least is best, so that the order is the other way around.
 * *Returns* the query as it is where the question does not judge, or judges something else.
 */
export function worstFirst(query: SemanticQuery, items: readonly Item[], model: Model): SemanticQuery {
  const word = items
    .flatMap((item) => (item.status === 'used' ? item.tokens : []))
    .find((token) => /^(?:best|worst)$/.test(token.lower))?.lower;
  const [first] = query.sort;
  const at = Number(/^metric:(\d+)$/.exec(first?.by ?? '')?.[1] ?? -1);
  const ref = query.metrics[at];
  if (word === undefined || !first || !ref || query.limit === null || !isUnwelcome(ref, query.filters, model))
    return query;
  const direction = word === 'worst' ? 'desc' : 'asc';
  return { ...query, sort: [{ ...first, direction }, ...query.sort.slice(1)] };
}

/** Whether a figure counts what a condition of the model calls unwelcome; an amount of money stays welcome. */
function isUnwelcome(
  { metric, filters }: MetricRef,
  said: readonly Filter[],
  { metrics, namedFilters }: Model,
): boolean {
  const counts = metrics.get(metric ?? '')?.aggregate === 'count';
  return (
    counts &&
    [...said, ...(filters ?? [])].some((f) => f.kind === 'named' && !f.negate && namedFilters.get(f.name)?.unwelcome)
  );
}
