import type { Reading } from './read-cell.js';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const DAY_MS = 86_400_000;

/** What the other cells of a reference column say about how its dates may be written. */
export interface MomentColumn {
  /** The column has one cell only. */
  readonly single: boolean;
  readonly oneYear: boolean;
  readonly oneMonth: boolean;
  readonly quarters: boolean;
  readonly weeks: boolean;
}

export function describeMomentColumn(moments: readonly number[], cells: number): MomentColumn {
  const many = moments.length > 1;
  const years = new Set(moments.map((moment) => new Date(moment).getUTCFullYear()));
  const months = new Set(
    moments.map((moment) => new Date(moment).getUTCFullYear() * 12 + new Date(moment).getUTCMonth()),
  );
  return {
    single: cells === 1,
    oneYear: years.size === 1,
    oneMonth: many && months.size === 1,
    quarters: many && moments.every(isQuarterStart),
    weeks: many && moments.every(isWeekStart),
  };
}

/** Does an answer's cell stand for the moment? A month may be 2022-03-01, March 2022, or 3 where all months are of one year. */
export function isSameMoment(moment: number, got: Reading, column: MomentColumn): boolean {
  if (got.kind === 'moment') return Math.abs(moment - got.value) < 1000;
  if (got.kind === 'number') return isMomentNumber(moment, got.value, column);
  return got.kind === 'text' && toNames(moment, column).includes(got.value.replace(/[.,]/g, '').replace(/\s+/g, ' '));
}

function isMomentNumber(moment: number, value: number, column: MomentColumn): boolean {
  const date = new Date(moment);
  const month = date.getUTCMonth();
  if (column.quarters && isQuarterStart(moment) && value === month / 3 + 1) return true;
  if (column.weeks && isWeekStart(moment) && value === toIsoWeek(moment).week) return true;
  if (isMonthStart(moment) && (column.oneYear || column.single) && value === month + 1) return true;
  if (isMonthStart(moment) && value === date.getUTCFullYear() * 100 + month + 1) return true;
  return column.oneMonth && isMidnight(moment) && value === date.getUTCDate();
}

/** All the ways to write the moment in words, lower case and without punctuation. */
function toNames(moment: number, column: MomentColumn): string[] {
  const date = new Date(moment);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const full = MONTHS[month] ?? '';
  const words = [full, full.slice(0, 3)];
  const names: string[] = [];
  if (isMonthStart(moment)) {
    const digits = [String(month + 1), String(month + 1).padStart(2, '0')];
    for (const word of words) names.push(`${word} ${year}`, `${year} ${word}`, `${word}-${year}`, `${year}-${word}`);
    if (column.oneYear || column.single) names.push(...words);
    for (const digit of digits) names.push(`${digit}/${year}`, `${year}/${digit}`);
  }
  if (isQuarterStart(moment)) {
    const quarter = `q${month / 3 + 1}`;
    names.push(
      `${year}-${quarter}`,
      `${year} ${quarter}`,
      `${quarter} ${year}`,
      `${quarter}-${year}`,
      `${year}${quarter}`,
    );
    if (column.oneYear) names.push(quarter);
  }
  if (isWeekStart(moment)) {
    const iso = toIsoWeek(moment);
    const week = String(iso.week).padStart(2, '0');
    names.push(`${iso.year}-w${week}`, `${iso.year}-${week}`, `${iso.year} w${week}`, `${iso.year}w${week}`);
    names.push(`week ${iso.week}`, `w${week}`);
  }
  if (isMidnight(moment)) {
    const day = date.getUTCDate();
    for (const word of words) {
      for (const digits of [String(day), String(day).padStart(2, '0')]) {
        names.push(`${word} ${digits} ${year}`, `${digits} ${word} ${year}`);
      }
    }
  }
  return names;
}

function isMidnight(moment: number): boolean {
  return moment % DAY_MS === 0;
}

function isMonthStart(moment: number): boolean {
  return isMidnight(moment) && new Date(moment).getUTCDate() === 1;
}

function isQuarterStart(moment: number): boolean {
  return isMonthStart(moment) && new Date(moment).getUTCMonth() % 3 === 0;
}

function isWeekStart(moment: number): boolean {
  return isMidnight(moment) && new Date(moment).getUTCDay() === 1;
}

/** ISO 8601: a week belongs to the year of its Thursday. */
function toIsoWeek(monday: number): { year: number; week: number } {
  const thursday = monday + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: Math.floor((thursday - Date.UTC(year, 0, 1)) / DAY_MS / 7) + 1 };
}
