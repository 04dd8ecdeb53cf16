import type { TimeGrain } from '@copilot/contracts';
import { readClock, readClockSpan, readClockTime } from './clock.js';
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
      /** "jul 22", in haste: the number may be a year of the data as well as a day. */
      readonly mayBeYear?: true;
    }
  | {
      readonly kind: 'relative';
      readonly unit: RelativeUnit;
      readonly count: number;
      readonly anchor: 'last' | 'previous' | 'first' | 'to_date' | 'next';
    }
  /** "the first week of July 2022", "the second half of March": days counted from one end of a longer time. */
  | { readonly kind: 'part'; readonly of: TimeExpression; readonly part: TimePart }
  | { readonly kind: 'weekdays'; readonly days: readonly string[] }
  | { readonly kind: 'hours'; readonly from: number; readonly to: number };
export type RelativeUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** So many units from the start or the end of a time, or one of its halves. */
export interface TimePart {
  readonly end: 'first' | 'last';
  readonly unit: RelativeUnit | 'half';
  readonly count: number;
}

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
const PREPOSITIONS = new Set(
  'in on during for of at within over from throughout inside across the a any all'.split(' '),
);
const EDGES: Readonly<Record<string, Edge>> = {
  since: 'since',
  after: 'after',
  before: 'before',
  until: 'until',
  till: 'until',
  through: 'until',
  starting: 'since',
  beginning: 'since',
};
type Edge = 'since' | 'after' | 'before' | 'until';

/** Reads a calendar expression that starts at a token, with its preposition. The longest reading wins. */
export function readTime(tokens: readonly Token[], at: number): TimeMatch | null {
  const edge = readEdge(tokens, at);
  if (edge) return edge;
  if (isModal(tokens, at)) return null;
  let skip = 0;
  while (skip < 3 && PREPOSITIONS.has(tokens[at + skip]?.lower ?? '')) skip += 1;
  for (let s = skip; s >= 0; s--) {
    const found = readCore(tokens, at + s, s > 0);
    if (found) return withDays(tokens, at, { ...found, length: found.length + s });
  }
  return null;
}

/** "the second half of June, 16th to 30th", "in May up to the 10th": days without their month, after a time that says the month. */
function withDays(tokens: readonly Token[], at: number, found: TimeMatch): TimeMatch {
  const { time } = found;
  const whole = time.kind === 'part' ? time.of : time;
  const month =
    whole.kind === 'yearless' && whole.unit === 'month' && !whole.until && !whole.edge
      ? { year: null, month: whole.number }
      : whole.kind === 'range' && whole.grain === 'month' && whole.from
        ? { year: Number(whole.from.slice(0, 4)), month: Number(whole.from.slice(5, 7)) }
        : null;
  const days = month ? readDays(tokens, at + found.length, time.kind === 'part') : null;
  if (!month || !days || monthOf(tokens[at + found.length + days.length])) return found;
  const last = days.to ?? new Date(Date.UTC(month.year ?? 2001, month.month, 0)).getUTCDate();
  const [one, other] = [days.from, last].map((day) => point(0, month.year, month.month, day));
  return one && other ? spanOf(one, other, found.length + days.length) : found;
}

interface Days {
  readonly length: number;
  readonly from: number;
  /** Null up to the end of the month. */
  readonly to: number | null;
}

