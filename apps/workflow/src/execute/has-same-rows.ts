import type { Cell } from '@copilot/contracts';
import type { ReadResult } from './statement-reader.js';

/**
 * Whether two results say the same: as many rows, and every column of the narrower one stands in the wider one, with the same rows.
 * Names and order of columns and the order of rows do not matter; figures are compared to two places, days with the midnight they begin at.
 */
export function hasSameRows(left: ReadResult, right: ReadResult): boolean {
  if (left.rows.length !== right.rows.length || left.truncated !== right.truncated) return false;
  const [narrow, wide] = left.columns.length <= right.columns.length ? [left, right] : [right, left];
  const free = new Map(wide.columns.map((_column, index) => [index, columnKey(wide, index)]));
  const matched: number[] = [];
  for (const index of narrow.columns.keys()) {
    const key = columnKey(narrow, index);
    const match = [...free].find(([, other]) => other === key)?.[0];
    if (match === undefined) return false;
    free.delete(match);
    matched.push(match);
  }
  const rowsOf = ({ rows }: ReadResult, columns: readonly number[]): string =>
    sortedKey(rows.map((row) => JSON.stringify(columns.map((column) => toComparable(row[column] ?? null)))));
  return rowsOf(narrow, [...narrow.columns.keys()]) === rowsOf(wide, matched);
}

const columnKey = ({ rows }: ReadResult, column: number): string =>
  sortedKey(rows.map((row) => JSON.stringify(toComparable(row[column] ?? null))));

const sortedKey = (texts: readonly string[]): string => [...texts].sort().join('\n');

function toComparable(cell: Cell): unknown {
  if (typeof cell === 'number') return Math.round(cell * 100) / 100;
  if (typeof cell === 'string') return cell.replace(/^(\d{4}-\d{2}-\d{2})[T ]00:00:00(\.0+)?(Z|\+00(:?00)?)?$/, '$1');
  return cell;
}
