import type { DimensionRef, Filter, MetricRef, SemanticQuery, Sort, TimeGrain } from '@copilot/contracts';

/** One part of an interpretation as a chip: what it says, how to take it away, and what kind of editor it has. */
export type Chip =
  | { kind: 'metric'; index: number; text: string; removable: boolean }
  | { kind: 'dimension'; index: number; text: string; removable: boolean }
  | { kind: 'filter'; index: number; text: string; removable: true }
  | { kind: 'time'; text: string; removable: true }
  | { kind: 'having'; index: number; text: string; removable: true }
  | { kind: 'calculation'; index: number; text: string; removable: true }
  | { kind: 'entity'; text: string; removable: false }
  | { kind: 'shape'; text: string; removable: true }
  | { kind: 'sort'; index: number; text: string; removable: true }
  | { kind: 'limit'; text: string; removable: true };

/** Names of members as people say them: `revenue` → "revenue", `films.rental_rate` → "rental rate". */
export type MemberLabels = ReadonlyMap<string, string>;

const OPERATORS: Record<string, string> = {
  eq: 'is',
  ne: 'is not',
  gt: 'over',
  gte: 'at least',
  lt: 'under',
  lte: 'at most',
  in: 'is one of',
  not_in: 'is none of',
  between: 'between',
  is_null: 'is empty',
  is_not_null: 'is not empty',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'starts with',
  ends_with: 'ends with',
  has: 'has',
  has_not: 'has no',
};

const AGGREGATES: Partial<Record<string, string>> = {
  avg: 'average',
  min: 'lowest',
  max: 'highest',
  sum: 'total',
  count: 'number of',
  count_distinct: 'number of different',
  stddev: 'standard deviation of',
  mode: 'most frequent',
};

/** A member as people say it. */
export function memberLabel(member: string, labels: MemberLabels): string {
  return labels.get(member) ?? (member.split('.').at(-1) ?? member).replace(/_id$/, '').replaceAll('_', ' ');
}

/** The chips of an interpretation, in reading order. */
export function toChips(query: SemanticQuery, labels: MemberLabels): readonly Chip[] {
  return [
    ...(query.entity
      ? [{ kind: 'entity' as const, text: `list of ${query.entity.replaceAll('_', ' ')}`, removable: false as const }]
      : []),
    ...query.metrics.map((metric, index) => ({
      kind: 'metric' as const,
      index,
      text: metricWords(metric, labels),
      removable: query.metrics.length > 1,
    })),
    ...query.dimensions.map((dimension, index) => ({
      kind: 'dimension' as const,
      index,
      text: `by ${dimensionWords(dimension, labels)}`,
      removable: true,
    })),
    ...query.filters.map((filter, index) => ({
      kind: 'filter' as const,
      index,
      text: filterWords(filter, labels),
      removable: true as const,
    })),
    ...(query.time_range === null
      ? []
      : [
          {
            kind: 'time' as const,
            text: query.time_range.label || rangeWords(query.time_range),
            removable: true as const,
          },
        ]),
    ...(query.having ?? []).map((having, index) => ({
      kind: 'having' as const,
      index,
      text:
        having.label ??
        `${OPERATORS[having.op] ?? having.op} ${having.against === undefined ? (having.values ?? []).join(' and ') : `${having.against} of all`}`,
      removable: true as const,
    })),
    ...(query.calculations ?? []).map((calculation, index) => ({
      kind: 'calculation' as const,
      index,
      text: calculation.label ?? calculation.kind.replaceAll('_', ' '),
      removable: true as const,
    })),
    ...shapeChips(query),
    ...query.sort.map((sort, index) => ({
      kind: 'sort' as const,
      index,
      text: sortWords(sort, query, labels),
      removable: true as const,
    })),
    ...(query.limit === null ? [] : [{ kind: 'limit' as const, text: limitWords(query), removable: true as const }]),
  ];
}

