import type { TimeGrain } from '@copilot/contracts';
import { toNumber, toOrdinal, type Token } from './tokens.js';

/** What a stretch of the question says about time, before it is tied to a time field and its data clock. */
export type TimeExpression =
  | {
      readonly kind: 'range';
      readonly from: string | null;
      readonly to: string | null;
      readonly label: string;
      readonly grain: TimeGrain | null;
    }
  /** A month, quarter, half or day without a year. */
  | {
      readonly kind: 'yearless';
      readonly unit: 'month' | 'quarter' | 'half' | 'day';
      readonly number: number;
      readonly day?: number;
      readonly until?: { readonly number: number; readonly day?: number };
      readonly edge?: 'since' | 'after' | 'before' | 'until';
    }
  | {
      readonly kind: 'relative';
      readonly unit: RelativeUnit;
      readonly count: number;
      readonly anchor: 'last' | 'previous' | 'first' | 'to_date' | 'next';
    }
  | { readonly kind: 'weekdays'; readonly days: readonly string[] }
  | { readonly kind: 'hours'; readonly from: number; readonly to: number };
export type RelativeUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface TimeMatch {
  readonly length: number;
  readonly time: TimeExpression;
}

export const MONTHS = [
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
const MONTH_SHORT = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const UNITS: readonly RelativeUnit[] = ['day', 'week', 'month', 'quarter', 'year'];
const PREPOSITIONS = new Set(['in', 'on', 'during', 'for', 'of', 'at', 'within', 'over', 'from', 'the', 'a', 'any']);

/** Reads a calendar expression that starts at a token, with its preposition. The longest reading wins. */
export function readTime(tokens: readonly Token[], at: number): TimeMatch | null {
  const edge = readEdge(tokens, at);
  if (edge) return edge;
  if (isModal(tokens, at)) return null;
  let skip = 0;
  while (skip < 3 && PREPOSITIONS.has(tokens[at + skip]?.lower ?? '')) skip += 1;
  for (let s = skip; s >= 0; s--) {
    const found = readCore(tokens, at + s, s > 0);
    if (found) return { ...found, length: found.length + s };
  }
  return null;
}

/** Since, before, after, until, between … and …, from … to … */
function readEdge(tokens: readonly Token[], at: number): TimeMatch | null {
  const word = tokens[at]?.lower ?? '';
  if (word === 'between' || word === 'from') {
    const the = tokens[at + 1]?.lower === 'the' ? 1 : 0;
    const hours = readHourRange(tokens, at + 1);
    if (hours) return hours;
    const quarters = readQuarterSpan(tokens, at + 1 + the);
    if (quarters) return { ...quarters, length: quarters.length + 1 + the };
    const first = readPoint(tokens, at + 1 + the) ?? readDayOfLater(tokens, at + 1 + the);
    const middle = first ? at + 1 + the + first.length : 0;
    if (first && (isTo(tokens[middle]) || tokens[middle]?.lower === 'and')) {
      const last = readPoint(tokens, middle + 1);
      if (last) return spanOf(first, last, middle + 1 + last.length - at, tokens);
    }
    if (word === 'from' && first && tokens[middle]?.lower === 'onwards')
      return { length: middle + 1 - at, time: edgeOf('since', first) };
    return null;
  }
  const edge = (
    {
      since: 'since',
      after: 'after',
      before: 'before',
      until: 'until',
      till: 'until',
      through: 'until',
      by: '',
    } as Record<string, 'since' | 'after' | 'before' | 'until' | ''>
  )[word];
  if (!edge) return null;
  const the = tokens[at + 1]?.lower === 'the' ? 1 : 0;
  const clock = readClock(tokens, at + 1);
  if (clock && (edge === 'after' || edge === 'before'))
    return {
      length: 1 + clock.length,
      time: edge === 'after' ? { kind: 'hours', from: clock.hour, to: 24 } : { kind: 'hours', from: 0, to: clock.hour },
    };
  const point = readPoint(tokens, at + 1 + the);
  return point ? { length: 1 + the + point.length, time: edgeOf(edge, point) } : null;
}

/** "from 5 to 12 July": the first day has the month of the last. */
function readDayOfLater(tokens: readonly Token[], at: number): Point | null {
  const day = dayOf(tokens[at]);
  if (day === null || !(isTo(tokens[at + 1]) || tokens[at + 1]?.lower === 'and')) return null;
  const the = tokens[at + 2]?.lower === 'the' ? 1 : 0;
  const last = readPoint(tokens, at + 2 + the);
  return last && last.day !== null && last.day > day ? point(1, last.year, last.month, day) : null;
}

interface Point {
  readonly length: number;
  /** Half-open range of the point, when the year is known. */
  readonly range: readonly [string, string] | null;
  readonly month: number;
  readonly day: number | null;
  readonly year: number | null;
}

/** A day, month or year: 2022-06-15, June 15, 15 June 2022, June 2022, June, 2022. */
function readPoint(tokens: readonly Token[], at: number): Point | null {
  const token = tokens[at];
  if (!token) return null;
  if (token.date)
    return point(1, Number(token.date.slice(0, 4)), Number(token.date.slice(5, 7)), Number(token.date.slice(8, 10)));
  const month = monthOf(token);
  const the = tokens[at + 1]?.lower === 'the' ? 1 : 0;
  if (month) {
    const day = dayOf(tokens[at + 1 + the]);
    if (day !== null && yearOf(tokens[at + 1 + the]) === null) {
      const year = yearOf(tokens[at + 2 + the]);
      return point(2 + the + (year !== null ? 1 : 0), year, month, day);
    }
    const of = tokens[at + 1]?.lower === 'of' ? 1 : 0;
    const year = yearOf(tokens[at + 1 + of]);
    return point(year !== null ? 2 + of : 1, year, month, null);
  }
  const day = dayOf(token);
  const of = tokens[at + 1]?.lower === 'of' ? 1 : 0;
  const dayMonth = monthOf(tokens[at + 1 + of]);
  if (day !== null && dayMonth) {
    const year = yearOf(tokens[at + 2 + of]);
    return point(2 + of + (year !== null ? 1 : 0), year, dayMonth, day);
  }
  const year = yearOf(token);
  if (year !== null) return { length: 1, range: [`${year}-01-01`, `${year + 1}-01-01`], month: 0, day: null, year };
  return null;
}

function point(length: number, year: number | null, month: number, day: number | null): Point {
  if (year === null) return { length, range: null, month, day, year };
  const from = iso(year, month, day ?? 1);
  return { length, range: [from, day === null ? addMonths(from, 1) : addDays(from, 1)], month, day, year };
}

function spanOf(first: Point, last: Point, length: number, tokens: readonly Token[]): TimeMatch {
  void tokens;
  const year = first.year ?? last.year;
  if (year !== null) {
    const from = first.range ?? point(0, year, first.month, first.day).range;
    const to = last.range ?? point(0, year, last.month, last.day).range;
    if (from && to)
      return {
        length,
        time: { kind: 'range', from: from[0], to: to[1], grain: null, label: `${from[0]} to ${addDays(to[1], -1)}` },
      };
  }
  return {
    length,
    time: {
      kind: 'yearless',
      unit: first.day === null ? 'month' : 'day',
      number: first.month,
      ...(first.day !== null ? { day: first.day } : {}),
      until: { number: last.month, ...(last.day !== null ? { day: last.day } : {}) },
    },
  };
}

function edgeOf(edge: 'since' | 'after' | 'before' | 'until', p: Point): TimeExpression {
  if (!p.range)
    return {
      kind: 'yearless',
      unit: p.day === null ? 'month' : 'day',
      number: p.month,
      ...(p.day !== null ? { day: p.day } : {}),
      edge,
    };
  const [from, to] = p.range;
  switch (edge) {
    case 'since':
      return { kind: 'range', from, to: null, grain: null, label: `since ${from}` };
    case 'after':
      return { kind: 'range', from: to, to: null, grain: null, label: `after ${addDays(to, -1)}` };
    case 'before':
      return { kind: 'range', from: null, to: from, grain: null, label: `before ${from}` };
    case 'until':
      return { kind: 'range', from: null, to, grain: null, label: `until ${addDays(to, -1)}` };
  }
}

function readCore(tokens: readonly Token[], at: number, prefixed: boolean): TimeMatch | null {
  return (
    readOpenSpan(tokens, at) ??
    readRelative(tokens, at) ??
    readQuarterSpan(tokens, at) ??
    readQuarter(tokens, at) ??
    readMonthOrDay(tokens, at, prefixed) ??
    readWeekdays(tokens, at) ??
    readDaypart(tokens, at)
  );
}

function isTo(token: Token | undefined): boolean {
  return ['to', 'until', 'till', 'through', 'thru'].includes(token?.lower ?? '');
}

/** "January to March 2022", "5 to 12 July": a span whose "from" is left out. */
function readOpenSpan(tokens: readonly Token[], at: number): TimeMatch | null {
  const first = readPoint(tokens, at) ?? readDayOfLater(tokens, at);
  if (!first || first.month === 0 || !isTo(tokens[at + first.length])) return null;
  const the = tokens[at + first.length + 1]?.lower === 'the' ? 1 : 0;
  const middle = at + first.length + 1 + the;
  const last = readPoint(tokens, middle);
  if (!last || last.month === 0 || (first.day === null) !== (last.day === null)) return null;
  return spanOf(first, last, middle + last.length - at, tokens);
}

/** "Q1 to Q3 2022", "the first to the third quarter of 2022" */
function readQuarterSpan(tokens: readonly Token[], at: number): TimeMatch | null {
  const first = readQuarter(tokens, at);
  if (!first || !isTo(tokens[at + first.length])) return null;
  const the = tokens[at + first.length + 1]?.lower === 'the' ? 1 : 0;
  const last = readQuarter(tokens, at + first.length + 1 + the);
  if (last?.time.kind !== 'range' || !last.time.from || !last.time.to) return null;
  const { from } = last.time;
  const start =
    first.time.kind === 'range'
      ? first.time.from
      : first.time.kind === 'yearless'
        ? iso(Number(from.slice(0, 4)), (first.time.number - 1) * (first.time.unit === 'half' ? 6 : 3) + 1, 1)
        : null;
  if (!start || start >= from) return null;
  return {
    length: first.length + 1 + the + last.length,
    time: {
      kind: 'range',
      from: start,
      to: last.time.to,
      grain: null,
      label: `${start} to ${addDays(last.time.to, -1)}`,
    },
  };
}

/** "how long may one keep it": a small "may" before who or what it allows is no month. */
function isModal(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    token?.lower === 'may' &&
    !token.capital &&
    /^(i|we|you|one|he|she|it|they|someone|anyone|be|not|have|also|never)$/.test(tokens[at + 1]?.lower ?? '') &&
    !/^(in|of|for|during|since|until|till|before|after|to|and|from|between|last|this)$/.test(
      tokens[at - 1]?.lower ?? '',
    )
  );
}