/** "(1st to 15th)", "from the 5th through the 9th", "until the 10th", "from the 24th on": days of a month that was named. */
function readDays(tokens: readonly Token[], at: number, restated: boolean): Days | null {
  const word = (i: number): string => tokens[i]?.lower ?? '';
  let i = at;
  while (i - at < 4 && /^(i|e|ie|that|is|meaning|namely|so|days?|the|from|between|on)$/.test(word(i))) i += 1;
  const said = tokens.slice(at, i).map((token) => token.lower);
  const isDay = (token: Token | undefined): boolean =>
    toOrdinal(token?.lower ?? '') !== null || restated || said.some((w) => /^days?$/.test(w));
  const { edge, length } = i - at > 0 && !said.includes('from') ? { edge: null, length: 0 } : edgeAt(tokens, i);
  const end = edge === 'until' ? skipThe(tokens, i + length) : -1;
  const upTo = dayOf(tokens[end]);
  if (upTo !== null && toOrdinal(word(end)) !== null) return { length: end + 1 - at, from: 1, to: upTo };
  const from = dayOf(tokens[i]);
  if (from === null || !isDay(tokens[i])) return null;
  const joiner = joinerOf(tokens, i + 1, said.includes('between'));
  const last = skipThe(tokens, i + 1 + Math.max(0, joiner));
  const to = joiner < 0 ? null : dayOf(tokens[last]);
  if (to !== null && to > from && isDay(tokens[last])) return { length: last + 1 - at, from, to };
  const onwards = said.includes('from') && /^(on|onward|onwards)$/.test(word(i + 1));
  return onwards && joiner < 0 ? { length: i + 2 - at, from, to: null } : null;
}

/** Since, before, after, until, between … and …, from … to … */
function readEdge(tokens: readonly Token[], at: number): TimeMatch | null {
  const word = tokens[at]?.lower ?? '';
  if (word === 'between' || word === 'from') {
    const hours = readClockSpan(tokens, at + 1);
    if (hours) return { ...hours, length: hours.length + 1 };
    const openHour = word === 'from' ? readClock(tokens, at + 1) : null;
    if (openHour && /^(on|onward|onwards|forward)$/.test(tokens[at + 1 + openHour.length]?.lower ?? ''))
      return { length: 2 + openHour.length, time: { kind: 'hours', from: openHour.hour, to: 24 } };
    const start = skipThe(tokens, at + 1);
    const quarters = readQuarterSpan(tokens, start);
    if (quarters) return { ...quarters, length: quarters.length + start - at };
    const span = readSpan(tokens, start, true);
    if (span) return { ...span, length: span.length + start - at };
    const first = readPoint(tokens, start);
    const after = start + (first?.length ?? 0);
    const open = /^(on|onward|onwards|forward)$/.test(tokens[after]?.lower ?? '');
    return word === 'from' && first && open ? { length: after + 1 - at, time: edgeOf('since', first) } : null;
  }
  const than = /^(later|earlier)$/.test(word) && tokens[at + 1]?.lower === 'than';
  const past = word === 'past' || (than && word === 'later');
  const bound = than || past ? { edge: past ? ('after' as const) : ('before' as const), length: than ? 2 : 1 } : null;
  const { edge, length } = bound ?? edgeAt(tokens, at);
  if (!edge) return null;
  const clock = word === 'by' ? null : readClock(tokens, at + length);
  if (clock)
    return {
      length: length + clock.length,
      time:
        edge === 'after' || edge === 'since'
          ? { kind: 'hours', from: clock.hour, to: 24 }
          : { kind: 'hours', from: 0, to: clock.hour },
    };
  if (bound && !than) return null;
  const start = skipEnd(tokens, skipThe(tokens, at + length));
  const found = readPoint(tokens, start);
  // "up to 2000 rentals", "by June": no bound of time.
  if (!found || (word === 'up' && found.month === 0 && start === at + length)) return null;
  if (word === 'by' && !/^(end|close)$/.test(tokens[start - 2]?.lower ?? '')) return null;
  const total = start + found.length - at;
  return word === 'through' && steps(tokens, found)
    ? { length: total, time: pointTime(found) }
    : { length: total, time: edgeOf(edge, found) };
}

/** "since", "up to", "up to and including": the bound that the words say, and how many they are. */
function edgeAt(tokens: readonly Token[], at: number): { readonly edge: Edge | null; readonly length: number } {
  const word = tokens[at]?.lower ?? '';
  if (word === 'up') {
    const joiner = joinerLength(tokens, at);
    return { edge: joiner > 0 ? 'until' : null, length: joiner };
  }
  if (word === 'by') return { edge: 'until', length: 1 };
  const edge = EDGES[word] ?? null;
  const on = /^(starting|beginning)$/.test(word) && /^(on|from|in|with|at)$/.test(tokens[at + 1]?.lower ?? '') ? 1 : 0;
  const and =
    edge === 'until' && tokens[at + 1]?.lower === 'and' && /^includ/.test(tokens[at + 2]?.lower ?? '') ? 2 : 0;
  return { edge, length: 1 + on + and };
}

