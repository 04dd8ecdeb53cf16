import type { Filter } from '@copilot/contracts';
import { findField } from '../../model/model.js';
import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import type { Condition, Measure } from '../../question/reading.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembly } from './assembly.js';
import { positiveEvents } from './events.js';
import { keepsRows } from './keeps-rows.js';
import { timeFilter } from '../../plan/time-filter.js';

/** "customers who rented": the event, with its conditions and time, becomes a test of each row that is counted or listed. */
export function addPositiveEvent(
  assembly: Assembly,
  dataset: string,
  base: string,
  measures: readonly Measure[],
): void {
  const { reading, model, filters } = assembly;
  if (dataset === base || measures.some((m) => m.ref.field?.startsWith(`${dataset}.`))) return;
  const path = chooseJoinPath(model, base, dataset);
  if (!path || !fansOut(path) || model.datasets.get(base)?.event) return;
  if (reading.figureConditions.some((c) => model.metrics.get(c.measure.metric ?? '')?.dataset === dataset)) return;
  const inner = filters.filter(
    (f) =>
      (f.kind === 'members' && f.left.startsWith(`${dataset}.`)) ||
      (f.kind === 'compare' &&
        (f.member.split('.')[0] ?? '') !== base &&
        (assembly.eventFilters.has(f) || !keepsRows(assembly, base, f.member.split('.')[0] ?? ''))),
  );
  for (const f of inner) filters.splice(filters.indexOf(f), 1);
  for (const denied of deniedBeside(inner)) {
    inner.splice(inner.indexOf(denied), 1);
    filters.push({ kind: 'exists', dataset, negate: true, filters: [affirmed(denied)], label: denied.label ?? '' });
  }
  const apart = takeDeniedTimes(assembly, dataset);
  const times = takeTimes(assembly, dataset);
  filters.push(...apart);
  filters.push({
    kind: 'exists',
    dataset,
    ...(reading.only && inner.length + times.length > 0 ? { every: true } : {}),
    filters: [...inner, ...times],
    label: [
      `with ${model.datasets.get(dataset)?.noun[1] ?? dataset}`,
      ...inner.map((f) => f.label ?? ''),
      ...times.map((f) => f.label ?? ''),
    ]
      .filter(Boolean)
      .join(', '),
  });
}

/** "in May but not in June": a time that is denied beside one that is not is a condition of its own. */
function takeDeniedTimes(assembly: Assembly, dataset: string): Filter[] {
  const { reading, model } = assembly;
  const denied = reading.times.filter((t) => t.negated);
  if (denied.length === 0 || denied.length === reading.times.length) return [];
  const rest = reading.times.filter((t) => !t.negated);
  reading.times.splice(0, reading.times.length, ...denied);
  const filters = takeTimes(assembly, dataset);
  reading.times.push(...rest);
  const noun = model.datasets.get(dataset)?.noun[1] ?? dataset;
  return filters.map((f) => ({
    kind: 'exists',
    dataset,
    negate: true,
    filters: [f],
    label: `no ${noun} in ${f.label ?? 'that time'}`,
  }));
}

/** Whether a condition on something that both the event and the thing have stands after the verb, and so speaks of the event. */
export function saidOfEvent(assembly: Assembly, condition: Condition): boolean {
  return positiveEvents(assembly).some(
    (e) =>
      e.verb && e.at < condition.at && condition.dataset !== null && keepsRows(assembly, e.dataset, condition.dataset),
  );
}

/** "paid by members whose first visit was in May": where a figure is taken over what happened, a test of those who it belongs to. */
export function edgeFiltersOf(assembly: Assembly, base: string | null): Filter[] {
  const { reading, model } = assembly;
  const edge = reading.edgeEvent;
  const filters = edgeFilters(assembly);
  if (!edge || !base || filters.length === 0 || !model.datasets.get(base)?.event) return filters;
  const owner = reading.mentions.findLast(({ dataset, at }) => {
    const path = model.datasets.get(dataset)?.event ? null : chooseJoinPath(model, dataset, edge.dataset);
    return at < edge.at && path !== null && fansOut(path) && keepsRows(assembly, base, dataset);
  });
  if (!owner) return filters;
  const label = filters.map((f) => f.label ?? '').join(', ');
  return [{ kind: 'exists', dataset: owner.dataset, filters, label }];
}

/** "made their first rental in May": one in the range and none before it. */
export function edgeFilters(assembly: Assembly): Filter[] {
  const { reading, model } = assembly;
  const edge = reading.edgeEvent;
  if (!edge) return [];
  const noun = model.datasets.get(edge.dataset)?.noun[0] ?? edge.dataset;
  const inside = takeTimes(assembly, edge.dataset);
  const range = inside.find((f) => f.kind === 'time');
  if (range?.kind !== 'time') return [];
  const outside: Filter | null =
    edge.edge === 'first'
      ? range.from
        ? { kind: 'time', member: range.member, to: range.from }
        : null
      : range.to
        ? { kind: 'time', member: range.member, from: range.to }
        : null;
  return [
    {
      kind: 'exists',
      dataset: edge.dataset,
      filters: inside,
      label: `${edge.edge} ${noun} in ${range.label ?? 'the range'}`,
    },
    ...(outside
      ? [
          {
            kind: 'exists' as const,
            dataset: edge.dataset,
            negate: true,
            filters: [outside],
            label: `none ${edge.edge === 'first' ? 'before' : 'after'}`,
          },
        ]
      : []),
  ];
}

/** The times of the question as conditions on an event; they are used up. */
export function takeTimes(assembly: Assembly, dataset: string, from = 0, until = Infinity): Filter[] {
  const { reading, model, clock, previousTime, assumptions } = assembly;
  const member = `${dataset}.${model.datasets.get(dataset)?.defaultTime ?? ''}`;
  if (!findField(model, member)) return [];
  const taken = reading.times.filter((t) => t.at >= from && t.at < until);
  for (const t of taken) reading.times.splice(reading.times.indexOf(t), 1);
  return taken.flatMap((t): Filter[] => {
    const resolved = resolveTime(t.time, member, clock, previousTime);
    if (resolved.assumption) assumptions.push(resolved.assumption);
    const range = resolved.range;
    return [...resolved.filters, ...(range ? [timeFilter({ ...range, member })] : [])];
  });
}

/** The dataset that the first figure is taken over. */
export function baseOf(assembly: Assembly, measures: readonly Measure[]): string | null {
  const { model } = assembly;
  const ref = measures[0]?.ref;
  if (!ref) return null;
  return ref.metric ? (model.metrics.get(ref.metric)?.dataset ?? null) : (ref.field?.split('.')[0] ?? null);
}

/** "rented this but not that": what is denied beside something affirmed of the same field must never have happened. */
function deniedBeside(inner: readonly Filter[]): Compare[] {
  const compares = inner.filter((f): f is Compare => f.kind === 'compare');
  return compares.filter(
    (f) =>
      (f.op === 'ne' || f.op === 'not_in') &&
      compares.some((o) => o.member === f.member && (o.op === 'eq' || o.op === 'in')),
  );
}

type Compare = Extract<Filter, { kind: 'compare' }>;

function affirmed(filter: Compare): Filter {
  return { ...filter, op: filter.op === 'not_in' ? 'in' : 'eq' };
}
