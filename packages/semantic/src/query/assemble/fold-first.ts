import type { Aggregate, MetricRef, SemanticQuery } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import type { Measure, Reading } from '../../question/reading.js';
import type { Assembly } from './assembly.js';

/**
 * "what did our ten best guests pay together", "what share of sales do the top three halls bring in": one figure over the first of a
 * ranking, where a row for each of them was not asked for. *Returns* the query itself where each is to be shown.
 */
export function foldFirst(
  query: SemanticQuery,
  { reading, model }: Assembly,
  measures: readonly Measure[],
): SemanticQuery {
  const [metric, ...more] = query.metrics;
  const ranked = query.limit !== null && query.sort.length > 0 && !query.limit_per?.length && !query.count_groups;
  if (!metric || more.length > 0 || !ranked || query.dimensions.length !== 1) return query;
  if (reading.figureOnly && query.limit === 1 && !query.offset && !query.calculations?.length)
    return foldWith(query, query.sort[0]?.direction === 'asc' ? 'min' : 'max', metric);
  const [calculation] = query.calculations ?? [];
  if ((query.calculations?.length ?? 0) > 1 || (calculation && calculation.kind !== 'share')) return query;
  const central = metric.aggregate === 'avg' || metric.aggregate === 'median' ? metric.aggregate : null;
  const said = { share: calculation !== undefined, central: central !== null };
  if ((query.limit ?? 1) < 2 || !asksForOne(reading, measures, said)) return query;
  if (central === null && !adds(metric, model)) return query;
  return { ...query, fold: central ?? 'sum', metrics: [central ? plain(metric) : metric] };
}

/** The figure of the highest or lowest group alone. */
function foldWith(query: SemanticQuery, fold: Aggregate, metric: MetricRef): SemanticQuery {
  const { with_ties: _ties, ...rest } = query;
  return { ...rest, metrics: [metric], sort: [], limit: null, fold };
}

/** Said of all of them: together, or as one sum, one share or one average that is named before the ranking. */
function asksForOne(
  reading: Reading,
  measures: readonly Measure[],
  { share, central }: { readonly share: boolean; readonly central: boolean },
): boolean {
  const { form, rank } = reading;
  if (!rank || form === 'which' || form === 'who' || form === 'list') return false;
  if (reading.together) return true;
  if (reading.dimensions.length > 0) return false;
  if (share) return reading.calculations.some((c) => c.kind === 'share' && c.at < rank.at);
  const before = measures.some((m) => m.at < rank.at) || reading.verbs.length > 0;
  return (central && before) || (form === 'how_much' && before) || (form === 'what' && reading.total && before);
}

/** Whether the figures of groups can be added up. */
function adds({ metric, aggregate, per, over }: MetricRef, model: Model): boolean {
  const of = aggregate ?? model.metrics.get(metric ?? '')?.aggregate;
  return (of === 'sum' || of === 'count') && per === undefined && over === undefined;
}

function plain(ref: MetricRef): MetricRef {
  const { aggregate: _aggregate, per: _per, ...rest } = ref;
  return ref.metric ? rest : ref;
}