function readRelative(tokens: readonly Token[], at: number): TimeMatch | null {
  const word = tokens[at]?.lower ?? '';
  if (word === 'today') return relative(1, 'day', 1, 'last');
  if (word === 'yesterday') return relative(1, 'day', 1, 'previous');
  if (word === 'ytd' || (word === 'year' && tokens[at + 1]?.lower === 'to' && tokens[at + 2]?.lower === 'date'))
    return relative(word === 'ytd' ? 1 : 3, 'year', 1, 'to_date');
  if (word === 'mtd' || (word === 'month' && tokens[at + 1]?.lower === 'to' && tokens[at + 2]?.lower === 'date'))
    return relative(word === 'mtd' ? 1 : 3, 'month', 1, 'to_date');
  if (word === 'quarter' && tokens[at + 1]?.lower === 'to' && tokens[at + 2]?.lower === 'date')
    return relative(3, 'quarter', 1, 'to_date');
  if (
    (word === 'month' || word === 'week' || word === 'day' || word === 'quarter' || word === 'year') &&
    (tokens[at + 1]?.lower === 'before' || tokens[at + 1]?.lower === 'earlier')
  )
    return relative(2, word, 1, 'previous');
  if (
    (word === 'month' || word === 'week' || word === 'day' || word === 'quarter' || word === 'year') &&
    !(tokens[at + 1]?.lower === 'after' && tokens[at + 2]?.lower === word) &&
    (tokens[at + 1]?.lower === 'after' || tokens[at + 1]?.lower === 'later' || tokens[at + 1]?.lower === 'following')
  )
    return relative(2, word, 1, 'next');
  let length = 1;
  let anchor: 'last' | 'previous' | 'first' | 'next' | null = null;
  if (['last', 'latest', 'past', 'newest', 'final', 'recent'].includes(word)) anchor = 'last';
  else if (word === 'most' && (tokens[at + 1]?.lower === 'recent' || tokens[at + 1]?.lower === 'current'))
    [anchor, length] = ['last', 2];
  else if (word === 'this' || word === 'current') anchor = 'last';
  else if (['previous', 'prior', 'preceding'].includes(word)) anchor = 'previous';
  else if (['first', 'earliest', 'opening'].includes(word)) anchor = 'first';
  else if (['next', 'following'].includes(word)) anchor = 'next';
  if (!anchor) return null;
  if (tokens[at + length]?.lower === 'full' || tokens[at + length]?.lower === 'complete') return null;
  const count = tokens[at + length]?.number ?? null;
  const counted = count !== null && Number.isInteger(count) && count > 0 && count < 1000;
  const unit = unitOf(tokens[at + length + (counted ? 1 : 0)]);
  if (!unit) return null;
  length += counted ? 2 : 1;
  for (const tail of [
    ['of', 'the', 'data'],
    ['of', 'data'],
    ['on', 'record'],
    ['in', 'the', 'data'],
    ['of', 'record'],
    ['available'],
    ['on', 'file'],
    ['recorded'],
    ['of', 'the', 'records'],
  ]) {
    if (tail.every((w, i) => tokens[at + length + i]?.lower === w))
      return relative(length + tail.length, unit, counted ? (count ?? 1) : 1, anchor);
  }
  return relative(length, unit, counted ? (count ?? 1) : 1, anchor);
}

