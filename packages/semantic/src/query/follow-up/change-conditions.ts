import { resolveTime } from '../../question/resolve-time.js';
import type { Change } from './change-query.js';
import { denies, sameTarget } from './same-target.js';
import { timeMember } from './time-of-turn.js';

/** "only store 1", "and for Action?", "without the rating": conditions are laid over those on the same thing, or taken back. */
export function changeConditions(change: Change): void {
  for (const { filter } of change.input.reading.conditions) {
    const back =
      filter.kind === 'compare' && filter.op === 'is_null' && change.filters.some((f) => sameTarget(f, filter));
    const rest = change.filters.filter((f) => !sameTarget(f, filter) || (!back && denies(filter)));
    change.filters = back ? rest : [...rest, filter];
    change.touched = true;
  }
}

/** "and last month?" *Returns* false when the figure has no time that could change. */
export function changeTimes(change: Change): boolean {
  const { reading, model, clock } = change.input;
  const member = timeMember(model, change.last, change.metrics, change.dimensions, change.timeRange);
  for (const t of reading.times) {
    if (!member) return false;
    const resolved = resolveTime(t.time, member, clock, change.last.time_range);
    if (resolved.assumption) change.assumptions.push(resolved.assumption);
    if (resolved.range) change.timeRange = resolved.range;
    change.filters = [
      ...change.filters.filter((f) => !resolved.filters.some((r) => sameTarget(r, f))),
      ...resolved.filters,
    ];
    change.touched = true;
  }
  return true;
}
