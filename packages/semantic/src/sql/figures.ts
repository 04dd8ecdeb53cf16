import type { Aggregate, DimensionRef, Filter, Format, MetricRef } from '@copilot/contracts';
import { listWords } from '../list-words.js';
import { findField, memberOf, type Metric, type Model } from '../model/model.js';
import { chooseJoinPath, fansOut } from '../plan/join-path.js';
import { CompileProblem, requireField } from './source.js';
import { linkOf } from '../model/link-of.js';

/** One aggregate over the rows of one dataset: the smallest figure that a SELECT computes. */
export interface Atom {
  readonly base: string;
  readonly aggregate: Aggregate;
  /** `dataset.field`, or the SQL argument of a metric over its dataset's columns. */
  readonly argument: { readonly member: string } | { readonly expression: string };
  readonly fraction: number | null;
  readonly filters: readonly Filter[];
  /** Entity or grain for which the figure is taken first, before `outer` folds it. */
  readonly per: string | null;
  readonly outer: Aggregate | null;
  readonly time: string | null;
  readonly format: Format;
}

/** A figure of the query as a formula over atoms. */
export interface Figure {
  readonly name: string;
  readonly label: string;
  readonly format: Format;
  readonly atom: Atom;
  readonly over: Atom | null;
  readonly percent: boolean;
  /** How much of the figure makes one of the unit it is shown in. */
  readonly size: number;
}

export interface FigureContext {
  readonly model: Model;
  readonly dimensions: readonly DimensionRef[];
  readonly filters: readonly Filter[];
  readonly timeMember: string | null;
}

/** Resolves the figures of a query against the role's model, choosing a rollup where the role may only read totals. */
export function toFigure(ref: MetricRef, context: FigureContext): Figure {
  const atom = toAtom(ref, context);
  const over = ref.over ? toAtom(ref.over, context) : null;
  const base = nameOf(ref, context.model);
  const name = ref.percent ? `${base}_percent` : over ? `${base}_per_${nameOf(ref.over ?? {}, context.model)}` : base;
  const format: Format = ref.percent
    ? 'percent'
    : over
      ? atom.format === 'integer'
        ? 'decimal'
        : atom.format
      : atom.format;
  const percent = ref.percent ?? false;
  if (!ref.unit) return { name, label: ref.label ?? name.replaceAll('_', ' '), format, atom, over, percent, size: 1 };
  const named = `${name}_in_${ref.unit.name}s`;
  return {
    name: named,
    label: named.replaceAll('_', ' '),
    format: 'decimal',
    atom,
    over,
    percent,
    size: ref.unit.size,
  };
}

const PREFIX: Partial<Record<Aggregate, string>> = {
  avg: 'average',
  min: 'lowest',
  max: 'highest',
  median: 'median',
  percentile: 'percentile',
  stddev: 'standard_deviation',
  variance: 'variance',
  sum: 'total',
  count_distinct: 'distinct',
  count: 'count',
  mode: 'most_common',
};

function nameOf(ref: MetricRef, model: Model): string {
  if (ref.metric) {
    const metric = model.metrics.get(ref.metric);
    const name = metric?.label.replaceAll(' ', '_') ?? ref.metric;
    return ref.per ? `${prefixOf(ref) ?? 'average'}_${name}_per_${singular(ref.per, model)}` : name;
  }
  const field = ref.field ? findField(model, ref.field) : undefined;
  const of = field ? distinctName(field.dataset, field.name, ref.aggregate, model) : 'value';
  if (ref.aggregate === 'count' || ref.aggregate === 'count_distinct') return of;
  return `${prefixOf({ ...ref, aggregate: ref.aggregate ?? 'sum' }) ?? 'total'}_${of}`;
}

function prefixOf({ aggregate = 'avg', fraction }: MetricRef): string | undefined {
  return aggregate === 'percentile' && fraction !== undefined
    ? `percentile_${Math.round(fraction * 100)}`
    : PREFIX[aggregate];
}

function distinctName(dataset: string, field: string, aggregate: Aggregate | undefined, model: Model): string {
  if (aggregate !== 'count' && aggregate !== 'count_distinct') return field;
  const target = linkOf(model, dataset, field);
  const entity = target
    ? model.datasets.get(target.to)
    : model.datasets.get(dataset)?.primaryKey.includes(field)
      ? model.datasets.get(dataset)
      : undefined;
  return entity ? entity.noun[1].replaceAll(' ', '_') : `distinct_${field}`;
}

function singular(per: string, model: Model): string {
  return (model.datasets.get(per)?.noun[0] ?? per.split('@').at(-1) ?? per).replaceAll(' ', '_');
}