function relative(
  length: number,
  unit: RelativeUnit,
  count: number,
  anchor: 'last' | 'previous' | 'first' | 'to_date' | 'next',
): TimeMatch {
  return { length, time: { kind: 'relative', unit, count, anchor } };
}

function readQuarter(tokens: readonly Token[], at: number): TimeMatch | null {
  const word = tokens[at]?.lower ?? '';
  const short = /^(q|h)([1-4])$/.exec(word);
  const ordinal = toOrdinal(word);
  const named =
    ordinal !== null && (tokens[at + 1]?.lower === 'quarter' || tokens[at + 1]?.lower === 'half') ? ordinal : null;
  const spelled = word === 'quarter' && tokens[at + 1]?.number ? (tokens[at + 1]?.number ?? null) : null;
  const number = short ? Number(short[2]) : (named ?? spelled);
  if (number === null || number < 1 || number > 4) return null;
  const half = short?.[1] === 'h' || (named !== null && tokens[at + 1]?.lower === 'half');
  // "the first half of revenue" is half of an amount.
  if (half && named !== null && tokens[at + 2]?.lower === 'of' && !saysYear(tokens, at + 3)) return null;
  let length = short ? 1 : 2;
  if (half && number > 2) return null;
  const skip = ['of', 'in', 'the'].includes(tokens[at + length]?.lower ?? '')
    ? tokens[at + length + 1]?.lower === 'the'
      ? 2
      : 1
    : 0;
  const year = yearOf(tokens[at + length + skip]);
  if (tokens[at + length + skip]?.lower === 'year') length += skip + 1;
  const months = half ? 6 : 3;
  if (year === null) return { length, time: { kind: 'yearless', unit: half ? 'half' : 'quarter', number } };
  const from = iso(year, (number - 1) * months + 1, 1);
  return {
    length: length + skip + 1,
    time: {
      kind: 'range',
      from,
      to: addMonths(from, months),
      grain: half ? null : 'quarter',
      label: `${half ? 'H' : 'Q'}${number} ${year}`,
    },
  };
}

