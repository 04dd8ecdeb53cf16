/** Taken where neither a column nor a model names one. */
export const DEFAULT_CURRENCY = 'USD';

/** An amount as a person reads it, in the currency of its ISO 4217 code: "$33,689.74", "-€5.00", "¥1,200". */
export function formatMoney(amount: number, currency: string = DEFAULT_CURRENCY): string {
  return formatterOf(currency).format(amount);
}

/** The sign that stands before an amount: "$", "€", "CHF ". */
export function currencySymbol(currency: string = DEFAULT_CURRENCY): string {
  const parts = formatterOf(currency).formatToParts(1);
  return parts
    .slice(
      0,
      parts.findIndex(({ type }) => type === 'integer'),
    )
    .map(({ value }) => value)
    .join('');
}

/** Digits after the point that amounts of this currency are written with: 2 for dollars, 0 for yen. */
export function currencyDigits(currency: string = DEFAULT_CURRENCY): number {
  return formatterOf(currency).resolvedOptions().maximumFractionDigits ?? 2;
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatterOf(currency: string): Intl.NumberFormat {
  const known = formatters.get(currency);
  if (known) return known;
  const made = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  formatters.set(currency, made);
  return made;
}
