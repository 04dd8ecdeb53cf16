import type { Cell, ResultColumn } from '@copilot/contracts';
import { formatCell } from '../format.js';

/** What a series is called. A bare number says little in a legend: "store 1". */
export function seriesName(cell: Cell, column: ResultColumn | undefined): string {
  const said = formatCell(cell, column);
  return column?.format === 'id' && cell !== null ? `${column.label ?? column.name} ${said}` : said;
}

/** The names in the order of their numbers; null for names that stand in the order of the rows. */
export function seriesOrder(cells: readonly Cell[], column: ResultColumn | undefined): string[] | null {
  if (column?.format !== 'id') return null;
  const ids = [...new Set(cells)].sort((a, b) => Number(a) - Number(b));
  return ids.map((id) => seriesName(id, column));
}