function saysYear(tokens: readonly Token[], at: number): boolean {
  const the = /^(the|this|that|last|our)$/.test(tokens[at]?.lower ?? '') ? 1 : 0;
  return yearOf(tokens[at + the]) !== null || /^(year|data|period|time|it)$/.test(tokens[at + the]?.lower ?? '');
}

function readMonthOrDay(tokens: readonly Token[], at: number, prefixed: boolean): TimeMatch | null {
  const found = readPoint(tokens, at);
  if (!found) return null;
  const token = tokens[at];
  const bareYear = found.month === 0;
  if (bareYear && !prefixed && tokens.length > 1 && token?.money) return null;
  if (
    found.month > 0 &&
    found.year === null &&
    found.day === null &&
    (token?.lower === 'may' || token?.lower === 'march' || token?.lower === 'mar') &&
    !prefixed &&
    !token.capital &&
    at === 0
  )
    return null;
  if (!found.range)
    return {
      length: found.length,
      time: {
        kind: 'yearless',
        unit: found.day === null ? 'month' : 'day',
        number: found.month,
        ...(found.day !== null ? { day: found.day } : {}),
      },
    };
  const [from, to] = found.range;
  const label = bareYear
    ? String(found.year)
    : found.day === null
      ? `${title(MONTHS[found.month - 1] ?? '')} ${found.year ?? ''}`
      : from;
  const grain: TimeGrain = bareYear ? 'year' : found.day === null ? 'month' : 'day';
  return { length: found.length, time: { kind: 'range', from, to, label, grain } };
}

