import { WidgetSchema, type Cell, type Widget } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { answer } from '../testing/answer.js';

const shape = (widgets: readonly Widget[]): string[] =>
  widgets.map((widget) => (widget.type === 'chart' ? widget.kind : widget.type));

const months: Cell[][] = [
  ['2022-01-01', 5],
  ['2022-02-01', 6],
];

describe('the widgets of an answer', () => {
  it.each<[string, string, Cell[][], string[]]>([
    ['one value is a KPI', 'takings', [[20]], ['kpi', 'table']],
    ['months are a line', 'takings by month', months, ['line', 'table']],
    [
      'groups are bars',
      'takings by genre',
      [
        ['Action', 15],
        ['Comedy', 5],
      ],
      ['bar', 'table'],
    ],
    [
      'two groupings are grouped bars',
      'takings by genre and rating',
      [
        ['Action', 'G', 9],
        ['Action', 'PG', 6],
      ],
      ['grouped_bar', 'table'],
    ],
    [
      'a grouping by number is one of two like any other',
      'takings by genre and store',
      [
        ['Action', 1, 9],
        ['Action', 2, 6],
      ],
      ['grouped_bar', 'table'],
    ],
    [
      'months are the axis of lines, wherever they stand',
      'takings by store and month',
      [
        [1, '2022-01-01', 5],
        [2, '2022-01-01', 6],
      ],
      ['line', 'table'],
    ],
    [
      'the number of a person beside the name is no second grouping',
      'takings by customer',
      [
        [1, 'ADA NORTH', 9],
        [2, 'BEN SOUTH', 6],
      ],
      ['bar', 'table'],
    ],
    [
      'months in groups are lines',
      'takings by month and genre',
      [
        ['2022-01-01', 'Action', 5],
        ['2022-02-01', 'Action', 6],
      ],
      ['line', 'table'],
    ],
    [
      'a list is a table',
      'customers from Portugal',
      [
        [1, 'ADA NORTH', 'Lisbon', 'Portugal'],
        [2, 'BEN SOUTH', 'Porto', 'Portugal'],
      ],
      ['table'],
    ],
    ['a single group is a table', 'takings by genre', [['Action', 15]], ['table']],
    ['nothing is an empty table', 'takings by genre', [], ['table']],
  ])('%s', (_, question, rows, kinds) => {
    expect(shape(answer(question, rows).widgets)).toEqual(kinds);
  });

  it('two groupings with more than eight in the second are a heat map', () => {
    const rows = Array.from({ length: 9 }, (_, i): Cell[] => ['Action', `R${i}`, i]);
    expect(shape(answer('takings by genre and rating', rows).widgets)).toEqual(['heat', 'table']);
  });

  it('draws thirty bars at most; the table has them all', () => {
    const rows = Array.from({ length: 40 }, (_, i): Cell[] => [`G${i}`, 40 - i]);
    const chart = answer('takings by genre', rows).widgets[0];
    expect(chart).toMatchObject({ type: 'chart', spec: { data: { values: { length: 30 } } } });
  });

  it('draws the rows themselves, whatever their size', () => {
    expect(answer('takings by month', months).widgets[0]).toMatchObject({
      spec: {
        mark: { type: 'line' },
        data: {
          values: [
            { time: '2022-01-01', value: 5 },
            { time: '2022-02-01', value: 6 },
          ],
        },
        encoding: { x: { type: 'temporal', timeUnit: { utc: true } }, y: { title: 'Revenue (USD)' } },
      },
    });
  });

  it('draws the running total and not the figure that it runs over', () => {
    const rows: Cell[][] = [
      ['2022-01-01', 5, 5],
      ['2022-02-01', 6, 11],
    ];
    expect(answer('running total of income by month', rows).widgets[0]).toMatchObject({
      spec: { data: { values: [{ value: 5 }, { value: 11 }] } },
    });
  });

  it('writes the value of a KPI as the sentence does', () => {
    expect(answer('takings', [[1234.5]]).widgets[0]).toMatchObject({
      type: 'kpi',
      title: 'Revenue',
      value: 1234.5,
      formatted: '$1,234.50',
      format: 'currency',
    });
  });

  it('has a table with every column of the result, whatever else is drawn', () => {
    expect(
      answer('takings by genre', [
        ['Action', 15],
        ['Comedy', 5],
      ]).widgets.at(-1),
    ).toEqual({
      type: 'table',
      title: 'Revenue by category',
      columns: [
        { name: 'category', label: 'category', format: 'text' },
        { name: 'revenue', label: 'revenue', format: 'currency' },
      ],
    });
  });

  it('keeps to the contract', () => {
    for (const widget of [...answer('takings', [[20]]).widgets, ...answer('takings by month', months).widgets])
      expect(WidgetSchema.parse(widget)).toEqual(widget);
  });
});
