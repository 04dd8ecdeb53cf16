import type { Filter, TimeRange } from '@copilot/contracts';
import { addDays, addMonths, iso, MONTHS, type RelativeUnit, type TimeExpression } from './calendar.js';

/** First and last instant of a time field in the caller's scope, ISO 8601 UTC. */
export interface ClockEntry {
  readonly min: string;
  readonly max: string;
}
/** Data clock: `dataset.field` → span of its data. Relative times count back from `max`, never from today. */
export type Clock = ReadonlyMap<string, ClockEntry>;

export interface ResolvedTime {
  readonly range: TimeRange | null;
  readonly filters: readonly Filter[];
  readonly assumption: string | null;
}

/** Ties a calendar expression to a time field; says what was assumed. `previous` is the range of the turn before, for "the month after". */
export function resolveTime(
  time: TimeExpression,
  member: string,
  clock: Clock,
  previous: TimeRange | null = null,
): ResolvedTime {
  switch (time.kind) {
    case 'range':
      return { range: { member, from: time.from, to: time.to, label: time.label }, filters: [], assumption: null };
    case 'weekdays':
      return {
        range: null,
        filters: [
          {
            kind: 'compare',
            member,
            op: 'in',
            values: [...time.days],
            grain: 'weekday',
            label: `on ${time.days.join(' or ')}`,
          },
        ],
        assumption: null,
      };
    case 'hours':
      return {
        range: null,
        filters: [
          {
            kind: 'compare',
            member,
            op: 'gte',
            values: [time.from],
            grain: 'hour_of_day',
            label: `from ${time.from}:00 UTC`,
          },
          {
            kind: 'compare',
            member,
            op: 'lt',
            values: [time.to],
            grain: 'hour_of_day',
            label: `before ${time.to}:00 UTC`,
          },
        ],
        assumption: 'Hours are in UTC.',
      };
    case 'yearless':
      return yearless(time, member, clock);
    case 'relative':
      return relative(time, member, clock, previous);
    case 'part':
      return partOf(time, member, clock);
  }
}

/** Days counted from one end of a longer time, or one of its halves; the first half of a month ends on its 15th. */
function partOf({ of, part }: Extract<TimeExpression, { kind: 'part' }>, member: string, clock: Clock): ResolvedTime {
  const whole = resolveTime(of, member, clock);
  const { from: start, to: end } = whole.range ?? {};
  if (!whole.range || !start || !end) return whole;
  const middle = addDays(start, 15);
  const [from, to] =
    part.unit === 'half'
      ? part.end === 'first'
        ? [start, middle]
        : [middle, end]
      : part.end === 'first'
        ? [start, add(start, part.unit, part.count)]
        : [add(end, part.unit, -part.count), end];
  return { ...whole, range: { member, from, to, label: `${from} to ${addDays(to, -1)}` } };
}

/** "jul 22" is the month where the data has such a year, since who is in haste leaves out "20", not "on". */
function monthOfYear(
  time: Extract<TimeExpression, { kind: 'yearless' }>,
  member: string,
  clock: Clock,
): ResolvedTime | null {
  const span = clock.get(member);
  const year = 2000 + (time.day ?? 0);
  if (!time.mayBeYear || !span || year < Number(span.min.slice(0, 4)) || year > Number(span.max.slice(0, 4)))
    return null;
  const from = iso(year, time.number, 1);
  const month = (MONTHS[time.number - 1] ?? '').replace(/^./, (c) => c.toUpperCase());
  return {
    range: { member, from, to: addMonths(from, 1), label: `${month} ${year}` },
    filters: [],
    assumption: `${month} of the year ${year} is meant; say "on ${month} ${time.day ?? ''}" for the day.`,
  };
}

