import type { Token } from './tokens.js';

/** A time of the day, and how many tokens say it. */
export interface HoursMatch {
  readonly length: number;
  readonly time: { readonly kind: 'hours'; readonly from: number; readonly to: number };
}

/** A full hour of the day, and how many tokens say it. */
export interface ClockHour {
  readonly length: number;
  readonly hour: number;
}

/** "6 pm", "18:00", "6 o'clock in the evening", "noon"; a bare number is none. */
export function readClock(tokens: readonly Token[], at: number): ClockHour | null {
  const word = tokens[at]?.lower ?? '';
  if (word === 'noon' || word === 'midday') return { length: 1, hour: 12 };
  if (word === 'midnight') return { length: 1, hour: 0 };
  const digits = /^(\d{1,2}):00$/.exec(word);
  const glued = /^(\d{1,2})(am|pm|h)$/.exec(word);
  const said = digits ? Number(digits[1]) : glued ? Number(glued[1]) : bareHour(tokens[at]);
  if (said === null || said > 24) return null;
  const oclock = tokens[at + 1]?.lower === 'o' && tokens[at + 2]?.lower === 'clock' ? 2 : 0;
  const half = glued && glued[2] !== 'h' ? { length: 0, pm: glued[2] === 'pm' } : readHalf(tokens, at + 1 + oclock);
  if (!half) return digits || glued || oclock > 0 ? { length: 1 + oclock, hour: said } : null;
  if (said < 1 || said > 12) return said > 12 && half.pm ? { length: 1 + oclock + half.length, hour: said } : null;
  return { length: 1 + oclock + half.length, hour: (said % 12) + (half.pm ? 12 : 0) };
}

/** "9 and 11 in the morning", "18:00 to 20:00", "8-10 pm": from one hour to another, the last of which may say the half of the day for both. */
export function readClockSpan(tokens: readonly Token[], at: number): HoursMatch | null {
  const own = readClock(tokens, at);
  const bare = bareHour(tokens[at]);
  const length = own?.length ?? (bare === null ? 0 : 1);
  const joined = /^(and|to|until|till)$/.test(tokens[at + length]?.lower ?? '')
    ? 1
    : tokens[at + length]?.glued
      ? 0
      : -1;
  if (length === 0 || joined < 0) return null;
  const last = readClock(tokens, at + length + joined);
  if (!last) return null;
  const morning = bare !== null && bare <= 12 ? bare % 12 : bare;
  const from = own?.hour ?? (morning !== null && last.hour > 12 && morning + 12 < last.hour ? morning + 12 : bare);
  return from !== null && from < last.hour
    ? { length: length + joined + last.length, time: { kind: 'hours', from, to: last.hour } }
    : null;
}

/** "18:00 or later", "10 in the evening or later", and, after "at", the one hour that begins then. */
export function readClockTime(tokens: readonly Token[], at: number): HoursMatch | null {
  const clock = readClock(tokens, at);
  if (!clock) return readClockSpanAlone(tokens, at);
  const after = at + clock.length;
  const word = (i: number): string => tokens[i]?.lower ?? '';
  const later = /^(or|and)$/.test(word(after)) && /^(later|after|afterwards|beyond|past)$/.test(word(after + 1));
  const on = /^(onward|onwards|plus)$/.test(word(after));
  const end = after + (later ? 2 : 1);
  const day =
    /^(in|of|on)$/.test(word(end)) && /^(the|each|any|a)$/.test(word(end + 1)) && word(end + 2) === 'day' ? 3 : 0;
  if (later || on) return { length: end - at + day, time: { kind: 'hours', from: clock.hour, to: 24 } };
  const span = readClockSpan(tokens, at);
  if (span) return span;
  return word(at - 1) === 'at' && clock.hour < 24
    ? { length: clock.length, time: { kind: 'hours', from: clock.hour, to: clock.hour + 1 } }
    : null;
}

/** "9 to 11 am" without "from". */
function readClockSpanAlone(tokens: readonly Token[], at: number): HoursMatch | null {
  return tokens[at + 1]?.lower === 'and' ? null : readClockSpan(tokens, at);
}

/** "am", "p.m.", "in the evening", "at night": the half of the day. */
function readHalf(tokens: readonly Token[], at: number): { readonly length: number; readonly pm: boolean } | null {
  const word = (i: number): string => tokens[at + i]?.lower ?? '';
  if (/^(am|pm)$/.test(word(0))) return { length: 1, pm: word(0) === 'pm' };
  if (/^[ap]$/.test(word(0)) && word(1) === 'm') return { length: 2, pm: word(0) === 'p' };
  if (word(0) === 'at' && word(1) === 'night') return { length: 2, pm: true };
  if (word(0) === 'in' && word(1) === 'the' && /^(morning|afternoon|evening)$/.test(word(2)))
    return { length: 3, pm: word(2) !== 'morning' };
  return null;
}

function bareHour(token: Token | undefined): number | null {
  const plain = token !== undefined && token.number !== null && /^\d{1,2}$|^[a-z]+$/.test(token.lower);
  return plain && !token.money && !token.percent && Number.isInteger(token.number) && (token.number ?? 99) <= 24
    ? token.number
    : null;
}
