import type { ChartKind } from './chart-input.js';
import type { ChartShape } from './read-shape.js';

/** As many series as the palette has colours that can be told apart. */
export const MOST_SERIES = 8;
/** Bars that a page of chart holds; the table has them all. */
export const MOST_BARS = 30;
const MOST_CELLS = 40;
const MOST_GROUPS = 20;
const MOST_COLUMNS = 60;

/** The kinds of chart that these rows can honestly be drawn as, the one that fits best first; none where only a table makes sense. */
export function chooseKinds(shape: ChartShape): readonly ChartKind[] {
  const { rows, groups, figures } = shape;
  if (rows.length < 2 || figures.length === 0) return [];
  if (groups.length === 1) return oneGrouping(shape);
  return groups.length === 2 ? twoGroupings(shape) : [];
}

function oneGrouping({ isTime, isSequence, rows, figures }: ChartShape): ChartKind[] {
  const scatter: ChartKind[] = figures.length > 1 ? ['scatter'] : [];
  if (isTime) return ['line', ...(rows.length <= MOST_COLUMNS ? (['bar'] as const) : []), ...scatter];
  return ['bar', ...(isSequence ? (['line'] as const) : []), ...scatter];
}

function twoGroupings(shape: ChartShape): ChartKind[] {
  const { isTime, groupCount, seriesCount } = shape;
  const cells = seriesCount <= MOST_CELLS && (isTime ? groupCount <= MOST_COLUMNS : groupCount <= MOST_CELLS);
  const heat: ChartKind[] = cells ? ['heat'] : [];
  if (isTime && seriesCount > MOST_SERIES) return heat;
  if (isTime) return ['line', ...(groupCount <= MOST_GROUPS ? (['grouped_bar'] as const) : []), ...heat];
  // Each group stands once: the second grouping says more about it, and divides nothing.
  if (groupCount === shape.rows.length) return ['bar'];
  if (seriesCount <= MOST_SERIES && groupCount <= MOST_GROUPS) return ['grouped_bar', ...heat];
  return heat.length > 0 ? heat : ['bar'];
}
