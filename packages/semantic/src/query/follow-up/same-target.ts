import type { Filter } from '@copilot/contracts';

/** Whether two conditions are on the same thing, so that the later one replaces the earlier. */
export function sameTarget(a: Filter, b: Filter): boolean {
  if (a.kind === 'compare' && b.kind === 'compare') return a.member === b.member && a.grain === b.grain;
  return a.kind === 'named' && b.kind === 'named' && a.name === b.name;
}

/** Whether a condition takes values away. */
export function denies(filter: Filter): boolean {
  return filter.kind === 'compare' && (filter.op === 'ne' || filter.op === 'not_in' || filter.op === 'has_not');
}
