import type { ResultColumn } from '@copilot/contracts';
import type { ChartInput } from './chart-input.js';

/** What rows are made of, seen as a chart. All numbers are column indexes. */
export interface ChartShape extends ChartInput {
  /** The first of them goes along the axis; time always does. */
  readonly groups: readonly number[];
  /** The one to draw first comes first. */
  readonly figures: readonly number[];
  readonly isTime: boolean;
  /** The groups stand in an order of their own. */
  readonly isSequence: boolean;
  /** How many different values the two groups have. */
  readonly groupCount: number;
  readonly seriesCount: number;
}

const DRAWN_FIGURES = 4;

/** Tells groups from figures. A number beside the name of the same thing groups nothing of its own. */
export function readShape(input: ChartInput): ChartShape {
  const { columns, rows } = input;
  const indexes = columns.map((_, index) => index);
  const groups = indexes
    .filter((index) => columns[index]?.role === 'dimension' && columns[index]?.key_of === undefined)
    .sort((a, b) => Number(isTimeColumn(columns[b])) - Number(isTimeColumn(columns[a])));
  const figures = indexes
    .filter((index) => columns[index]?.role === 'metric' && rows.some((row) => typeof row[index] === 'number'))
    .sort((a, b) => Number(b === input.figure) - Number(a === input.figure))
    .slice(0, DRAWN_FIGURES);
  const [first = -1, second = -1] = groups;
  const isTime = isTimeColumn(columns[first]);
  return {
    ...input,
    groups,
    figures,
    isTime,
    isSequence: !isTime && groups.length === 1 && (input.ordered === true || isRising(input, first)),
    groupCount: countDistinct(input, first),
    seriesCount: countDistinct(input, second),
  };
}

export function isTimeColumn(column: ResultColumn | undefined): boolean {
  return column?.type === 'date' || column?.type === 'datetime';
}

function isRising({ rows }: ChartInput, index: number): boolean {
  const values = rows.map((row) => row[index]);
  return values.every((value, at) => {
    const before = values[at - 1];
    return typeof value === 'number' && (at === 0 || (typeof before === 'number' && before < value));
  });
}

function countDistinct({ rows }: ChartInput, index: number): number {
  return new Set(rows.map((row) => String(row[index]))).size;
}
