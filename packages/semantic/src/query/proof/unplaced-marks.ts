import type { SemanticQuery } from '@copilot/contracts';
import type { Check, Evidence } from './evidence.js';

/** What words were taken for, with what the query must then hold. */
const TRACES: readonly (readonly [taken: RegExp, isThere: (evidence: Evidence, at: number) => boolean])[] = [
  [/^compared with the average$/, ({ query }) => JSON.stringify(query).includes('"against"')],
  [/^grouped by /, ({ query, reading }, at) => isGrouped(query) || isOfEach(query, reading, at)],
];

/** A comparison or a grouping that was read and is missing from the query was lost on the way, so it counts as not understood. */
export const unplacedMarks: Check = (evidence) => ({
  kind: 'unplaced',
  at: evidence.items.flatMap((item, at) =>
    TRACES.some(([taken, isThere]) => taken.test(item.as ?? '') && !isThere(evidence, at)) ? [at] : [],
  ),
});

function isGrouped({ dimensions, metrics, limit_per, fold }: SemanticQuery): boolean {
  return (
    dimensions.length > 0 ||
    metrics.some((m) => m.per !== undefined || (m.over !== undefined && !m.percent)) ||
    limit_per !== undefined ||
    fold !== undefined
  );
}

/** "average days kept per rental": a field of what happened is one for each anyway. */
function isOfEach({ metrics }: SemanticQuery, { dimensions }: Evidence['reading'], at: number): boolean {
  const group = dimensions.find((d) => d.at === at && d.per)?.subject;
  return group?.kind === 'dataset' && metrics.some((m) => m.aggregate && m.field?.startsWith(`${group.dataset}.`));
}
