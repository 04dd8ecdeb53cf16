import { formatMoney, type Cell, type Format, type ResultColumn } from '@copilot/contracts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Writes one cell for a sentence: "$33,689.74", "51.2 %", "March 2022". Dates are UTC. */
export function formatCell(value: Cell, column: Pick<ResultColumn, 'format' | 'currency'> = {}): string {
  const { format, currency } = column;
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return formatNumber(value, format, currency);
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) return formatDate(value, format);
  return value;
}

/** Made once: to make it takes longer than all else of a sentence. */
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

function formatNumber(value: number, format: Format | undefined, currency: string | undefined): string {
  switch (format) {
    case 'currency':
      return formatMoney(value, currency);
    case 'percent':
      return `${number.format(value)} %`;
    case 'id':
    case 'year':
      return String(value);
    case 'days':
    case 'minutes':
    case 'hours':
      return `${number.format(value)} ${value === 1 ? format.slice(0, -1) : format}`;
    default:
      return number.format(value);
  }
}

function formatDate(value: string, format: Format | undefined): string {
  const [year = '', month = '', day = ''] = value.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1] ?? month;
  if (format === 'month') return `${name} ${year}`;
  if (format === 'quarter') return `Q${Math.floor((Number(month) - 1) / 3) + 1} ${year}`;
  if (format === 'week') return `week of ${Number(day)} ${name} ${year}`;
  const time = /T(\d{2}:\d{2})/.exec(value)?.[1];
  return time && format === 'datetime'
    ? `${Number(day)} ${name} ${year}, ${time} UTC`
    : `${Number(day)} ${name} ${year}`;
}
