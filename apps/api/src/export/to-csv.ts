import type { Result } from '@copilot/contracts';
import { neutraliseText, toCellText } from './neutralise-cell.js';

/** Writes a result as RFC 4180: a line of column names, then the rows; CRLF, quotes where they are needed. */
export function toCsv(result: Result): string {
  const head = result.columns.map((column) => neutraliseText(column.name));
  const lines = [head, ...result.rows.map((row) => row.map(toCellText))];
  return lines.map((line) => `${line.map(quote).join(',')}\r\n`).join('');
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
