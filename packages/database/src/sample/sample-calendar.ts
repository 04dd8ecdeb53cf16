export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
/** Trade runs from this day … */
export const FIRST_DAY = Date.UTC(2022, 0, 1);
/** … over eight months, to the end of August. */
export const SAMPLE_DAYS = 243;
/** Closing time of the last day: the moment at which the data stop. */
export const LAST_MOMENT = FIRST_DAY + (SAMPLE_DAYS - 1) * DAY_MS + 22 * HOUR_MS;

/** Sunday first. */
const WEEKDAYS = [1.22, 0.74, 0.68, 0.82, 0.96, 1.38, 1.62];
/** January first. */
const MONTHS = [1.08, 1.0, 0.92, 0.84, 0.88, 0.98, 1.22, 1.16];
/** New Year's Day and a day of stock-taking. */
const CLOSED = new Set([0, 121]);
const HOURS = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21];
const HOUR_WEIGHTS = [2, 3, 4, 5, 5, 5, 6, 8, 11, 14, 13, 9, 4];

/** How many of all rentals fall on each day: weekends and summer are busy, business grows a little, two days are closed. */
export function spreadOverDays(total: number): number[] {
  const weights = Array.from({ length: SAMPLE_DAYS }, (_, day) => {
    if (CLOSED.has(day)) return 0;
    const date = new Date(FIRST_DAY + day * DAY_MS);
    const wave = 1 + 0.06 * Math.sin(day * 1.7) + 0.04 * Math.sin(day * 0.61);
    return (WEEKDAYS[date.getUTCDay()] ?? 1) * (MONTHS[date.getUTCMonth()] ?? 1) * (1 + 0.0006 * day) * wave;
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  let passed = 0;
  let given = 0;
  return weights.map((weight) => {
    passed += weight;
    const upTo = Math.round((passed / sum) * total);
    const today = upTo - given;
    given = upTo;
    return today;
  });
}

export const openingHours = HOURS;
export const openingHourWeights = HOUR_WEIGHTS;

/** `2022-05-24 22:54:33+00`, as COPY takes it. */
export function toInstantText(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')}+00`;
}
