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
    filters.push(
      ...resolved.filters.map((f): Filter =>
        t.negated && f.kind === 'compare' && f.op === 'in' ? { ...f, op: 'not_in', label: `not ${f.label ?? ''}` } : f,
      ),
    );
    if (!resolved.range) continue;
    if (t.negated)
      filters.push({
        kind: 'time',
        member,
        ...(resolved.range.from ? { from: resolved.range.from } : {}),
        ...(resolved.range.to ? { to: resolved.range.to } : {}),
        negate: true,
        label: `not ${resolved.range.label}`,
      });
    else if (assembly.timeRange)
      assembly.timeRange = {
        ...assembly.timeRange,
        from: later(assembly.timeRange.from, resolved.range.from),
        to: earlier(assembly.timeRange.to, resolved.range.to),
        label: `${assembly.timeRange.label}, ${resolved.range.label}`,
      };
    else assembly.timeRange = resolved.range;
  }
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