/** "day by day through February": the days of a month, not all days up to its end. */
function steps(tokens: readonly Token[], through: Point): boolean {
  if (through.day !== null) return false;
  const finer =
    through.month === 0
      ? /^(day|daily|days|week|weekly|weeks|month|monthly|months)$/
      : /^(day|daily|days|week|weekly|weeks)$/;
  return tokens.some((token) => finer.test(token.lower));
}

function skipThe(tokens: readonly Token[], at: number): number {
  return tokens[at]?.lower === 'the' ? at + 1 : at;
}

/** "(until) the end of March", "(since) the start of June" */
function skipEnd(tokens: readonly Token[], at: number): number {
  const end = /^(end|close|start|beginning)$/.test(tokens[at]?.lower ?? '') && tokens[at + 1]?.lower === 'of';
  return end ? skipThe(tokens, at + 2) : at;
}

/** How many words join the two ends of a span: "to", "up to", "up to and including", a dash; 0 where none do. */
function joinerLength(tokens: readonly Token[], at: number): number {
  const word = (i: number): string => tokens[at + i]?.lower ?? '';
  const up = word(0) === 'up' ? 1 : 0;
  if (!isTo(tokens[at + up])) return 0;
  return up + (word(up + 1) === 'and' && /^includ/.test(word(up + 2)) ? 3 : 1);
}

/** "5 to 12 July", "5–12 July": the first day has the month of the last. */
function readDayOfLater(tokens: readonly Token[], at: number, and: boolean): Point | null {
  const day = dayOf(tokens[at]);
  const next = at + 1 + joinerOf(tokens, at + 1, and);
  if (day === null || next === at) return null;
  const last = readPoint(tokens, skipThe(tokens, next));
  return last && last.day !== null && last.day > day ? point(1, last.year, last.month, day) : null;
}

/** "July 5 to 12, 2022", "July 5–12": the last day has the month of the first. */
function readDayOfEarlier(tokens: readonly Token[], at: number, first: Point): Point | null {
  const day = dayOf(tokens[at]);
  if (day === null || first.day === null || day <= first.day || yearOf(tokens[at]) !== null) return null;
  const year = first.year === null ? yearOf(tokens[at + 1]) : null;
  return point(year === null ? 1 : 2, year ?? first.year, first.month, day);
}

/** The words that join two points, or 0 for a dash without blanks; -1 where nothing joins them. */
function joinerOf(tokens: readonly Token[], at: number, and: boolean): number {
  const length = joinerLength(tokens, at);
  if (length > 0) return length;
  if (and && /^(and|&)$/.test(tokens[at]?.lower ?? '')) return 1;
  return tokens[at]?.glued === true ? 0 : -1;
}

