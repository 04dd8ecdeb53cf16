import type { DimensionRef, Range } from '@copilot/contracts';
import type { Key } from './keys.js';
import { literal } from './literal.js';

/** What every key says of where it comes from. */
export type KeyOrigin = Pick<Key, 'near' | 'hidden' | 'dimension'>;

/** Groups a number: in ranges that were given, or in steps of one width, named by where each begins. */
export function bucketKey(dimension: DimensionRef, name: string, value: string, origin: KeyOrigin): Key {
  const known = value.startsWith('COALESCE(');
  const common = {
    ...origin,
    name: `${name}_group`,
    label: dimension.label ?? `${name.replaceAll('_', ' ')} group`,
    grain: undefined,
    unique: false,
  };
  if (dimension.bucket_width) {
    const sql = `(floor(${value} / ${dimension.bucket_width}) * ${dimension.bucket_width})`;
    return { ...common, type: 'number', format: 'decimal', sql, order: null };
  }
  const ranges = dimension.ranges ?? toRanges(dimension.buckets ?? []);
  const labels = [...ranges.map((range) => range.label), OTHER, UNKNOWN];
  return {
    ...common,
    type: 'string',
    format: 'text',
    sql: rangeSql(ranges, value, known),
    order: value,
    orderOf: (column) =>
      `CASE ${column} ${labels.map((label, i) => `WHEN ${literal(label)} THEN ${i + 1}`).join(' ')} END`,
  };
}

const OTHER = 'other';
const UNKNOWN = 'not recorded';

function rangeSql(ranges: readonly Range[], value: string, known: boolean): string {
  const cases = ranges.map((range) => `WHEN ${testOf(range, value)} THEN ${literal(range.label)}`);
  const missing = known ? '' : ` WHEN ${value} IS NULL THEN ${literal(UNKNOWN)}`;
  return `CASE ${cases.join(' ')}${missing} ELSE ${literal(OTHER)} END`;
}

function testOf({ from, above, to, below }: Range, value: string): string {
  if (from !== undefined && from === to) return `${value} = ${from}`;
  const tests = [
    ...(from === undefined ? [] : [`${value} >= ${from}`]),
    ...(above === undefined ? [] : [`${value} > ${above}`]),
    ...(to === undefined ? [] : [`${value} <= ${to}`]),
    ...(below === undefined ? [] : [`${value} < ${below}`]),
  ];
  return tests.join(' AND ');
}

/** Upper bounds [1, 3] make up to 1, over 1 to 3, over 3. */
function toRanges(bounds: readonly number[]): Range[] {
  const first = bounds.map((bound, i): Range => {
    const before = bounds[i - 1];
    return before === undefined
      ? { to: bound, label: `up to ${bound}` }
      : { above: before, to: bound, label: `over ${before} to ${bound}` };
  });
  const last = bounds.at(-1);
  return last === undefined ? first : [...first, { above: last, label: `over ${last}` }];
}
