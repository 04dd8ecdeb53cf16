import { addDays } from './edit-query';

/** A period by its first and last day, both `YYYY-MM-DD`. */
export interface UsualPeriod {
  readonly label: string;
  readonly from: string;
  readonly lastDay: string;
}

/** Periods that people ask for, counted back from the newest data and not from today. */
export function usualPeriods(clock: string): readonly UsualPeriod[] {
  const day = clock.slice(0, 10);
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const first = (months: number): string => new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  return [
    { label: 'Last 7 days', from: addDays(day, -6), lastDay: day },
    { label: 'This month', from: first(0), lastDay: day },
    { label: 'Last month', from: first(-1), lastDay: addDays(first(0), -1) },
    { label: 'Last 3 months', from: first(-3), lastDay: addDays(first(0), -1) },
    { label: 'This year', from: `${year}-01-01`, lastDay: day },
    { label: 'Last year', from: `${year - 1}-01-01`, lastDay: `${year - 1}-12-31` },
  ];
}
