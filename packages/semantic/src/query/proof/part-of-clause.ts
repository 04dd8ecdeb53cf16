import type { Filter } from '@copilot/contracts';
import { unsure, type Check, type Evidence } from './evidence.js';
import { meaningsOf, wordsOf } from './said.js';

/** "what share of the rooms that were never booked is on the first floor": the clause says which rooms, and what follows is the part. */
export const partOfClause: Check = (evidence) => {
  const { items, query } = evidence;
  const clause = items.findIndex((item) => /^(that|who|which)$/.test(wordsOf(item)));
  const part = query.metrics.find((ref) => ref.percent === true)?.filters ?? [];
  const last = Math.max(...part.map((f) => placeOf(evidence, f)));
  if (clause < 1 || part.length === 0 || last < clause) return null;
  const later = query.filters.map((f) => placeOf(evidence, f)).filter((at) => at > last);
  const speaks = (at: number): boolean =>
    items
      .slice(last + 1, at + 1)
      .some((item) => /^(is|are|was|were|be)$/.test(wordsOf(item)) || meaningsOf(item, 'verb').length > 0);
  return later.some(speaks) ? unsure('Which part is meant of which whole, I could not tell.') : null;
};

/** Where a filter was said: as a condition, or as what happened; -1 where neither. */
function placeOf({ reading }: Evidence, filter: Filter): number {
  const condition = reading.conditions.find((c) => JSON.stringify(c.filter) === JSON.stringify(filter));
  if (condition) return condition.at;
  return filter.kind === 'exists' ? (reading.events.find((e) => e.dataset === filter.dataset)?.at ?? -1) : -1;
}
