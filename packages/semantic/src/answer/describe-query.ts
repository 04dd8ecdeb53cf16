import type {
  Calculation,
  DimensionRef,
  Filter,
  Having,
  MetricRef,
  SemanticQuery,
  UserContext,
} from '@copilot/contracts';
import { averageBoundInWords } from './average-bound-in-words.js';
import { boundInWords } from './bound-in-words.js';
import { findField, type Field, type Model } from '../model/model.js';
import { linkOf, pointedAt } from '../model/link-of.js';

/** The interpretation in one line: "revenue by category, store 1, March 2022". */
export function describeQuery(query: SemanticQuery, model: Model): string {
  const head = query.entity ? describeListing(query, model) : describeFigures(query, model);
  return [head, ...conditionsOf(query)].filter(Boolean).join(', ');
}

export function conditionsOf(query: SemanticQuery): string[] {
  return [...query.filters.map(describeFilter), query.time_range?.label ?? ''].filter(Boolean);
}

export function describeFilter(filter: Filter): string {
  if (filter.label) return filter.label;
  switch (filter.kind) {
    case 'compare':
      return `${memberName(filter.member)} ${filter.op.replaceAll('_', ' ')} ${filter.values.join(', ')}`;
    case 'named':
      return `${filter.negate ? 'not ' : ''}${filter.name.replaceAll('_', ' ')}`;
    case 'time':
      return `${filter.from ?? '…'} to ${filter.to ?? '…'}`;
    case 'exists':
      return `${filter.negate ? 'without' : 'with'} ${filter.dataset.replaceAll('_', ' ')}`;
    case 'members':
      return `${memberName(filter.left)} ${filter.op} ${memberName(filter.right)}`;
    case 'against':
      return `${filter.op === 'gt' ? 'above' : 'below'} the ${filter.aggregate}`;
    case 'any':
      return filter.filters.map(describeFilter).join(' or ');
    case 'all':
      return filter.filters.map(describeFilter).join(' and ');
  }
}

/** "share", "share within each month" */
function describeCalculation({ kind, within }: Calculation, { dimensions }: SemanticQuery, model: Model): string {
  const wholes = (within ?? []).flatMap((at) => dimensions[at] ?? []).map((d) => describeDimension(d, model));
  return `${kind.replaceAll('_', ' ')}${wholes.length > 0 ? ` within each ${wholes.join(' and ')}` : ''}`;
}

function describeFigures(query: SemanticQuery, model: Model): string {
  const figures = query.metrics.map((ref) => describeMetric(ref, model)).join(' and ');
  const groups = query.dimensions.map((d) => describeDimension(d, model)).join(' and ');
  const rank =
    query.limit !== null && query.sort.length > 0
      ? `${query.sort[0]?.direction === 'asc' ? 'lowest' : 'top'} ${query.offset ? `number ${query.offset + 1}` : query.limit} `
      : '';
  const calculations = query.fold
    ? ''
    : (query.calculations ?? []).map((c) => describeCalculation(c, query, model)).join(', ');
  const having = (query.having ?? []).map((h) => describeHaving(h, query, model)).join(' and ');
  const body =
    query.metrics.length === 0
      ? groups
      : query.count_groups
        ? describeCount(query, model)
        : query.fold
          ? describeFold(query, model)
          : `${rank}${groups && rank ? `${groups} by ${figures}` : figures}${groups && !rank ? ` by ${groups}` : ''}`;
  return [body, calculations, having ? `where ${having}` : ''].filter(Boolean).join(', ');
}

/** "revenue is more than $6.00", "rentals above the average of the own store": a condition on the figure of a group. */
function describeHaving(having: Having, query: SemanticQuery, model: Model): string {
  const name = describeBounded(having, query, model);
  const { against, within } = having;
  if (against === undefined)
    return `${name} ${name.endsWith('s') ? 'are' : 'is'} ${boundInWords(having, query, model)}`;
  const own = within === undefined ? undefined : query.dimensions[within];
  const of = own === undefined ? '' : ` of the own ${describeDimension(own, model)}`;
  return `${name} ${averageBoundInWords(having)} the ${against === 'avg' ? 'average' : against}${of}`;
}

