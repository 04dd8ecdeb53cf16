import type { DimensionRef, Filter } from '@copilot/contracts';
import type { Measure } from '../../question/reading.js';
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
