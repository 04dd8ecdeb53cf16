import { formatMoney, type Cell, type Format, type ResultColumn } from '@copilot/contracts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const integer = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const oneDecimal = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The format of a column; derived from its type where the answer names none. */
export function formatOf(column: Pick<ResultColumn, 'type' | 'format'>): Format {
  if (column.format !== undefined) return column.format;
  switch (column.type) {
    case 'integer':
      return 'integer';
    case 'number':
      return 'decimal';
    case 'date':
      return 'date';
    case 'datetime':
      return 'datetime';
    default:
      return 'text';
  }
}

/** Whether values of this format are figures: set to the right, in figures of equal width. */
export function isFigure(format: Format): boolean {
  return ['integer', 'decimal', 'currency', 'percent', 'days', 'minutes', 'hours'].includes(format);
}

/** One value as a person reads it. All dates are UTC, as the data is. `currency` is that of the column. */
export function formatCell(cell: Cell, format: Format, currency?: string): string {
  if (cell === null) return '–';
  if (Array.isArray(cell)) return cell.map((item) => formatCell(item, format, currency)).join(', ');
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number') return formatNumber(cell, format, currency);
  return formatText(cell, format);
}

function formatNumber(value: number, format: Format, currency?: string): string {
  switch (format) {
    case 'currency':
      return formatMoney(value, currency);
    case 'integer':
      return Number.isInteger(value) ? integer.format(value) : decimal.format(value);
    case 'percent':
      return `${oneDecimal.format(value)}%`;
    case 'days':
    case 'minutes':
    case 'hours':
      return `${decimal.format(value)} ${value === 1 ? format.slice(0, -1) : format}`;
    case 'id':
    case 'year':
    case 'text':
      return String(value);
    default:
      return decimal.format(value);
  }
}

function formatText(text: string, format: Format): string {
  const date = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?/.exec(text);
  if (date === null) return text;
  const [, year = '', month = '', day = '', hour, minute] = date;
  const monthName = MONTHS[Number(month) - 1] ?? month;
  switch (format) {
    case 'year':
      return year;
    case 'quarter':
      return `Q${Math.ceil(Number(month) / 3)} ${year}`;
    case 'month':
      return `${monthName} ${year}`;
    case 'week':
      return `Week of ${Number(day)} ${monthName} ${year}`;
    case 'date':
      return `${Number(day)} ${monthName} ${year}`;
    case 'datetime':
      return `${Number(day)} ${monthName} ${year}${hour === undefined ? '' : `, ${hour}:${minute}`}`;
    default:
      return text;
  }
}

/** What stands in a column's head. */
export function columnLabel(column: Pick<ResultColumn, 'name' | 'label'>): string {
  const text = column.label ?? column.name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
