import { describe, expect, it } from 'vitest';
import type { Result } from '@copilot/contracts';
import { printChart } from './print-chart.js';
import { formatCell, printTable } from './print-table.js';

const byMonth: Result = {
  columns: [
    { name: 'month', type: 'date', role: 'dimension', label: 'Month', format: 'month' },
    { name: 'revenue', type: 'number', role: 'metric', label: 'Revenue', format: 'currency' },
  ],
  rows: [
    ['2022-05-01', 4000],
    ['2022-06-01', 1000.5],
    ['2022-07-01', null],
  ],
};

describe('printTable', () => {
  it('aligns figures to the right and says what is missing', () => {
    expect(printTable(byMonth)).toEqual([
      'Month      Revenue',
      '───────  ─────────',
      '2022-05  $4,000.00',
      '2022-06  $1,000.50',
      '2022-07          –',
    ]);
  });

  it('tells how many rows it left out', () => {
    const rows = Array.from({ length: 50 }, (_, index) => [`2022-05-${index}`, index]);
    expect(printTable({ ...byMonth, rows }, 10).at(-1)).toBe('… and 40 more rows');
  });

  it('lets no control character of a cell reach the terminal', () => {
    expect(formatCell('a\u001b[2Jb\nc', { type: 'string' })).toBe('a [2Jb c');
  });
});

describe('printChart', () => {
  it('draws a bar for each row, in proportion', () => {
    const [may, june, july] = printChart(byMonth);
    expect(may).toBe(`2022-05  ${'█'.repeat(40)} $4,000.00`);
    expect(june).toBe(`2022-06  ${'█'.repeat(10)} $1,000.50`);
    expect(july).toBe('2022-07   –');
  });

  it('draws nothing where bars would say nothing', () => {
    expect(printChart({ ...byMonth, rows: byMonth.rows.slice(0, 1) })).toEqual([]);
    expect(printChart({ columns: byMonth.columns.slice(0, 1), rows: [['2022-05-01'], ['2022-06-01']] })).toEqual([]);
  });
});