/** Two points of time with what joins them. */
function readSpan(tokens: readonly Token[], at: number, and: boolean): TimeMatch | null {
  const first = readPoint(tokens, at) ?? readDayOfLater(tokens, at, and);
  if (!first) return null;
  const joiner = joinerOf(tokens, at + first.length, and);
  if (joiner < 0) return null;
  const start = skipEnd(tokens, skipThe(tokens, at + first.length + joiner));
  const later = readPoint(tokens, start);
  const last =
    later !== null && (later.month > 0 || first.month === 0) ? later : readDayOfEarlier(tokens, start, first);
  return last ? spanOf(first, last, start + last.length - at) : null;
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
  if (token.date) {
    const [year = null, month = 0, day = null] = token.date.split('-').map(Number);
    return point(1, year, month, day);
  }
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
  // "1 vs 2, June": a number before the comma belongs to what stands before it.
  if (day !== null && dayMonth && tokens[at + 1 + of]?.apart !== true) {
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

function spanOf(first: Point, last: Point, length: number): TimeMatch {
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

function edgeOf(edge: Edge, p: Point): TimeExpression {
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
    readTimePart(tokens, at) ??
    readRelative(tokens, at) ??
    readQuarterSpan(tokens, at) ??
    readQuarter(tokens, at) ??
    readMonthOrDay(tokens, at, prefixed) ??
    readWeekdays(tokens, at) ??
    readClockTime(tokens, at) ??
    readDaypart(tokens, at)
  );
}

function isTo(token: Token | undefined): boolean {
  return ['to', 'until', 'till', 'through', 'thru'].includes(token?.lower ?? '');
}

/** "January to March 2022", "5–12 July": a span whose "from" is left out. */
function readOpenSpan(tokens: readonly Token[], at: number): TimeMatch | null {
  const first = readPoint(tokens, at) ?? readDayOfLater(tokens, at, false);
  const span = first && first.month > 0 ? readSpan(tokens, at, false) : null;
  return span ?? readNeighbours(tokens, at);
}

/** "the 3rd and the 4th of May": two days that meet are one time, unless they are set against each other. */
function readNeighbours(tokens: readonly Token[], at: number): TimeMatch | null {
  const first = readPoint(tokens, at) ?? readDayOfLater(tokens, at, true);
  if (!first || first.day === null || !/^(and|&)$/.test(tokens[at + first.length]?.lower ?? '')) return null;
  if (tokens.some((token) => SETS_AGAINST.test(token.lower))) return null;
  const start = skipThe(tokens, at + first.length + 1);
  const later = readPoint(tokens, start);
  const last = later?.day != null ? later : readDayOfEarlier(tokens, start, first);
  if (last?.day == null || last.month !== first.month || last.day !== first.day + 1) return null;
  return spanOf(first, last, start + last.length - at);
}

const SETS_AGAINST = /^(compare|compared|comparison|versus|vs|difference|differ|than|or|which|respectively|each)$/;

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
  const anchored = anchorAt(tokens, at);
  if (!anchored) return null;
  if (/^(full|complete)$/.test(tokens[at + anchored.length]?.lower ?? '')) return null;
  const counted = anchored.count === null ? countOf(tokens[at + anchored.length]) : null;
  const unit = unitOf(tokens[at + anchored.length + (counted === null ? 0 : 1)]);
  if (!unit) return null;
  const length = anchored.length + (counted === null ? 1 : 2);
  return relative(length + tailLength(tokens, at + length), unit, counted ?? anchored.count ?? 1, anchored.anchor);
}

interface Anchor {
  readonly anchor: 'last' | 'previous' | 'first' | 'next';
  readonly length: number;
  /** "three latest": a number that stands before. */
  readonly count: number | null;
}

/** "last", "very last", "most recent", "the 3 latest" */
function anchorAt(tokens: readonly Token[], at: number): Anchor | null {
  const count = countOf(tokens[at]);
  if (count !== null) {
    const after = count > 1 && tokens[at]?.date === null ? anchorAt(tokens, at + 1) : null;
    return after?.anchor === 'last' && after.count === null ? { ...after, length: after.length + 1, count } : null;
  }
  const word = tokens[at]?.lower ?? '';
  if (/^(very|absolute|actual|single)$/.test(word)) {
    const after = anchorAt(tokens, at + 1);
    return after?.count === null ? { ...after, length: after.length + 1 } : null;
  }
  const one = (anchor: Anchor['anchor'], length = 1): Anchor => ({ anchor, length, count: null });
  if (/^(last|latest|past|newest|final|recent|closing|this|current)$/.test(word)) return one('last');
  if (word === 'most' && /^(recent|current)$/.test(tokens[at + 1]?.lower ?? '')) return one('last', 2);
  if (/^(previous|prior|preceding)$/.test(word)) return one('previous');
  if (/^(first|earliest|opening)$/.test(word)) return one('first');
  return /^(next|following)$/.test(word) ? one('next') : null;
}

function countOf(token: Token | undefined): number | null {
  const count = token?.number ?? null;
  const plain = token !== undefined && !token.money && !token.percent && toOrdinal(token.lower) === null;
  return plain && count !== null && Number.isInteger(count) && count > 0 && count < 1000 ? count : null;
}

/** "(the last day) of the data", "(the last week) that we have on record": where the time ends is where the data do. */
function tailLength(tokens: readonly Token[], at: number): number {
  let end = 0;
  for (
    let i = at;
    /^(of|in|on|for|with|the|our|that|which|we|have|has|had|is|are|was|were|there|data|dataset|record|records|recorded|file|book|books|available|database|system|known)$/.test(
      tokens[i]?.lower ?? '',
    );
    i++
  )
    if (
      /^(data|dataset|record|records|recorded|file|books|available|database|system|known)$/.test(tokens[i]?.lower ?? '')
    )
      end = i + 1 - at;
  return end;
}

/** "the first week of July 2022", "the last 3 days of June", "the second half of March 2022": part of a month, quarter or year. */
function readTimePart(tokens: readonly Token[], at: number): TimeMatch | null {
  const half = /^(first|1st|second|2nd|last|latter)$/.test(tokens[at]?.lower ?? '') && tokens[at + 1]?.lower === 'half';
  const anchored = half ? null : anchorAt(tokens, at);
  const end = half ? (/^(first|1st)$/.test(tokens[at]?.lower ?? '') ? 'first' : 'last') : anchored?.anchor;
  if (end !== 'first' && end !== 'last') return null;
  const counted = anchored && anchored.count === null ? countOf(tokens[at + anchored.length]) : null;
  const length = half ? 1 : (anchored?.length ?? 0) + (counted === null ? 0 : 1);
  const unit = half ? 'half' : unitOf(tokens[at + length]);
  const of = at + length + 1;
  if (!unit || !/^(of|in)$/.test(tokens[of]?.lower ?? '')) return null;
  const start = skipThe(tokens, of + 1);
  const whole = readQuarter(tokens, start) ?? readMonthOrDay(tokens, start, true);
  if (!whole || !isLonger(whole.time, unit)) return null;
  return {
    length: start + whole.length - at,
    time: { kind: 'part', of: whole.time, part: { end, unit, count: counted ?? anchored?.count ?? 1 } },
  };
}

function isLonger(time: TimeExpression, unit: TimePart['unit']): boolean {
  const grain = time.kind === 'range' ? time.grain : time.kind === 'yearless' ? time.unit : null;
  const order = ['day', 'week', 'month', 'quarter', 'half', 'year'];
  if (unit === 'half') return grain === 'month';
  return grain !== null && order.indexOf(grain) > order.indexOf(unit);
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
  const time = pointTime(found);
  const number = tokens[at + 1]?.lower ?? '';
  const hasty = monthOf(tokens[at]) !== null && found.length === 2 && /^\d\d$/.test(number) && !saidOfDay(tokens, at);
  return { length: found.length, time: time.kind === 'yearless' && hasty ? { ...time, mayBeYear: true } : time };
}

/** "on July 22", "the 22nd", "July 22 and 23": a day is meant. */
function saidOfDay(tokens: readonly Token[], at: number): boolean {
  return (
    /^(on|since|from|until|till|before|after|by|between|day|date|of|and|to|through)$/.test(
      tokens[at - 1]?.lower ?? '',
    ) || /^(and|to|or|until|till|through|-)$/.test(tokens[at + 2]?.lower ?? '')
  );
}

function pointTime(found: Point): TimeExpression {
  if (!found.range)
    return {
      kind: 'yearless',
      unit: found.day === null ? 'month' : 'day',
      number: found.month,
      ...(found.day !== null ? { day: found.day } : {}),
    };
  const [from, to] = found.range;
  const bareYear = found.month === 0;
  const label = bareYear
    ? String(found.year)
    : found.day === null
      ? `${title(MONTHS[found.month - 1] ?? '')} ${found.year ?? ''}`
      : from;
  return { kind: 'range', from, to, label, grain: bareYear ? 'year' : found.day === null ? 'month' : 'day' };
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
