import type { DimensionRef, Filter } from '@copilot/contracts';
import type { Measure, Reading } from '../../question/reading.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembly } from './assembly.js';
import { timeMember } from './time-member.js';

/** Puts the times of the question on the time field that they belong to. */
export function placeTimes(
  assembly: Assembly,
  measures: readonly Measure[],
  dimensions: readonly DimensionRef[],
): void {
  const { reading, clock, previousTime, assumptions, filters } = assembly;
  const member = dimensions.find((d) => d.grain)?.member ?? timeMember(assembly, measures);
  for (const t of reading.times) {
    const both = momentsBefore(assembly, t);
    if (both) {
      filters.push(...both);
      continue;
    }
    const resolved = resolveTime(t.time, member, clock, previousTime);
    if (resolved.assumption) assumptions.push(resolved.assumption);
    const placed = t.negated ? deniedTime(resolved, member) : resolved.filters;
    filters.push(...placed);
    if (!resolved.range || t.negated) continue;
    if (assembly.timeRange)
      assembly.timeRange = {
        ...assembly.timeRange,
        from: later(assembly.timeRange.from, resolved.range.from),
        to: earlier(assembly.timeRange.to, resolved.range.to),
        label: `${assembly.timeRange.label}, ${resolved.range.label}`,
      };
    else assembly.timeRange = resolved.range;
  }
}

/** "booked and paid in June": two moments of the same rows, joined right before the time, both lie in it. */
function momentsBefore(
  { reading, model, clock, previousTime, measures }: Assembly,
  t: Reading['times'][number],
): Filter[] | null {
  const happened = reading.events.flatMap(({ dataset, verb, at }) => {
    const time = model.datasets.get(dataset)?.defaultTime;
    return verb && time ? [{ member: `${dataset}.${time}`, at }] : [];
  });
  const [one, other] = [...reading.timeFields, ...happened]
    .sort((a, b) => a.at - b.at)
    .filter((f) => f.at < t.at && f.at >= t.at - 4)
    .filter((f, i, all) => all.findIndex((o) => o.member === f.member) === i);
  const base = model.metrics.get(measures[0]?.ref.metric ?? '')?.dataset;
  const joined = reading.connectors.some(
    (c) => c.op === 'and' && c.at > (one?.at ?? Infinity) && c.at < (other?.at ?? 0),
  );
  if (!one || !other || !joined || t.negated || [one, other].some((f) => f.member.split('.')[0] !== base)) return null;
  const filters = [one, other].flatMap(({ member }): Filter[] => {
    const { range } = resolveTime(t.time, member, clock, previousTime);
    if (!range) return [];
    const ends = { ...(range.from ? { from: range.from } : {}), ...(range.to ? { to: range.to } : {}) };
    const name = member.split('.').at(-1)?.replaceAll('_', ' ') ?? '';
    return [{ kind: 'time', member, ...ends, label: `${name} in ${range.label}` }];
  });
  return filters.length === 2 ? filters : null;
}

/** "except Sundays", "not in May": what a time comes to where it is left out. */
export function deniedTime({ filters, range }: ReturnType<typeof resolveTime>, member: string): Filter[] {
  const denied = filters.map((f): Filter =>
    f.kind === 'compare' && f.op === 'in' ? { ...f, op: 'not_in', label: `not ${f.label ?? ''}` } : f,
  );
  if (!range) return denied;
  const ends = { ...(range.from ? { from: range.from } : {}), ...(range.to ? { to: range.to } : {}) };
  return [...denied, { kind: 'time', member, ...ends, negate: true, label: `not ${range.label}` }];
}

/** Growth and running figures need periods; months where none are named. */
export function growthNeedsTime(assembly: Assembly, dimensions: DimensionRef[], measures: readonly Measure[]): void {
  const { reading, assumptions } = assembly;
  const moves = reading.calculations.some((c) => c.kind === 'growth' || c.kind === 'running' || c.kind === 'moving');
  if (moves && !dimensions.some((d) => d.grain)) {
    dimensions.push({ member: timeMember(assembly, measures), grain: 'month' });
    assumptions.push('Taken month by month.');
  }
}

function later(a: string | null, b: string | null): string | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

function earlier(a: string | null, b: string | null): string | null {
  return a && b ? (a < b ? a : b) : (a ?? b);
}
