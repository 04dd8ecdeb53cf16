import type { TimeGrain, TimeRange } from '@copilot/contracts';

export const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const LONGEST: Partial<Record<TimeGrain, number>> = { day: 1, week: 7, month: 31, quarter: 92, year: 366 };

/** How many days a stretch of this grain has at the most; 0 for a grain that is no stretch of days. */
export function longestDays(grain: TimeGrain): number {
  return LONGEST[grain] ?? 0;
}

/** How many days a range has; null where an end is open. */
export function daysOf(range: Pick<TimeRange, 'from' | 'to'> | null | undefined): number | null {
  return range?.from && range.to ? Math.round((Date.parse(range.to) - Date.parse(range.from)) / 86_400_000) : null;
}