function toAtom(ref: MetricRef, context: FigureContext): Atom {
  const outer = ref.per ? (ref.aggregate ?? 'avg') : null;
  const common = { filters: ref.filters ?? [], per: ref.per ?? null, outer, fraction: ref.fraction ?? null };
  if (ref.metric) return metricAtom(ref, ref.metric, context, common);
  if (!ref.field) throw new CompileProblem('query.invalid', 'a figure needs a metric or a field');
  const field = requireField(context.model, ref.field);
  const aggregate = ref.aggregate ?? 'sum';
  const counts = aggregate === 'count' || aggregate === 'count_distinct';
  const format: Format = counts
    ? 'integer'
    : (field.format ??
      (field.datatype === 'Integer' && aggregate !== 'avg' ? 'integer' : field.isTime ? 'datetime' : 'decimal'));
  const base = ref.of && context.model.datasets.has(ref.of) ? ref.of : field.dataset;
  return {
    base,
    aggregate,
    argument: { member: ref.field },
    time: defaultTime(context.model, base),
    format,
    ...common,
  };
}

function metricAtom(
  ref: MetricRef,
  name: string,
  context: FigureContext,
  common: Pick<Atom, 'filters' | 'per' | 'outer' | 'fraction'>,
): Atom {
  const metric = context.model.metrics.get(name);
  if (!metric)
    throw new CompileProblem(
      'plan.outside-role',
      `${name.replaceAll('_', ' ')} is not part of what your role may read`,
    );
  const format: Format = ref.per && metric.format === 'integer' ? 'decimal' : metric.format;
  const rollup = metric.rollups.size > 0 ? chooseRollup(metric, ref, context) : null;
  if (rollup) {
    const [dataset, column] = rollup;
    return {
      base: dataset,
      aggregate: 'sum',
      argument: { member: `${dataset}.${column}` },
      time: defaultTime(context.model, dataset),
      format,
      ...common,
    };
  }
  if (metric.averagePer && !ref.per && (ref.aggregate === 'avg' || ref.aggregate === 'median'))
    return metricAtom({ ...ref, per: metric.averagePer }, name, context, {
      ...common,
      per: metric.averagePer,
      outer: ref.aggregate,
    });
  // The average of a count means nothing until it is said per what.
  if (
    (metric.aggregate === 'count' || metric.aggregate === 'count_distinct') &&
    ref.aggregate &&
    !ref.per &&
    ref.aggregate !== metric.aggregate
  )
    throw new CompileProblem(
      'query.invalid',
      `say per what the ${ref.aggregate === 'avg' ? 'average' : ref.aggregate} number of ${metric.label} is meant, such as per month`,
    );
  const aggregate = ref.aggregate && !ref.per ? ref.aggregate : metric.aggregate;
  return {
    base: metric.dataset,
    aggregate,
    argument: { expression: metric.argument },
    time: metric.time ?? defaultTime(context.model, metric.dataset),
    format,
    ...common,
  };
}

function defaultTime(model: Model, dataset: string): string | null {
  const time = model.datasets.get(dataset)?.defaultTime;
  return time ? `${dataset}.${time}` : null;
}

/** The first rollup that reaches everything the query speaks about; a role with totals only has no other way to the metric. */
function chooseRollup(metric: Metric, ref: MetricRef, context: FigureContext): readonly [string, string] {
  const { model } = context;
  const needsTime =
    context.timeMember !== null ||
    context.dimensions.some((d) => d.grain !== undefined) ||
    (ref.filters ?? []).some((filter) => filter.kind === 'time');
  const datasets = new Set<string>();
  for (const dimension of context.dimensions) if (!dimension.grain) datasets.add(dimension.member.split('.')[0] ?? '');
  for (const filter of [...context.filters, ...(ref.filters ?? [])])
    if (filter.kind === 'compare') datasets.add(filter.member.split('.')[0] ?? '');
  if (ref.per && model.datasets.has(ref.per)) datasets.add(ref.per);
  for (const [dataset, column] of metric.rollups) {
    const entry = model.datasets.get(dataset);
    if (!entry || (needsTime && !entry.defaultTime)) continue;
    const reaches = [...datasets].every((target) => {
      const hops = chooseJoinPath(model, dataset, target);
      return (
        hops !== null &&
        hops.every((hop) => hop.direction === 'one' || (model.datasets.get(hop.to)?.bridge ?? false)) &&
        (!fansOut(hops) || hops.length <= 3)
      );
    });
    if (reaches) return [dataset, column];
  }
  throw new CompileProblem(
    'plan.outside-role',
    `your role may see ${metric.label} only as totals by ${listWords(
      [...metric.rollups.keys()].map((r) => r.split('_').at(-1) ?? r),
      'or',
    )}, not in this combination`,
  );
}

export { memberOf };
