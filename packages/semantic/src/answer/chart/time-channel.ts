import type { Cell, ResultColumn } from '@copilot/contracts';
import { columnTitle } from './column-title.js';

/** Up to so many times each has its own mark; the labels that fit are shown. */
const MARKED_TIMES = 40;

/** Time along an axis, in UTC as the data is: a line gets a true time axis, bars and heat maps a place for each time. */
export function timeChannel(
  column: ResultColumn | undefined,
  times: readonly Cell[],
  as: 'temporal' | 'ordinal',
): Record<string, unknown> {
  const marks = [...new Set(times)].filter((time) => typeof time === 'string');
  return {
    field: 'time',
    type: as,
    title: columnTitle(column),
    timeUnit: timeUnit(column),
    axis: {
      format: labelFormat(column),
      labelOverlap: 'greedy',
      labelSeparation: 8,
      ...(as === 'temporal'
        ? {
            grid: false, // Without these two, months are thinned because February is shorter than the others.
            ...(marks.length <= MARKED_TIMES ? { values: marks, tickCount: marks.length, tickMinStep: 1 } : {}),
          }
        : { labelAngle: marks.length > 8 ? -35 : 0 }),
    },
  };
}

/** A time in the box that opens at the pointer. */
export function timeTip(column: ResultColumn | undefined): Record<string, unknown> {
  // Without a format of its own the unit decides, and that one is in UTC.
  return { field: 'time', type: 'temporal', timeUnit: timeUnit(column), title: columnTitle(column) };
}

function timeUnit(column: ResultColumn | undefined): { unit: string; utc: true } {
  const units: Partial<Record<string, string>> = {
    month: 'yearmonth',
    quarter: 'yearquarter',
    year: 'year',
    datetime: 'yearmonthdatehoursminutes',
  };
  return { unit: units[column?.format ?? ''] ?? 'yearmonthdate', utc: true };
}

function labelFormat(column: ResultColumn | undefined): string {
  const formats: Partial<Record<string, string>> = {
    month: '%b %Y',
    quarter: 'Q%q %Y',
    year: '%Y',
    datetime: '%-d %b, %H:%M',
  };
  return formats[column?.format ?? ''] ?? '%-d %b %Y';
}
