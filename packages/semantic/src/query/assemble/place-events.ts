import type { Filter } from '@copilot/contracts';
import { findField } from '../../model/model.js';
import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import type { Measure } from '../../question/reading.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembly } from './assembly.js';
import { keepsRows } from './keeps-rows.js';
import { mergeAlternatives } from './merge-alternatives.js';

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
      f.kind === 'compare' &&
      (f.member.split('.')[0] ?? '') !== base &&
      !keepsRows(assembly, base, f.member.split('.')[0] ?? ''),
  );
  for (const f of inner) filters.splice(filters.indexOf(f), 1);
  for (const denied of deniedBeside(inner)) {
    inner.splice(inner.indexOf(denied), 1);
    filters.push({ kind: 'exists', dataset, negate: true, filters: [affirmed(denied)], label: denied.label ?? '' });
  }
  const times = takeTimes(assembly, dataset);
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

/** An event that must not have happened; the conditions after it belong to it. */
export function deniedEvent(assembly: Assembly, dataset: string, at: number, base: string | null): Filter {
  const { reading, model } = assembly;
  const inside = mergeAlternatives(reading.conditions.filter((c) => c.at > at && c.dataset !== base)).map(
    (c) => c.filter,
  );
  return {
    kind: 'exists',
    dataset,
    negate: true,
    filters: [...inside, ...takeTimes(assembly, dataset)],
    label: [`no ${model.datasets.get(dataset)?.noun[1] ?? dataset}`, ...inside.map((f) => f.label ?? '')]
      .filter(Boolean)
      .join(', '),
  };
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
export function takeTimes(assembly: Assembly, dataset: string): Filter[] {
  const { reading, model, clock, previousTime, assumptions } = assembly;
  const member = `${dataset}.${model.datasets.get(dataset)?.defaultTime ?? ''}`;
  if (!findField(model, member)) return [];
  return reading.times.splice(0).flatMap((t): Filter[] => {
    const resolved = resolveTime(t.time, member, clock, previousTime);
    if (resolved.assumption) assumptions.push(resolved.assumption);
    const range = resolved.range;
    return [
      ...resolved.filters,
      ...(range
        ? [
            {
              kind: 'time' as const,
              member,
              ...(range.from ? { from: range.from } : {}),
              ...(range.to ? { to: range.to } : {}),
              label: range.label,
            },
          ]
        : []),
    ];
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
