import type { TimeExpression } from '../calendar.js';
import type { ScanContext } from './scan-context.js';

const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ');
const SPAN = { month: 1, quarter: 3, half: 6 } as const;

/** "2022 q1 and q2", "2022 june and july": the year that stands before several parts of it is theirs, and no period beside them. */
export function yearBefore({ reading }: ScanContext): void {
  for (const [i, said] of reading.times.entries()) {
    const year =
      said.time.kind === 'range' && said.time.grain === 'year' ? /^\d{4}$/.exec(said.time.label)?.[0] : undefined;
    const rest = reading.times.slice(i + 1).filter(({ time }) => time.kind !== 'range' || time.label !== year);
    if (year === undefined || reading.times.length < 3 || rest[0]?.at !== said.at + 1) continue;
    const parts = rest.map(({ time }) => partOfYear(time, year));
    if (!parts.every((part) => part !== null)) continue;
    reading.times.splice(i, reading.times.length, ...rest.map((t, at) => ({ ...t, time: parts[at] ?? t.time })));
    return;
  }
}

/** A month, quarter or half in its year; null for what is no part of it. */
function partOfYear(time: TimeExpression, year: string): TimeExpression | null {
  if (time.kind === 'range') return time.from?.startsWith(year) && time.grain !== 'year' ? time : null;
  if (time.kind !== 'yearless' || time.unit === 'day' || time.until || time.edge) return null;
  const span = SPAN[time.unit];
  const first = (time.number - 1) * span;
  const after = first + span;
  const on = (month: number): string =>
    `${Number(year) + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  const name = time.unit === 'month' ? MONTH_NAMES[first] : `${time.unit === 'quarter' ? 'Q' : 'H'}${time.number}`;
  return {
    kind: 'range',
    from: on(first),
    to: on(after),
    label: `${name ?? ''} ${year}`,
    grain: time.unit === 'half' ? null : time.unit,
  };
}
