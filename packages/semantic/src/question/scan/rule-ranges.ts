import type { Filter, Range } from '@copilot/contracts';
import type { Token } from '../tokens.js';
import { readRanges, type RangesRead } from './read-ranges.js';
import type { ScanContext } from './scan-context.js';
import { findSpread, takeSpread } from './take-spread.js';

/** under 60, 60 to 120 and over 120 minutes: ranges that follow on one another are groups, not conditions. */
export function ruleRanges(scan: ScanContext, at: number): boolean {
  const { items, reading, has, meaning, numberAt, use } = scan;
  if (reading.spread || !startsRange(scan, at)) return false;
  const rest = items.slice(at);
  const tokens = rest.flatMap((item) => item.tokens);
  const read = readRanges(tokens);
  if (!read) return false;
  const last = lastItem(
    rest.map((item) => item.tokens),
    read.length,
  );
  const taken = last === null ? [] : rest.slice(0, last + 1);
  if (last === null || taken.some((item) => item.time !== null || item.status !== 'open')) return false;
  // "stores 1, 2 and 3 or more …" calls stores by number.
  if (numberAt(at) !== null && meaning(at - 1, 'dataset')) return false;
  if (
    read.either
      ? !takeEither(scan, at, at + last, read)
      : !takeSpread(scan, { at, last: at + last, money: read.money, groups: { ranges: read.ranges } })
  )
    return false;
  for (let i = at; i <= at + last; i++) use(i, 'ranges');
  if (has(at + last + 1, 'unit_money')) use(at + last + 1, 'US dollars');
  return true;
}

/** "shorter than 60 or longer than 180 minutes": one condition that either range meets. */
function takeEither(scan: ScanContext, at: number, last: number, { ranges, money }: RangesRead): boolean {
  const found = findSpread(scan, { at, last, money, groups: { ranges } });
  if (found?.of.kind !== 'field' || !('ranges' in found.groups)) return false;
  const { member } = found.of;
  const name = member.split('.').at(-1)?.replaceAll('_', ' ') ?? '';
  scan.reading.conditions.push({
    filter: {
      kind: 'any',
      filters: found.groups.ranges.map((range) => toFilter(member, range)),
      label: `${name} ${found.groups.ranges.map((range) => range.label).join(' or ')}`,
    },
    dataset: member.split('.')[0] ?? null,
    at,
    joined: null,
  });
  return true;
}

const OPERATORS = { from: 'gte', above: 'gt', to: 'lte', below: 'lt' } as const;

function toFilter(member: string, range: Range): Filter {
  const filters = (['from', 'above', 'to', 'below'] as const).flatMap((bound): Filter[] => {
    const value = range[bound];
    return value === undefined ? [] : [{ kind: 'compare', member, op: OPERATORS[bound], values: [value] }];
  });
  const only = filters[0];
  return filters.length === 1 && only ? only : { kind: 'all', filters };
}

/** Which item ends after so many tokens; null when the stretch ends inside one. */
function lastItem(items: readonly (readonly Token[])[], length: number): number | null {
  let count = 0;
  for (const [i, tokens] of items.entries()) {
    count += tokens.length;
    if (count === length) return i;
    if (count > length) return null;
  }
  return null;
}

function startsRange({ items, has, numberAt }: ScanContext, at: number): boolean {
  const before = items[at - 1];
  // "1 to 3": the upper bound begins nothing.
  if (numberAt(at) !== null && (numberAt(at - 1) !== null || before?.tokens.at(-1)?.lower === 'to')) return false;
  return (
    has(at, 'lt', 'lte', 'between', 'gt', 'gte') ||
    numberAt(at) !== null ||
    /^(from|shorter|cheaper)$/.test(items[at]?.tokens[0]?.lower ?? '')
  );
}
