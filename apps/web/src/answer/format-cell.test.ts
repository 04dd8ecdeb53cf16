import { describe, expect, it } from 'vitest';
import { formatCell } from './format-cell';

describe('a value as people read it', () => {
  it.each([
    [33689.74, 'currency', '$33,689.74'],
    [-5, 'currency', '-$5.00'],
    [16044, 'integer', '16,044'],
    [51.23, 'percent', '51.2%'],
    [4.256, 'decimal', '4.26'],
    [1, 'days', '1 day'],
    [4.5, 'hours', '4.5 hours'],
    [1234, 'id', '1234'],
    [2006, 'year', '2006'],
    ['2022-05-01', 'month', 'May 2022'],
    ['2022-05-01', 'quarter', 'Q2 2022'],
    ['2022-05-02', 'week', 'Week of 2 May 2022'],
    ['2022-07-27T21:30:05.123Z', 'datetime', '27 Jul 2022, 21:30'],
    ['2022-07-27T21:30:05Z', 'date', '27 Jul 2022'],
    ['not a date', 'date', 'not a date'],
    [null, 'currency', '–'],
    [true, 'text', 'yes'],
    [['Trailers', null], 'text', 'Trailers, –'],
  ] as const)('%j as %s is %s', (cell, format, text) => {
    expect(formatCell(Array.isArray(cell) ? [...cell] : (cell as string), format)).toBe(text);
  });
});
