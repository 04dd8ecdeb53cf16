import type { ColumnType, Format } from '@copilot/contracts';
import { columnTypeOf, shownSql } from './aggregate.js';
import type { Atom, Figure } from './figures.js';
import type { Grouped } from './grouped.js';

/** The column of a figure: its aggregate, or one aggregate divided by another. */
export function toFigureColumn(figure: Figure, sqlOf: (atom: Atom) => string): Grouped['figures'][number] {
  const sum = sqlOf(figure.atom);
  // Divided by all there are, what has nothing comes to nothing.
  const top =
    figure.over && !figure.percent && (adds(figure.atom) || figure.atom.outer === 'sum') ? `COALESCE(${sum}, 0)` : sum;
  const raw = figure.over
    ? `${figure.percent ? '100.0 * ' : '1.0 * '}${top} / NULLIF(${sqlOf(figure.over)}, 0)`
    : figure.size === 1
      ? top
      : `(${top})::numeric / ${figure.size}`;
  const type: ColumnType = figure.over || figure.size !== 1 ? 'number' : columnTypeOf(figure.atom);
  return {
    name: figure.name,
    label: figure.label,
    format: figure.format as Format,
    type,
    raw,
    additive: !figure.over && adds(figure.atom),
    shown: shownSql(raw, figure.over || figure.size !== 1 ? 'avg' : (figure.atom.outer ?? figure.atom.aggregate), type),
  };
}

/** Whether a figure of no rows is 0. */
function adds({ aggregate, outer }: Atom): boolean {
  return outer === null && (aggregate === 'count' || aggregate === 'count_distinct' || aggregate === 'sum');
}
