import type { Aggregate, ColumnType } from '@copilot/contracts';
import type { Atom } from './figures.js';

/** SQL of one aggregate, with its own condition as FILTER. */
export function aggregateSql(
  aggregate: Aggregate,
  argument: string,
  conditions: readonly string[],
  fraction: number | null,
  rows: boolean,
): string {
  const filter = conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(' AND ')})` : '';
  switch (aggregate) {
    case 'count':
      return `COUNT(${rows ? '*' : argument})${filter}`;
    case 'count_distinct':
      return `COUNT(DISTINCT ${argument})${filter}`;
    case 'median':
      return `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${argument})${filter}`;
    case 'percentile':
      return `percentile_cont(${fraction ?? 0.5}) WITHIN GROUP (ORDER BY ${argument})${filter}`;
    case 'mode':
      return `mode() WITHIN GROUP (ORDER BY ${argument})${filter}`;
    case 'stddev':
      return `stddev_samp(${argument})${filter}`;
    case 'variance':
      return `var_samp(${argument})${filter}`;
    case 'sum':
    case 'avg':
    case 'min':
    case 'max':
      return `${aggregate.toUpperCase()}(${argument})${filter}`;
  }
}

/** What type the aggregate's column has for the client. */
export function columnTypeOf(atom: Atom): ColumnType {
  if (atom.outer) return 'number';
  if (atom.aggregate === 'count' || atom.aggregate === 'count_distinct') return 'integer';
  if (atom.format === 'datetime') return 'datetime';
  if (atom.format === 'date' || atom.format === 'month') return 'date';
  return atom.format === 'integer' ? 'integer' : 'number';
}

const ROUNDED: readonly Aggregate[] = ['avg', 'median', 'percentile', 'stddev', 'variance'];

/** Figures that division makes endless are shown with two decimals; ranking and conditions use them unrounded. */
export function shownSql(raw: string, aggregate: Aggregate, type: ColumnType): string {
  return ROUNDED.includes(aggregate) && type === 'number' ? `ROUND((${raw})::numeric, 2)` : raw;
}