/** "revenue", "difference between revenue of store 1 and revenue of store 2" */
function describeBounded({ metric, calculation }: Having, query: SemanticQuery, model: Model): string {
  const computed = calculation === undefined ? undefined : query.calculations?.[calculation];
  const name = (at: number): string => describeMetric(query.metrics[at] ?? {}, model);
  if (computed?.against === undefined) return name(computed?.metric ?? metric ?? 0);
  const kind = computed.kind.replaceAll('_', ' ');
  return `${kind} between ${name(computed.metric)} and ${name(computed.against)}`;
}

/** The groups within which others are counted: "store", "store and month". */
export function describeWithin({ dimensions, count_within: within = [] }: SemanticQuery, model: Model): string {
  return within
    .flatMap((at) => dimensions[at] ?? [])
    .map((d) => describeDimension(d, model))
    .join(' and ');
}

/** "number of clients", "number of clients by branch" */
function describeCount(query: SemanticQuery, model: Model): string {
  const { dimensions, count_within: within = [] } = query;
  const counted = dimensions.filter((_, at) => !within.includes(at)).map((d) => describeDimension(d, model));
  return `number of ${plural(counted.join(' and '))}${within.length > 0 ? ` by ${describeWithin(query, model)}` : ''}`;
}

/** "total revenue of the top 10 customers", "share of revenue of the top 3 halls", "highest revenue of a day" */
export function describeFold(query: SemanticQuery, model: Model): string {
  const figure = query.metrics.map((ref) => describeMetric(ref, model)).join(' and ');
  const groups = query.dimensions.map((d) => describeDimension(d, model)).join(' and ');
  const share = query.calculations?.some((c) => c.kind === 'share') ?? false;
  const name = share ? 'share of' : query.fold === 'sum' ? 'total' : (AGGREGATE[query.fold ?? ''] ?? query.fold ?? '');
  if (query.limit === null) return `${name} ${figure} of a ${groups}`;
  const first = query.sort[0]?.direction === 'asc' ? 'lowest' : 'top';
  return `${name} ${figure} of the ${first} ${query.limit} by ${groups}`;
}

const AGGREGATE: Partial<Record<string, string>> = {
  avg: 'average',
  min: 'lowest',
  max: 'highest',
  count_distinct: 'different',
  stddev: 'standard deviation of',
  count: 'number of',
};

const TIME_AGGREGATE: Partial<Record<string, string>> = { min: 'earliest', max: 'latest' };

/** "average", "25th percentile of" */
function aggregateName({ aggregate = 'avg', fraction }: MetricRef): string {
  if (aggregate !== 'percentile' || fraction === undefined) return AGGREGATE[aggregate] ?? aggregate;
  const percent = Math.round(fraction * 100);
  const ending = /(^|[^1])([123])$/.exec(String(percent))?.[2];
  return `${percent}${ending ? { 1: 'st', 2: 'nd', 3: 'rd' }[Number(ending) as 1 | 2 | 3] : 'th'} percentile of`;
}

export function describeMetric(ref: MetricRef, model: Model): string {
  if (ref.label) return ref.label;
  const metric = ref.metric ? model.metrics.get(ref.metric) : undefined;
  const field = ref.field ? findField(model, ref.field) : undefined;
  const link = field ? linkOf(model, field.dataset, field.name) : undefined;
  const name =
    metric?.label ??
    (link && ref.aggregate === 'count_distinct'
      ? takingPart(link.to, link.from, model)
      : field
        ? ref.aggregate === 'count_distinct'
          ? plural(fieldName(field, model))
          : fieldName(field, model)
        : '');
  const conditions = (ref.filters ?? [])
    .map(describeFilter)
    .join(' and ')
    .replace(/^with /, '');
  if (ref.percent) return `share of ${name}${conditions ? ` (${conditions})` : ''}`;
  if (ref.per)
    return `${aggregateName(ref)} ${name} per ${model.datasets.get(ref.per)?.noun[0] ?? ref.per.replace('@', '')}`;
  const isTime = field?.isTime ?? false;
  const aggregate =
    ref.aggregate && !(link && ref.aggregate === 'count_distinct')
      ? `${(isTime ? TIME_AGGREGATE[ref.aggregate] : undefined) ?? aggregateName(ref)} `
      : '';
  const of = ref.of ? ` of all ${model.datasets.get(ref.of)?.noun[1] ?? ref.of}` : '';
  const only = conditions && !ref.over ? ` (${conditions})` : '';
  const unit = ref.unit ? ` in ${ref.unit.name}s` : '';
  return `${aggregate === 'sum ' ? 'total ' : aggregate}${name}${unit}${of}${only}`;
}

