import { formatMoney, type Cell, type Format, type Result } from '@copilot/contracts';

type Column = Result['columns'][number];

/** An aligned table of the first rows; figures to the right, text to the left. */
export function printTable({ columns, rows }: Result, rowLimit = 40): string[] {
  const shown = rows
    .slice(0, rowLimit)
    .map((row) => columns.map((column, index) => formatCell(row[index] ?? null, column)));
  const titles = columns.map((column) => column.label ?? column.name);
  const widths = titles.map((title, index) => Math.max(width(title), ...shown.map((row) => width(row[index] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? 0, isFigure(columns[index])))
      .join('  ')
      .trimEnd();
  const rule = widths.map((length) => '─'.repeat(length)).join('  ');
  const more = rows.length - shown.length;
  return [line(titles), rule, ...shown.map(line), ...(more > 0 ? [`… and ${more} more rows`] : [])];
}

/** A value as a person writes it; `format` is the contract's hint. */
export function formatCell(cell: Cell, column: Pick<Column, 'type' | 'format' | 'currency'>): string {
  if (cell === null) return '–';
  if (Array.isArray(cell)) return cell.map(String).join(', ');
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number') return formatNumber(cell, column);
  return formatText(cell, column.format).replace(/\p{Cc}/gu, ' ');
}

function formatNumber(value: number, { format, currency }: Pick<Column, 'format' | 'currency'>): string {
  if (format === 'id' || format === 'year') return String(value);
  if (format === 'currency') return formatMoney(value, currency);
  const text = new Intl.NumberFormat('en-US', { maximumFractionDigits: format === 'integer' ? 0 : 2 }).format(value);
  return format === 'percent' ? `${text} %` : text;
}

function formatText(text: string, format: Format | undefined): string {
  if (format === 'month') return text.slice(0, 7);
  if (format === 'year') return text.slice(0, 4);
  if (format === 'date' || format === 'week' || format === 'quarter') return text.slice(0, 10);
  return text.replace(/T00:00:00(\.0+)?Z$/, '');
}

function isFigure(column: Column | undefined): boolean {
  return column?.type === 'integer' || column?.type === 'number';
}

function pad(text: string, length: number, toRight: boolean): string {
  const blanks = ' '.repeat(Math.max(0, length - width(text)));
  return toRight ? blanks + text : text + blanks;
}

/** Columns on the screen: combining marks take none, East Asian wide characters take two. */
function width(text: string): number {
  let columns = 0;
  for (const char of text) {
    if (/\p{M}/u.test(char)) continue;
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      char,
    )
      ? 2
      : 1;
  }
  return columns;
}
