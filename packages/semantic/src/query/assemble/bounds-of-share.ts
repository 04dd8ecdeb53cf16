import type { Filter } from '@copilot/contracts';
import { describeFilter } from '../../answer/describe-query.js';
import { formatCell } from '../../answer/format.js';
import { findField, type Model } from '../../model/model.js';
import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import type { FigureCondition, Measure } from '../../question/reading.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembly } from './assembly.js';
import { sameFigure } from './same-figure.js';
import { timeFilter } from '../../plan/time-filter.js';

/**
 * "what share of the members have at least three loans", "… have paid over 90": a bound on how many of something each thing has, or on what
 * they add up to, becomes a condition on the thing, so that the things that meet it can be set against all of them. *Returns* false for a bound
 * on any other figure.
 */
export function boundsOfShare(assembly: Assembly, measures: Measure[]): boolean {
  const { reading, filters } = assembly;
  const share = reading.calculations.find((c) => c.kind === 'share');
  const thing = share ? (measures.find((m) => m.counted !== null)?.counted ?? thingAfter(assembly, share.at)) : null;
  if (!thing || !share || reading.figureConditions.length === 0 || reading.dimensions.length > 0) return true;
  const placed = reading.figureConditions.map((c) => countOf(assembly, thing, c) ?? sumOf(assembly, thing, c));
  const bounds = placed.filter((filter): filter is Bound => filter !== null);
  if (bounds.length < placed.length)
    return !reading.mentions.some((m) => m.dataset === thing && m.at > share.at && m.at <= share.at + 3);
  // "what percentage of revenue came from members who paid over 90": a part of the revenue.
  const isOf = reading.mentions.find((m) => m.dataset === thing)?.at ?? 0;
  if (measures.some((m) => m.counted !== thing && m.at > share.at && m.at < isOf)) return false;
  // "… who are active and had more than three loans": a second part beside the bound.
  if (reading.conditions.some((c) => c.filter.kind === 'named' && c.dataset === thing && c.at > isOf)) return false;
  const narrowed = conditionsOfBounds(assembly, thing, bounds);
  const during = narrowed && timeOfBounds(assembly, narrowed);
  if (!during) return false;
  filters.push(...during);
  // The figure of the bound is said once, and asked for nowhere else.
  const asked = measures.filter((m) => !reading.figureConditions.some((c) => sameFigure(m.ref, c.measure)));
  measures.splice(0, measures.length, ...asked);
  reading.figureConditions.length = 0;
  if (reading.subject?.subject.kind === 'dataset' && reading.subject.subject.dataset === thing) reading.subject = null;
  const metric = assembly.model.datasets.get(thing)?.countMetric;
  if (measures.length === 0 && metric)
    measures.push({ ref: { metric }, from: 'count', at: share.at + 1, counted: thing });
  assembly.setsPlaced = true;
  return true;
}

type Bound = Extract<Filter, { kind: 'exists' }>;

/**
 * "… with more than three overdue loans": what is said of that which is counted, and not of the thing itself, narrows the bound. *Returns* null
 * where nobody knows what a condition is said of.
 */
function conditionsOfBounds({ reading, model }: Assembly, thing: string, bounds: readonly Bound[]): Bound[] | null {
  const isOwn = (owner: string): boolean => {
    const path = owner === thing ? [] : chooseJoinPath(model, thing, owner);
    return path !== null && path !== undefined && !fansOut(path);
  };
  const others = reading.conditions.filter((c) => !isOwn(ownerOf(c.filter, model) ?? ''));
  const owners = others.map((c) => ownerOf(c.filter, model));
  const [bound, ...more] = bounds;
  if (others.length === 0) return [...bounds];
  if (!bound || more.length > 0 || owners.includes(null)) return null;
  if (owners.some((owner) => owner !== bound.dataset && !chooseJoinPath(model, bound.dataset, owner ?? '')))
    return null;
  reading.conditions.splice(0, reading.conditions.length, ...reading.conditions.filter((c) => !others.includes(c)));
  const filters = others.map((c) => c.filter);
  const said = filters.map(describeFilter).join(', ');
  return [{ ...bound, filters: [...bound.filters, ...filters], label: `${bound.label ?? ''} (${said})` }];
}

