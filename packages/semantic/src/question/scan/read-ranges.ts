import type { Range } from '@copilot/contracts';
import type { Token } from '../tokens.js';

/** Ranges read from a place on, how many tokens they take, and whether they are of money. */
export interface RangesRead {
  readonly ranges: readonly Range[];
  readonly length: number;
  readonly money: boolean;
  /** "under 60 or over 180": either of them is meant, as one condition. */
  readonly either: boolean;
}

type Bound = 'from' | 'above' | 'to' | 'below';

const OPENERS: readonly (readonly [RegExp, Bound])[] = [
  [/^(under|below|less than|fewer than|lower than|smaller than|shorter than|cheaper than|<)$/, 'below'],
  [/^(up to|at most|no more than|not more than|maximum of|<=)$/, 'to'],
  [/^(over|above|more than|greater than|higher than|larger than|longer than|bigger than|beyond|>)$/, 'above'],
  [/^(at least|no less than|no fewer than|from at least|>=)$/, 'from'],
];
const CLOSERS: readonly (readonly [RegExp, Bound])[] = [
  [/^(or|and) (more|over|above|higher|longer|greater|up|upwards)$|^plus$/, 'from'],
  [/^(or|and) (less|fewer|under|below|lower|shorter)$/, 'to'],
];
const UNITS = /^(minutes?|mins?|hours?|hrs?|days?|weeks?|dollars?|usd|bucks?|euros?|kg|kilos?)$/;

/**
 * Reads a list of ranges: "under 60, 60 to 120 and over 120", "up to 10, 11-20, more than 20". Null unless they follow on one another:
 * two that meet, or three and more that ascend. With "or" and a gap between them they are one condition, not groups.
 */
export function readRanges(tokens: readonly Token[]): RangesRead | null {
  const ranges: Range[] = [];
  let at = 0;
  let end = 0;
  let either = false;
  let money = false;
  while (at < tokens.length) {
    const part = readRange(tokens, at);
    if (!part) break;
    ranges.push(part.range);
    money ||= part.money;
    end = at + part.length;
    at = end;
    if (UNITS.test(tokens[at]?.lower ?? '') && (isJoiner(tokens[at + 1]) || hasGap(tokens, at + 1))) at += 1;
    if (isJoiner(tokens[at])) {
      either = tokens[at]?.lower === 'or';
      at += 1;
    } else if (!hasGap(tokens, at)) break;
  }
  const meeting = ranges.slice(1).every((range, i) => meets(ranges[i], range));
  if (ranges.length < 2 || !ascends(ranges)) return null;
  const ends = ranges.filter((range) => low(range) === -Infinity || high(range) === Infinity);
  if (ends.length === 0 || (ranges.length === 2 && ends.length < 2)) return null;
  if (!meeting && !either && ranges.length === 2) return null;
  return { ranges: ranges.map(withLabel), length: end, money, either: either && !meeting };
}

function readRange(tokens: readonly Token[], at: number): { range: Range; length: number; money: boolean } | null {
  const word = (i: number): string => tokens[i]?.lower ?? '';
  const number = (i: number): number | null => tokens[i]?.number ?? null;
  for (const size of [2, 1, 3]) {
    const phrase = tokens
      .slice(at, at + size)
      .map((t) => t.lower)
      .join(' ');
    const opener = OPENERS.find(([pattern]) => pattern.test(phrase));
    const value = number(at + size);
    if (opener && value !== null)
      return { range: bounded([[opener[1], value]]), length: size + 1, money: isMoney(tokens, at + size) };
  }
  const start = /^(from|between)$/.test(word(at)) ? at + 1 : at;
  const low = number(start);
  if (low === null) return null;
  const joiner = /^(to|and|through|until)$/.test(word(start + 1)) ? 1 : 0;
  const high = number(start + 1 + joiner);
  const spanned = joiner === 1 ? word(start + 1) !== 'and' || start > at : isDash(tokens, start);
  if (high !== null && high > low && spanned)
    return {
      range: bounded([
        ['from', low],
        ['to', high],
      ]),
      length: start - at + 2 + joiner,
      money: isMoney(tokens, start) || isMoney(tokens, start + 1 + joiner),
    };
  if (start > at) return null;
  const unit = UNITS.test(word(at + 1)) ? 1 : 0;
  const closer = CLOSERS.find(([pattern]) =>
    pattern.test(/^plus$/.test(word(at + 1 + unit)) ? 'plus' : `${word(at + 1 + unit)} ${word(at + 2 + unit)}`),
  );
  // "3 and over 5" begins the next range.
  const length = word(at + 1 + unit) === 'plus' ? 2 : 3;
  if (closer && number(at + length + unit) === null && word(at + length + unit) !== 'than')
    return { range: bounded([[closer[1], low]]), length: length + unit, money: isMoney(tokens, at) };
  return {
    range: bounded([
      ['from', low],
      ['to', low],
    ]),
    length: 1,
    money: isMoney(tokens, at),
  };
}

function bounded(bounds: readonly (readonly [Bound, number])[]): Range {
  return { ...Object.fromEntries(bounds), label: '' };
}

/** "1-3", "1 – 3": two numbers with nothing between them but a dash, which is no token. */
function isDash(tokens: readonly Token[], at: number): boolean {
  const [a, b] = [tokens[at], tokens[at + 1]];
  return a !== undefined && b !== undefined && (b.glued || b.start - a.end === 1 || b.start - a.end === 3);
}

function isMoney(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.money === true || /^(dollars?|usd|bucks?)$/.test(tokens[at + 1]?.lower ?? '');
}

function isJoiner(token: Token | undefined): boolean {
  return token?.lower === 'and' || token?.lower === 'or' || token?.lower === '&';
}

/** A comma leaves a wider gap than a space. */
function hasGap(tokens: readonly Token[], at: number): boolean {
  const [a, b] = [tokens[at - 1], tokens[at]];
  return a !== undefined && b !== undefined && b.start - a.end >= 2;
}

const low = (range: Range): number => range.from ?? range.above ?? -Infinity;
const high = (range: Range): number => range.to ?? range.below ?? Infinity;

function ascends(ranges: readonly Range[]): boolean {
  return ranges.slice(1).every((range, i) => {
    const before = ranges[i];
    return before !== undefined && low(range) >= high(before) && high(range) > high(before);
  });
}

/** Whether nothing lies between two ranges, of whole numbers at least. */
function meets(a: Range | undefined, b: Range): boolean {
  return a !== undefined && low(b) - high(a) <= 1;
}

function withLabel(range: Range, at: number, all: readonly Range[]): Range {
  const before = all[at - 1];
  // What two ranges share belongs to the first of them, and the label says so.
  const shared = range.from !== undefined && before?.to === range.from;
  const { from, ...rest } = range;
  return { ...(shared ? { ...rest, above: from } : range), label: labelOf(range, shared) };
}

function labelOf({ from, above, to, below }: Range, shared: boolean): string {
  if (from !== undefined && to !== undefined)
    return from === to ? String(from) : `${shared ? 'over ' : ''}${from} to ${to}`;
  if (below !== undefined) return `under ${below}`;
  if (to !== undefined) return `up to ${to}`;
  return above !== undefined ? `over ${above}` : `${from ?? 0} or more`;
}
