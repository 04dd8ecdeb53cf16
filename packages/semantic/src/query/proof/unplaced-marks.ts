import type { SemanticQuery } from '@copilot/contracts';
import type { Check } from './evidence.js';

/** What words were taken for, with what the query must then hold. */
const TRACES: readonly (readonly [taken: RegExp, isThere: (query: SemanticQuery) => boolean])[] = [
  [/^compared with the average$/, (query) => JSON.stringify(query).includes('"against"')],
  [/^grouped by /, isGrouped],
];

/** A comparison or a grouping that was read and is missing from the query was lost on the way, so it counts as not understood. */
export const unplacedMarks: Check = ({ items, query }) => ({
  kind: 'unplaced',
  at: items.flatMap((item, at) =>
    TRACES.some(([taken, isThere]) => taken.test(item.as ?? '') && !isThere(query)) ? [at] : [],
  ),
});

function isGrouped({ dimensions, metrics, limit_per, fold }: SemanticQuery): boolean {
  return (
    dimensions.length > 0 || metrics.some((m) => m.per !== undefined) || limit_per !== undefined || fold !== undefined
  );
}
