import type { Result } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { describeChart, possibleCharts, toChart } from './chart-spec';

const month = { name: 'month', type: 'date', role: 'dimension', format: 'month' } as const;
const category = { name: 'category', type: 'string', role: 'dimension' } as const;
const id = { name: 'film_id', type: 'integer', role: 'dimension', format: 'id', key_of: 'category' } as const;
const store = { name: 'store', type: 'integer', role: 'dimension', format: 'id' } as const;
const revenue = { name: 'revenue', type: 'number', role: 'metric', format: 'currency' } as const;

describe('the charts that rows can be drawn as', () => {
  it.each<[string, Result, string[]]>([
    ['one figure', { columns: [revenue], rows: [[1]] }, []],
    [
      'a time',
      {
        columns: [month, revenue],
        rows: [
          ['2022-01-01', 1],
          ['2022-02-01', 2],
        ],
      },
      ['line', 'bar'],
    ],
    [
      'groups',
      {
        columns: [category, revenue],
        rows: [
          ['A', 1],
          ['B', 2],
        ],
      },
      ['bar', 'line'],
    ],
    [
      'groups with their ids',
      {
        columns: [id, category, revenue],
        rows: [
          [1, 'A', 1],
          [2, 'B', 2],
        ],
      },
      ['bar', 'line'],
    ],
    [
      'two groupings',
      {
        columns: [category, month, revenue],
        rows: [
          ['A', '2022-01-01', 1],
          ['B', '2022-01-01', 2],
        ],
      },
      ['line', 'grouped_bar', 'heat'],
    ],
    [
      'two groupings one of which is a number',
      {
        columns: [category, store, revenue],
        rows: [
          ['A', 1, 1],
          ['A', 2, 2],
        ],
      },
      ['grouped_bar', 'heat', 'line'],
    ],
    ['a list', { columns: [category], rows: [['A'], ['B']] }, []],
  ])('%s', (_name, data, kinds) => {
    expect(possibleCharts(data)).toEqual(kinds);
  });

  it('draws at most thirty bars and says how many', () => {
    const rows = Array.from({ length: 50 }, (_, index) => [`Film ${index}`, 50 - index]);
    expect(toChart({ columns: [category, revenue], rows }, 'bar')?.shown).toBe(30);
  });

  it('never uses a text of the data as a field name or an expression', () => {
    const hostile = { ...category, name: '__proto__', label: "datum['x']" };
    const picture = toChart(
      {
        columns: [hostile, revenue],
        rows: [
          ['constructor', 1],
          ['toString', 2],
        ],
      },
      'bar',
    );
    expect(JSON.stringify(picture?.spec.encoding)).not.toMatch(/"field":"(?![tv]\d)/);
    expect(picture?.spec.data).toEqual({
      values: [
        { t0: 'constructor', t1: '$1.00', v1: 1 },
        { t0: 'toString', t1: '$2.00', v1: 2 },
      ],
    });
  });

  it('says in words what it shows', () => {
    const data: Result = {
      columns: [category, revenue],
      rows: [
        ['A', 1],
        ['B', 2],
      ],
    };
    expect(describeChart(data, 'bar', 'Revenue by category')).toBe(
      'Bar chart: Revenue by category. 2 points, Revenue from $1.00 to $2.00. The table holds all values.',
    );
  });
});

it('puts the sign of the column’s currency before marks and amounts', () => {
  const data: Result = {
    columns: [category, { ...revenue, currency: 'EUR' }],
    rows: [
      ['A', 1],
      ['B', 2],
    ],
  };
  const spec = JSON.stringify(toChart(data, 'bar')?.spec);
  expect(spec).toContain('€1.00');
  expect(spec).toContain(String.raw`\"€\" + datum.label`);
  expect(spec).not.toContain('$1');
});
