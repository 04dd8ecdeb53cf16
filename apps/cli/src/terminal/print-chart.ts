import type { Result } from '@copilot/contracts';
import { formatCell } from './print-table.js';

const barWidth = 40;
const mostBars = 24;

/**
 * A bar for each row: its label from the columns before the first figure, its length from that figure. Empty when there is nothing that bars
 * could show: one row, too many rows, no figure, or no label.
 */
export function printChart({ columns, rows }: Result): string[] {
  const figure = columns.findIndex((column) => column.role === 'metric' && isNumeric(column.type));
  const labels = columns.flatMap((column, index) => (column.role === 'dimension' ? [index] : []));
  if (figure < 0 || labels.length === 0 || rows.length < 2 || rows.length > mostBars) return [];
  const values = rows.map((row) => row[figure]).map((cell) => (typeof cell === 'number' ? cell : 0));
  const most = Math.max(...values.map(Math.abs));
  if (most === 0) return [];
  const names = rows.map((row) =>
    labels.map((index) => formatCell(row[index] ?? null, columns[index] ?? { type: 'string' })).join(' · '),
  );
  const longest = Math.min(32, Math.max(...names.map((name) => name.length)));
  const column = columns[figure];
  return rows.map((row, index) => {
    const name = (names[index] ?? '').slice(0, longest).padEnd(longest);
    const text = column ? formatCell(row[figure] ?? null, column) : '';
    return `${name}  ${bar(values[index] ?? 0, most)} ${text}`;
  });
}

/** Eighths of a block make short bars comparable; a figure below zero is drawn hollow. */
function bar(value: number, most: number): string {
  const eighths = Math.round((Math.abs(value) / most) * barWidth * 8);
  const full = Math.floor(eighths / 8);
  if (value < 0) return '░'.repeat(Math.max(1, full));
  const rest = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8] ?? '';
  return '█'.repeat(full) + rest;
}

function isNumeric(type: string): boolean {
  return type === 'integer' || type === 'number';
}
