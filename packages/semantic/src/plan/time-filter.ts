import type { Filter, TimeRange } from '@copilot/contracts';

type TimeFilter = Extract<Filter, { kind: 'time' }>;

/** A stretch of time as a condition on its field; an end that is open stays open. */
export function timeFilter({ member, from, to, label }: TimeRange): TimeFilter {
  return { kind: 'time', member, ...(from ? { from } : {}), ...(to ? { to } : {}), label };
}
