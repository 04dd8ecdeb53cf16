import { currencySymbol, DEFAULT_CURRENCY, type Cell, type ResultColumn } from '@copilot/contracts';
import { columnTitle } from './column-title.js';

/** From here on marks are written short: 10k, 1.5M. */
const LARGE = 10_000;

/** An axis is parted into about so many steps. */
const STEPS = 5;
/** Smaller differences are no matter of a chart. */
const MOST_DECIMALS = 6;

/** A figure on an axis, named with its unit and marked in round, readable numbers. */
export function figureChannel(
  field: string,
  column: ResultColumn | undefined,
  values: readonly Cell[],
): Record<string, unknown> {
  const most = Math.max(0, ...values.map((value) => (typeof value === 'number' ? Math.abs(value) : 0)));
  // Thousands of millions are billions to people, whatever the prefix of physics is.
  const label = most >= 1e9 ? "replace(datum.label, 'G', 'B')" : 'datum.label';
  // The sign is that of a checked currency code; the format of Vega knows dollars only.
  const sign = column?.format === 'currency' ? `${JSON.stringify(currencySymbol(column.currency))} + ` : '';
  return {
    field,
    type: 'quantitative',
    title: figureTitle(column),
    axis: {
      format: most >= LARGE ? '~s' : `,.${decimalsOf(most, column?.format === 'percent' ? 1 : 2)}~f`,
      labelExpr: `datum.value === 0 ? '0' : ${sign}${label}`,
      ...(column?.format === 'integer' ? { tickMinStep: 1 } : {}),
    },
  };
}

/** So many that no two marks of the axis read alike; at least `usual`. */
function decimalsOf(most: number, usual: number): number {
  const needed = Math.ceil(-Math.log10(most / STEPS));
  return Math.min(MOST_DECIMALS, Math.max(usual, most === 0 ? usual : needed));
}

/** A figure in the box that opens at the pointer, in full. */
export function figureTip(field: string, column: ResultColumn | undefined): Record<string, unknown> {
  const format = column?.format === 'currency' ? ',.2f' : column?.format === 'integer' ? ',d' : ',.2~f';
  return { field, type: 'quantitative', title: figureTitle(column), format };
}

/** "Revenue (USD)", "Length (minutes)". */
export function figureTitle(column: ResultColumn | undefined): string {
  const title = columnTitle(column);
  switch (column?.format) {
    case 'percent':
      return `${title} (%)`;
    case 'currency':
      return `${title} (${column.currency ?? DEFAULT_CURRENCY})`;
    case 'days':
    case 'hours':
    case 'minutes':
      return `${title} (${column.format})`;
    default:
      return title;
  }
}
