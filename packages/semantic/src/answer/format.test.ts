import type { Cell, Format } from '@copilot/contracts';
import { expect, it } from 'vitest';
import { formatCell } from './format.js';

it.each<[Cell, Format | undefined, string]>([
  [33689.74, 'currency', '$33,689.74'],
  [5, 'currency', '$5.00'],
  [-5.5, 'currency', '-$5.50'],
  [51.239, 'percent', '51.24 %'],
  [1000, 'integer', '1,000'],
  [2006, 'year', '2006'],
  [1000, 'id', '1000'],
  [3.456, 'days', '3.46 days'],
  [1, 'days', '1 day'],
  [1.005, undefined, '1.01'],
  [null, 'currency', 'none'],
  [true, undefined, 'yes'],
  [false, undefined, 'no'],
  [['Trailers', 'Deleted Scenes'], undefined, 'Trailers, Deleted Scenes'],
  ['2022-03-01', 'month', 'March 2022'],
  ['2022-04-01', 'quarter', 'Q2 2022'],
  ['2022-03-07', 'week', 'week of 7 March 2022'],
  ['2022-03-01', 'date', '1 March 2022'],
  ['2022-03-01T20:05:00.000Z', 'datetime', '1 March 2022, 20:05 UTC'],
  ['ALPHA DAWN', undefined, 'ALPHA DAWN'],
])('%j as %s is written "%s"', (value, format, text) => {
  expect(formatCell(value, format === undefined ? {} : { format })).toBe(text);
});

it.each([
  [1234.5, 'EUR', '€1,234.50'],
  [-5.5, 'GBP', '-£5.50'],
  [1200, 'JPY', '¥1,200'],
])('%d in %s is written "%s"', (value, currency, text) => {
  expect(formatCell(value, { format: 'currency', currency })).toBe(text);
});