/** "customers with rentals": who took part in what happened. */
function takingPart(who: string, what: string, model: Model): string {
  const [things, event] = [model.datasets.get(who), model.datasets.get(what)];
  const noun = things?.noun[1] ?? who;
  return event?.event ? `${noun} with ${event.noun[1]}` : noun;
}

/** "payment amount": the worth of an event is called after the event. */
function fieldName(field: Field, model: Model): string {
  const dataset = model.datasets.get(field.dataset);
  const name = field.name.replaceAll('_', ' ');
  return dataset?.event && dataset.valueField === field.name ? `${dataset.noun[0]} ${name}` : name;
}

function describeListing(query: SemanticQuery, model: Model): string {
  const dataset = model.datasets.get(query.entity ?? '');
  const extra = (query.attributes ?? [])
    .filter((member) => !dataset?.label.includes(member.split('.')[1] ?? ''))
    .map(memberName);
  const rank =
    query.limit !== null && query.sort[0]
      ? `${query.sort[0].direction === 'desc' ? 'highest' : 'lowest'} ${query.limit} `
      : '';
  return `${rank}${dataset?.noun[1] ?? query.entity ?? ''}${extra.length > 0 ? ` with ${extra.join(', ')}` : ''}`;
}

/** What the groups are by: "month", "number of rentals (May 2022)", "month of the first rental". */
export function describeDimension(dimension: DimensionRef, model: Model): string {
  const { figure, grain } = dimension;
  if (dimension.label) return dimension.label;
  if (!figure) return dimensionName(dimension.member, grain, model);
  const conditions = (figure.filters ?? []).map(describeFilter).join(', ');
  const metric = figure.metric ? model.metrics.get(figure.metric) : undefined;
  const field = figure.field ? findField(model, figure.field) : undefined;
  if (grain && field) {
    const event = model.datasets.get(field.dataset)?.noun[0] ?? field.dataset;
    return `${grain} of the ${figure.aggregate === 'max' ? 'last' : 'first'} ${event}`;
  }
  const { filters: _filters, ...plain } = figure;
  const counts = metric?.aggregate === 'count' || metric?.aggregate === 'count_distinct';
  return `${counts ? 'number of ' : ''}${describeMetric(plain, model)}${conditions ? ` (${conditions})` : ''}`;
}

const GRAIN_NAMES: Readonly<Record<string, string>> = {
  hour_of_day: 'hour of the day',
  month_of_year: 'month of the year',
  quarter_of_year: 'quarter of the year',
  day_of_month: 'day of the month',
};

/** "hours of the day", "countries". */
export function plural(noun: string): string {
  const [head = '', ...rest] = noun.split(/ (?=of )/);
  const many = /s$/.test(head)
    ? head
    : /y$/.test(head) && !/[aeiou]y$/.test(head)
      ? `${head.slice(0, -1)}ies`
      : `${head}s`;
  return [many, ...rest].join(' ');
}

export function dimensionName(member: string, grain: string | undefined, model: Model): string {
  if (grain) return GRAIN_NAMES[grain] ?? grain;
  const [dataset, name] = member.split('.');
  const entry = model.datasets.get(dataset ?? '');
  const pointed = pointedAt(model, dataset ?? '', name ?? '');
  if (pointed) return pointed.noun[0];
  return entry?.label.includes(name ?? '') || (entry?.label.length === 0 && entry.primaryKey[0] === name)
    ? entry.noun[0]
    : (name ?? member).replaceAll('_', ' ');
}

