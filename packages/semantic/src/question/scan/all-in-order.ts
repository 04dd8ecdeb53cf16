import type { Subject } from '../reading.js';
import type { ScanContext } from './scan-context.js';

/**
 * "which town has the most guests? show the count for every town": the request behind the rank names the same groups once more, each of
 * them, so that all are shown in that order and none is picked.
 */
export function allInOrder(scan: ScanContext): void {
  const { items, reading, has, next, use } = scan;
  const { rank, subject } = reading;
  if (!rank || rank.count !== null || rank.offset > 0 || !subject) return;
  const from = Math.max(rank.at, subject.at);
  const request = items.findIndex((_, at) => at > from && has(at, 'list'));
  if (request < 0) return;
  const grouped = reading.dimensions.some((d) => d.at > request && isSame(d.subject, subject.subject));
  const listed = items.findIndex((_, at) => at >= request && isAll(scan, at));
  if (!grouped && listed < 0) return;
  for (const at of listed < 0 ? [] : [listed, next(listed)]) use(at, 'all of them');
  reading.connectors.push({ op: rank.direction === 'asc' ? 'ascending' : 'descending', at: rank.at });
  reading.rank = null;
  scan.pendingCount = null;
  if (grouped) reading.subject = null;
  reading.extreme = null;
}

/** "show all towns" */
function isAll({ items, reading, next, subjectOf }: ScanContext, at: number): boolean {
  const noun = subjectOf(next(at));
  return (
    /(?:^| )all(?: the| of the| our)?$/.test(items[at]?.tokens.map((t) => t.lower).join(' ') ?? '') &&
    noun !== null &&
    reading.subject !== null &&
    isSame(noun, reading.subject.subject)
  );
}

function isSame(one: Subject, other: Subject): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