/** The query without the part that a chip stands for. Sorting by something that is gone goes with it. */
export function removeChip(query: SemanticQuery, chip: Chip): SemanticQuery {
  const without = <T>(items: readonly T[], index: number) => items.filter((_, at) => at !== index);
  switch (chip.kind) {
    case 'metric':
      return {
        ...query,
        metrics: without(query.metrics, chip.index),
        sort: dropSort(query.sort, 'metric', chip.index),
        having: (query.having ?? []).filter((having) => having.metric !== chip.index),
        calculations: (query.calculations ?? [])
          .filter((calculation) => calculation.metric !== chip.index)
          .map((calculation) =>
            calculation.metric > chip.index ? { ...calculation, metric: calculation.metric - 1 } : calculation,
          ),
      };
    case 'dimension':
      return {
        ...query,
        dimensions: without(query.dimensions, chip.index),
        sort: dropSort(query.sort, 'dimension', chip.index),
        limit_per: query.limit_per
          ?.filter((index) => index !== chip.index)
          .map((index) => (index > chip.index ? index - 1 : index)),
      };
    case 'filter':
      return { ...query, filters: without(query.filters, chip.index) };
    case 'time':
      return { ...query, time_range: null };
    case 'having':
      return { ...query, having: without(query.having ?? [], chip.index) };
    case 'calculation':
      return {
        ...query,
        calculations: without(query.calculations ?? [], chip.index),
        sort: dropSort(query.sort, 'calculation', chip.index),
      };
    case 'sort':
      return { ...query, sort: without(query.sort, chip.index) };
    case 'limit':
      return { ...query, limit: null, with_ties: undefined, limit_per: undefined, offset: undefined };
    case 'shape':
      return { ...query, count_groups: undefined, fold: undefined };
    case 'entity':
      return query;
  }
}

/** The query with another figure in the place of one of its metrics. */
export function replaceMetric(query: SemanticQuery, index: number, metric: string): SemanticQuery {
  return { ...query, metrics: query.metrics.map((item, at) => (at === index ? { metric } : item)) };
}

/** The query grouped by another member in the place of one of its groupings. */
export function replaceDimension(
  query: SemanticQuery,
  index: number,
  member: string,
  grain?: TimeGrain,
): SemanticQuery {
  const next = grain === undefined ? { member } : { member, grain };
  return { ...query, dimensions: query.dimensions.map((item, at) => (at === index ? next : item)) };
}

/** The query with one more grouping. */
export function addDimension(query: SemanticQuery, member: string, grain?: TimeGrain): SemanticQuery {
  return { ...query, dimensions: [...query.dimensions, grain === undefined ? { member } : { member, grain }] };
}

/** The query with one more figure. */
export function addMetric(query: SemanticQuery, metric: string): SemanticQuery {
  return { ...query, metrics: [...query.metrics, { metric }] };
}

/** The query with one more condition. */
export function addFilter(query: SemanticQuery, filter: Filter): SemanticQuery {
  return { ...query, filters: [...query.filters, filter] };
}

/** The query cut to its first rows: the highest ones, unless it is sorted already by a figure. */
export function addLimit(query: SemanticQuery, limit: number): SemanticQuery {
  const sorted = query.sort.some((sort) => sort.by.startsWith('metric') || sort.by.startsWith('calculation'));
  return { ...query, limit, sort: sorted ? query.sort : [{ by: 'metric:0', direction: 'desc' }] };
}

/** The query with a filter's values changed; the old label no longer says the truth and goes. */
export function replaceFilterValues(
  query: SemanticQuery,
  index: number,
  values: (string | number | boolean)[],
): SemanticQuery {
  return {
    ...query,
    filters: query.filters.map((filter, at) => {
      if (at !== index || filter.kind !== 'compare') return filter;
      const { label: _label, ...rest } = filter;
      const op =
        values.length > 1 && rest.op === 'eq' ? 'in' : values.length === 1 && rest.op === 'in' ? 'eq' : rest.op;
      return { ...rest, op, values };
    }),
  };
}

/** The query for another period up to its last day. `member` is the time it is about where the query has no period yet. */
export function replaceTimeRange(
  query: SemanticQuery,
  from: string | null,
  lastDay: string | null,
  member = query.time_range?.member,
): SemanticQuery {
  if (member === undefined) return query;
  const to = lastDay === null ? null : addDays(lastDay, 1);
  const range = { member, from, to };
  return { ...query, time_range: { ...range, label: rangeWords(range) } };
}

/** The query sorted the other way round. */
export function turnSort(query: SemanticQuery, index: number): SemanticQuery {
  return {
    ...query,
    sort: query.sort.map((sort, at) =>
      at === index ? { ...sort, direction: sort.direction === 'asc' ? 'desc' : 'asc' } : sort,
    ),
  };
}

