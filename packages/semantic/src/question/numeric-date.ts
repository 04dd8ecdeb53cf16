/** A day or month that is written in digits: "2022-06-15", "15.6.2022", "6/15/2022", "02/2022", "2022-02". */
export const NUMERIC_DATE =
  /\d{4}([-/.])\d{1,2}\1\d{1,2}(?![\d.])|\d{1,2}([-/.])\d{1,2}\2\d{4}(?![\d.])|\d{1,2}\/\d{1,2}\/\d{2}(?!\d)|\d{1,2}\/(?:19|20)\d{2}(?!\d)|(?:0[1-9]|1[0-2])[-.](?:19|20)\d{2}(?!\d)|(?:19|20)\d{2}[-/](?:0[1-9]|1[0-2])(?![\d-])/;

/**
 * Reads a date in digits as YYYY-MM-DD, or YYYY-MM where it names no day; null where it cannot be one. The day stands first where the
 * numbers or the dots say so, else the month.
 */
export function toNumericDate(text: string): string | null {
  const parts = text.split(/[-/.]/);
  const years = parts.findIndex((part) => part.length === 4);
  const numbers = parts.map(Number);
  if (parts.length === 2) return years < 0 ? null : dated(numbers[years], numbers[1 - years], null);
  const [first, second, third] = numbers;
  if (years === 0) return dated(first, second, third ?? 0);
  const dayFirst = /[.-]/.test(text) || (first ?? 0) > 12;
  const year = (third ?? 0) < 100 ? 2000 + (third ?? 0) : third;
  return dayFirst ? dated(year, second, first ?? 0) : dated(year, first, second ?? 0);
}

function dated(year: number | undefined, month: number | undefined, day: number | null): string | null {
  if (year === undefined || month === undefined || month < 1 || month > 12) return null;
  if (day !== null && (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())) return null;
  return [String(year), month, ...(day === null ? [] : [day])]
    .map((part) => (typeof part === 'number' ? String(part).padStart(2, '0') : part))
    .join('-');
}
