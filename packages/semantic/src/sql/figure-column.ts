import type { ColumnType, Format } from '@copilot/contracts';
import { columnTypeOf, shownSql } from './aggregate.js';
import type { Atom, Figure } from './figures.js';
import type { Grouped } from './grouped.js';

/** The column of a figure: its aggregate, or one aggregate divided by another. */
export function toFigureColumn(figure: Figure, sqlOf: (atom: Atom) => string): Grouped['figures'][number] {
  const top = sqlOf(figure.atom);
  const raw = figure.over ? `${figure.percent ? '100.0 * ' : '1.0 * '}${top} / NULLIF(${sqlOf(figure.over)}, 0)` : top;
  const type: ColumnType = figure.over ? 'number' : columnTypeOf(figure.atom);
  return {
    name: figure.name,
    label: figure.label,
    format: figure.format as Format,
    type,
    raw,
    additive: !figure.over && adds(figure.atom),
    shown: shownSql(raw, figure.over ? 'avg' : (figure.atom.outer ?? figure.atom.aggregate), type),
  };
}

/** Whether a figure of no rows is 0. */
function adds({ aggregate, outer }: Atom): boolean {
  return outer === null && (aggregate === 'count' || aggregate === 'count_distinct' || aggregate === 'sum');
}