function memberName(member: string): string {
  return (member.split('.')[1] ?? member).replaceAll('_', ' ');
}

/** How the figure comes about, step by step, in words. */
export function stepsOf(query: SemanticQuery, model: Model, context: UserContext): string[] {
  const datasets = new Set<string>();
  for (const ref of query.metrics) {
    const metric = ref.metric ? model.metrics.get(ref.metric) : undefined;
    if (metric)
      datasets.add(metric.rollups.size > 0 ? ([...metric.rollups.keys()][0] ?? metric.dataset) : metric.dataset);
    else if (ref.field) datasets.add(ref.field.split('.')[0] ?? '');
  }
  if (query.entity) datasets.add(query.entity);
  for (const d of query.dimensions.slice(0, datasets.size === 0 ? 1 : 0)) datasets.add(d.member.split('.')[0] ?? '');
  const nouns = [...datasets].map((name) => model.datasets.get(name)?.noun[1] ?? name.replaceAll('_', ' '));
  const scope = context.all_stores
    ? `all ${model.scopeNoun[1]}`
    : `${context.store_ids.length === 1 ? model.scopeNoun[0] : model.scopeNoun[1]} ${context.store_ids.join(', ')}`;
  return [
    `Take the ${nouns.join(' and ')} of ${scope}, and nothing else.`,
    ...conditionsOf(query).map((text) => `Keep only: ${text}.`),
    ...(query.dimensions.length > 0
      ? [`Group by ${query.dimensions.map((d) => describeDimension(d, model)).join(' and ')}.`]
      : []),
    ...query.metrics.map((ref) => `Compute ${describeMetric(ref, model)}.`),
    ...((query.having ?? []).length > 0 ? ['Keep the groups that meet the condition on the figure.'] : []),
    ...(query.calculations ?? []).map((c) => `Then compute ${describeCalculation(c, query, model)}.`),
    ...(query.count_groups
      ? [query.count_within?.length ? `Count them for each ${describeWithin(query, model)}.` : 'Count those groups.']
      : []),
    ...(query.limit === null && query.fold ? ['Fold the figures of the groups into one.'] : []),
    ...(query.limit !== null
      ? [
          `Keep ${query.sort[0]?.direction === 'asc' ? 'the lowest' : 'the first'} ${query.limit}${query.with_ties ? ', with ties' : ''}${query.limit_per?.length ? ' in each group' : ''}.`,
          ...(query.fold ? ['Fold their figures into one.'] : []),
        ]
      : []),
  ];
}

export function definitionsOf(query: SemanticQuery, model: Model): { name: string; description: string }[] {
  const out = new Map<string, string>();
  const add = (ref: MetricRef): void => {
    const metric = ref.metric ? model.metrics.get(ref.metric) : undefined;
    const field = ref.field ? findField(model, ref.field) : undefined;
    if (metric) out.set(metric.label, metric.description);
    if (field) out.set(field.name.replaceAll('_', ' '), field.description);
    if (ref.over) add(ref.over);
    for (const filter of ref.filters ?? []) addFilter(filter);
  };
  const addFilter = (filter: Filter): void => {
    if (filter.kind === 'named') {
      const named = model.namedFilters.get(filter.name);
      if (named)
        out.set(
          named.label,
          `${named.dataset.replaceAll('_', ' ')} where ${filter.negate && named.oppositeWhere ? named.oppositeWhere : named.where}`,
        );
    }
    if ('filters' in filter) for (const inner of filter.filters) addFilter(inner);
  };
  query.metrics.forEach(add);
  query.filters.forEach(addFilter);
  for (const d of query.dimensions) {
    const field = findField(model, d.member);
    if (field && !d.figure) out.set(dimensionName(d.member, d.grain, model), field.description);
    if (d.figure) add(d.figure);
  }
  return [...out].map(([name, description]) => ({ name, description }));
}