/** A day some days on, as `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function dropSort(sorts: readonly Sort[], kind: string, index: number): Sort[] {
  return sorts.flatMap((sort) => {
    const [by = '', at = '0'] = sort.by.split(':');
    if (by !== kind || Number(at) < index) return [sort];
    return Number(at) === index ? [] : [{ ...sort, by: `${by}:${Number(at) - 1}` }];
  });
}

function shapeChips(query: SemanticQuery): Chip[] {
  if (query.count_groups === true) return [{ kind: 'shape', text: 'counted', removable: true }];
  if (query.fold !== undefined)
    return [{ kind: 'shape', text: `${AGGREGATES[query.fold] ?? query.fold} of all groups`, removable: true }];
  return [];
}

/** A figure as people say it: "revenue", "average length", "average revenue per customer", "share of rentals". */
function metricWords(metric: MetricRef, labels: MemberLabels): string {
  if (metric.label !== undefined && metric.label !== '') return metric.label;
  const name = memberLabel(metric.metric ?? metric.field ?? 'rows', labels);
  const aggregate = metric.aggregate === undefined ? '' : `${AGGREGATES[metric.aggregate] ?? metric.aggregate} `;
  const own = (metric.filters ?? []).map((filter) => filterWords(filter, labels)).join(' and ');
  const base = `${metric.percent === true ? 'share of ' : aggregate}${name}${own === '' ? '' : `, ${own}`}`;
  if (metric.per !== undefined) return `${base} per ${metric.per.replace('@', '').replaceAll('_', ' ')}`;
  return metric.over === undefined || metric.percent === true ? base : `${base} to ${metricWords(metric.over, labels)}`;
}

function filterWords(filter: Filter, labels: MemberLabels): string {
  if (filter.label !== undefined && filter.label !== '') return filter.label;
  switch (filter.kind) {
    case 'compare':
      return `${memberLabel(filter.member, labels)} ${OPERATORS[filter.op] ?? filter.op} ${filter.values.join(filter.op === 'between' ? ' and ' : ', ')}`.trim();
    case 'members':
      return `${memberLabel(filter.left, labels)} ${OPERATORS[filter.op] ?? filter.op} ${memberLabel(filter.right, labels)}`;
    case 'named':
      return `${filter.negate ? 'not ' : ''}${filter.name.replaceAll('_', ' ')}`;
    case 'time':
      return `${filter.negate ? 'not ' : ''}${rangeWords({ from: filter.from ?? null, to: filter.to ?? null })}`;
    case 'exists':
      return `${filter.negate ? 'without' : 'with'} ${filter.dataset.replaceAll('_', ' ')}${filter.filters.length > 0 ? ` (${filter.filters.map((inner) => filterWords(inner, labels)).join(', ')})` : ''}`;
    case 'against':
      return `${OPERATORS[filter.op] ?? filter.op} ${filter.aggregate}`;
    case 'any':
      return filter.filters.map((inner) => filterWords(inner, labels)).join(' or ');
    case 'all':
      return `${filter.negate ? 'not ' : ''}${filter.filters.map((inner) => filterWords(inner, labels)).join(' and ')}`;
  }
}

function rangeWords(range: { from: string | null; to: string | null }): string {
  const { from, to } = range;
  const last =
    to === null ? null : /T/.test(to) && !/T00:00:00/.test(to) ? to.slice(0, 16).replace('T', ' ') : addDays(to, -1);
  if (from !== null && last !== null)
    return from.slice(0, 10) === last ? from.slice(0, 10) : `${from.slice(0, 10)} to ${last}`;
  if (from !== null) return `from ${from.slice(0, 10)}`;
  return last === null ? 'all time' : `until ${last}`;
}

/** A grouping as people say it; a date cut to months is "month". */
function dimensionWords(dimension: DimensionRef, labels: MemberLabels): string {
  if (dimension.label !== undefined && dimension.label !== '') return dimension.label;
  return dimension.grain?.replaceAll('_', ' ') ?? memberLabel(dimension.member, labels);
}

function sortWords(sort: Sort, query: SemanticQuery, labels: MemberLabels): string {
  const [kind, at] = sort.by.split(':');
  const index = Number(at);
  const metric = query.metrics[index];
  const dimension = query.dimensions[index];
  const name =
    kind === 'metric' && metric !== undefined
      ? metricWords(metric, labels)
      : kind === 'dimension' && dimension !== undefined
        ? dimensionWords(dimension, labels)
        : kind === 'attribute'
          ? memberLabel(query.attributes?.[index] ?? 'attribute', labels)
          : (query.calculations?.[index]?.label ?? 'calculation');
  return `sorted by ${name} ${sort.direction === 'asc' ? '↑' : '↓'}`;
}

function limitWords(query: SemanticQuery): string {
  const rows = `${query.limit} ${query.limit === 1 ? 'row' : 'rows'}`;
  if (query.limit_per !== undefined && query.limit_per.length > 0) return `first ${rows} of each`;
  return `first ${rows}${query.with_ties === true ? ', ties kept' : ''}`;
}