function readWeekdays(tokens: readonly Token[], at: number): TimeMatch | null {
  const word = tokens[at]?.lower ?? '';
  if (word === 'weekend' || word === 'weekends')
    return { length: 1, time: { kind: 'weekdays', days: ['Saturday', 'Sunday'] } };
  if (word === 'weekdays' || word === 'workdays' || (word === 'working' && tokens[at + 1]?.lower === 'days'))
    return { length: word === 'working' ? 2 : 1, time: { kind: 'weekdays', days: WEEKDAYS.slice(0, 5) } };
  const through = readWeekdaySpan(tokens, at);
  if (through) return through;
  const days: string[] = [];
  let length = 0;
  while (true) {
    const day = weekdayOf(tokens[at + length]?.lower ?? '');
    if (!day) break;
    days.push(day);
    length += 1;
    const next = tokens[at + length]?.lower ?? '';
    if (['and', 'or', 'plus', '&'].includes(next) && weekdayOf(tokens[at + length + 1]?.lower ?? '')) length += 1;
    else if (!weekdayOf(next)) break;
  }
  return length > 0 ? { length, time: { kind: 'weekdays', days } } : null;
}

/** "Monday to Friday", "Sat-Sun" */
function readWeekdaySpan(tokens: readonly Token[], at: number): TimeMatch | null {
  const first = weekdayOf(tokens[at]?.lower ?? '');
  const joiner = isTo(tokens[at + 1]) ? 1 : tokens[at + 1]?.glued === true ? 0 : null;
  const last = joiner === null ? null : weekdayOf(tokens[at + 1 + joiner]?.lower ?? '');
  if (!first || !last || joiner === null) return null;
  const [from, to] = [WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last)];
  const days = from <= to ? WEEKDAYS.slice(from, to + 1) : [...WEEKDAYS.slice(from), ...WEEKDAYS.slice(0, to + 1)];
  return { length: 2 + joiner, time: { kind: 'weekdays', days } };
}

function readDaypart(tokens: readonly Token[], at: number): TimeMatch | null {
  const parts: Record<string, readonly [number, number]> = {
    morning: [6, 12],
    afternoon: [12, 18],
    evening: [18, 24],
    night: [0, 6],
    mornings: [6, 12],
    afternoons: [12, 18],
    evenings: [18, 24],
  };
  const part = parts[tokens[at]?.lower ?? ''];
  return part ? { length: 1, time: { kind: 'hours', from: part[0], to: part[1] } } : null;
}

function readHourRange(tokens: readonly Token[], at: number): TimeMatch | null {
  const first = readClock(tokens, at);
  if (!first || !['and', 'to'].includes(tokens[at + first.length]?.lower ?? '')) return null;
  const last = readClock(tokens, at + first.length + 1);
  return last
    ? { length: 2 + first.length + last.length, time: { kind: 'hours', from: first.hour, to: last.hour } }
    : null;
}

function readClock(tokens: readonly Token[], at: number): { length: number; hour: number } | null {
  const word = tokens[at]?.lower ?? '';
  if (word === 'noon' || word === 'midday') return { length: 1, hour: 12 };
  if (word === 'midnight') return { length: 1, hour: 0 };
  const glued = /^(\d{1,2})(am|pm)$/.exec(word);
  const next = tokens[at + 1]?.lower;
  const half = glued?.[2] ?? (next === 'am' || next === 'pm' ? next : null);
  const hour = glued ? Number(glued[1]) : (tokens[at]?.number ?? null);
  if (!half || hour === null || hour < 1 || hour > 12) return null;
  return { length: glued ? 1 : 2, hour: (hour % 12) + (half === 'pm' ? 12 : 0) };
}

function monthOf(token: Token | undefined): number | null {
  if (!token) return null;
  const at = MONTHS.indexOf(token.lower);
  if (at >= 0) return at + 1;
  const short = MONTH_SHORT.indexOf(token.lower === 'sept' ? 'sep' : token.lower);
  return short >= 0 ? short + 1 : null;
}

function weekdayOf(word: string): string | null {
  const stem = word.replace(/s$/, '');
  const short = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(word);
  return WEEKDAYS.find((day) => day.toLowerCase() === stem) ?? (short >= 0 ? (WEEKDAYS[short] ?? null) : null);
}

function dayOf(token: Token | undefined): number | null {
  const value = token ? (toOrdinal(token.lower) ?? token.number ?? toNumber(token.lower)) : null;
  return value !== null && Number.isInteger(value) && value >= 1 && value <= 31 && !token?.money && !token?.percent
    ? value
    : null;
}

function yearOf(token: Token | undefined): number | null {
  return token && /^(19|20)\d{2}$/.test(token.lower) ? Number(token.lower) : null;
}

function unitOf(token: Token | undefined): RelativeUnit | null {
  return UNITS.find((unit) => token?.lower === unit || token?.lower === `${unit}s`) ?? null;
}

export function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function addMonths(date: string, months: number): string {
  return iso(Number(date.slice(0, 4)), Number(date.slice(5, 7)) + months, Number(date.slice(8, 10)));
}

function title(word: string): string {
  return `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`;
}