function ownerOf(filter: Filter, model: Model): string | null {
  if (filter.kind === 'compare') return filter.member.split('.')[0] ?? null;
  return filter.kind === 'named' ? (model.namedFilters.get(filter.name)?.dataset ?? null) : null;
}

/** "… who had more than three loans in May": of those in May. *Returns* null where the time cannot be that of each bound. */
function timeOfBounds({ reading, model, clock, previousTime, assumptions }: Assembly, bounds: Bound[]): Bound[] | null {
  const [said, ...more] = reading.times;
  if (!said) return bounds;
  const within = bounds.flatMap((bound) => {
    const time = model.datasets.get(bound.dataset)?.defaultTime;
    const member = `${bound.dataset}.${time ?? ''}`;
    const resolved = time && !said.negated ? resolveTime(said.time, member, clock, previousTime) : null;
    if (!resolved?.range || resolved.filters.length > 0) return [];
    const range = timeFilter({ ...resolved.range, member });
    if (resolved.assumption && !assumptions.includes(resolved.assumption)) assumptions.push(resolved.assumption);
    return [{ ...bound, filters: [...bound.filters, range], label: `${bound.label ?? ''} in ${resolved.range.label}` }];
  });
  if (more.length > 0 || within.length < bounds.length) return null;
  reading.times.length = 0;
  return within;
}

function thingAfter({ reading, model }: Assembly, at: number): string | null {
  const named = [
    ...reading.mentions,
    ...(reading.subject?.subject.kind === 'dataset'
      ? [{ dataset: reading.subject.subject.dataset, at: reading.subject.at }]
      : []),
  ];
  const first = named.filter((m) => m.at > at).sort((a, b) => a.at - b.at)[0]?.dataset;
  return first && model.datasets.get(first)?.event === false ? first : null;
}

/** The bound as a condition on one thing; null where it is on no plain count of what the thing has many of. */
function countOf({ model }: Assembly, thing: string, { measure, op, values, against }: FigureCondition): Bound | null {
  const counted = [...model.datasets.values()].find((d) => d.countMetric !== null && d.countMetric === measure.metric);
  const [value] = values;
  if (!counted || against || op === 'between' || value === undefined || Object.keys(measure).length > 1) return null;
  if (chooseJoinPath(model, thing, counted.name)?.[0]?.direction !== 'many') return null;
  const label = `${WORDS[op]} ${String(value)} ${counted.noun[1]}`;
  return { kind: 'exists', dataset: counted.name, filters: [], count: { op, value }, label };
}

/** The bound on what an amount of all that a thing has adds up to; null for any other. */
function sumOf({ model }: Assembly, thing: string, { measure, op, values, against }: FigureCondition): Bound | null {
  const metric = model.metrics.get(measure.metric ?? '');
  const field = findField(model, `${metric?.dataset ?? ''}.${metric?.argument ?? ''}`);
  const [value] = values;
  if (metric?.aggregate !== 'sum' || !field || against || op === 'between' || value === undefined) return null;
  if (Object.keys(measure).length > 1) return null;
  const path = chooseJoinPath(model, thing, metric.dataset);
  if (path?.[0]?.direction !== 'many') return null;
  const bound = `${op === 'lt' ? 'less than' : WORDS[op]} ${formatCell(value, { format: metric.format, currency: model.currency })}`;
  const sum = `${metric.dataset}.${field.name}`;
  return {
    kind: 'exists',
    dataset: metric.dataset,
    filters: [],
    count: { op, value },
    sum,
    label: `${metric.label} of ${bound}`,
  };
}

const WORDS = { eq: 'exactly', gt: 'more than', gte: 'at least', lt: 'fewer than', lte: 'at most' } as const;