function yearless(time: Extract<TimeExpression, { kind: 'yearless' }>, member: string, clock: Clock): ResolvedTime {
  const hasty = monthOfYear(time, member, clock);
  if (hasty) return hasty;
  const newest = clock.get(member)?.max.slice(0, 10) ?? '2022-12-31';
  const months = time.unit === 'half' ? 6 : time.unit === 'quarter' ? 3 : 1;
  const first = (time.number - 1) * (time.unit === 'half' || time.unit === 'quarter' ? months : 1) + 1;
  let year = Number(newest.slice(0, 4));
  if (iso(year, first, time.day ?? 1) > newest) year -= 1;
  const from = iso(year, first, time.day ?? 1);
  const end = time.until
    ? time.until.day !== undefined
      ? addDays(iso(year, time.until.number, time.until.day), 1)
      : addMonths(iso(year, time.until.number, 1), 1)
    : time.day !== undefined
      ? addDays(from, 1)
      : addMonths(from, months);
  const name =
    time.unit === 'quarter'
      ? `Q${time.number} ${year}`
      : time.unit === 'half'
        ? `H${time.number} ${year}`
        : time.day !== undefined
          ? from
          : `${(MONTHS[time.number - 1] ?? '').replace(/^./, (c) => c.toUpperCase())} ${year}`;
  const range = edge(time.edge, from, end);
  return {
    range: {
      member,
      ...range,
      label: time.edge ? `${time.edge} ${name}` : time.until ? `${from} to ${addDays(end, -1)}` : name,
    },
    filters: [],
    assumption: `No year was given; ${year} was taken, the latest in the data.`,
  };
}

function edge(
  kind: 'since' | 'after' | 'before' | 'until' | undefined,
  from: string,
  to: string,
): { from: string | null; to: string | null } {
  if (kind === 'since') return { from, to: null };
  if (kind === 'after') return { from: to, to: null };
  if (kind === 'before') return { from: null, to: from };
  return kind === 'until' ? { from: null, to } : { from, to };
}

function relative(
  time: Extract<TimeExpression, { kind: 'relative' }>,
  member: string,
  clock: Clock,
  previous: TimeRange | null,
): ResolvedTime {
  const span = clock.get(member);
  const newest = span?.max.slice(0, 10) ?? '2022-12-31';
  const oldest = span?.min.slice(0, 10) ?? newest;
  if (previous?.from && (time.anchor === 'next' || time.anchor === 'previous')) {
    const start = startOf(previous.from, time.unit);
    const from = time.anchor === 'next' ? add(start, time.unit, 1) : add(start, time.unit, -time.count);
    return say(member, from, add(from, time.unit, time.count), time.unit, null);
  }
  if (time.anchor === 'first') {
    const from = startOf(oldest, time.unit);
    return say(member, from, add(from, time.unit, time.count), time.unit, `Counted from the oldest data (${oldest}).`);
  }
  const note = `Counted back from the newest data (${newest}).`;
  const current = startOf(newest, time.unit);
  if (time.anchor === 'to_date') return say(member, current, addDays(newest, 1), time.unit, note);
  if (time.anchor === 'next')
    return say(member, add(current, time.unit, 1), add(current, time.unit, 1 + time.count), time.unit, note);
  if (time.anchor === 'previous') return say(member, add(current, time.unit, -time.count), current, time.unit, note);
  if (time.unit === 'day' || time.count === 1)
    return say(member, add(current, time.unit, 1 - time.count), add(current, time.unit, 1), time.unit, note);
  return say(member, add(current, time.unit, 1 - time.count), add(current, time.unit, 1), time.unit, note);
}

function say(member: string, from: string, to: string, unit: RelativeUnit, assumption: string | null): ResolvedTime {
  const last = addDays(to, -1);
  const whole = unit === 'month' && to === addMonths(from, 1);
  const label = whole
    ? `${(MONTHS[Number(from.slice(5, 7)) - 1] ?? '').replace(/^./, (c) => c.toUpperCase())} ${from.slice(0, 4)}`
    : unit === 'year' && from.endsWith('-01-01') && to === addMonths(from, 12)
      ? from.slice(0, 4)
      : from === last
        ? from
        : `${from} to ${last}`;
  return { range: { member, from, to, label }, filters: [], assumption };
}

function startOf(date: string, unit: RelativeUnit): string {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  switch (unit) {
    case 'day':
      return date.slice(0, 10);
    case 'week':
      return addDays(date, -((new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7));
    case 'month':
      return iso(year, month, 1);
    case 'quarter':
      return iso(year, Math.floor((month - 1) / 3) * 3 + 1, 1);
    case 'year':
      return iso(year, 1, 1);
  }
}

function add(date: string, unit: RelativeUnit, count: number): string {
  if (unit === 'day' || unit === 'week') return addDays(date, count * (unit === 'week' ? 7 : 1));
  return addMonths(date, count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12));
}
