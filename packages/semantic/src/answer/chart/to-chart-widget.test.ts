import { WidgetSchema, type Cell, type ResultColumn } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { toChartWidget } from './to-chart-widget.js';

const month: ResultColumn = { name: 'month', type: 'date', role: 'dimension', format: 'month' };
const category: ResultColumn = { name: 'category', type: 'string', role: 'dimension', format: 'text' };
const store: ResultColumn = { name: 'store', type: 'integer', role: 'dimension', format: 'id' };
const hour: ResultColumn = { name: 'hour', type: 'integer', role: 'dimension', format: 'integer' };
const key: ResultColumn = { name: 'category_id', type: 'integer', role: 'dimension', format: 'id', key_of: 'category' };
const revenue: ResultColumn = { name: 'revenue', type: 'number', role: 'metric', format: 'currency' };
const rentals: ResultColumn = { name: 'rentals', type: 'integer', role: 'metric', format: 'integer' };

const draw = (columns: ResultColumn[], rows: Cell[][]) => toChartWidget({ title: 'Title', columns, rows });
const kinds = (columns: ResultColumn[], rows: Cell[][]) => {
  const chart = draw(columns, rows);
  return chart === null ? [] : [chart, ...(chart.alternatives ?? [])].map(({ kind, figure }) => `${kind} ${figure}`);
};
const grid = (groups: number, series: number): Cell[][] =>
  Array.from({ length: groups * series }, (_, at) => [`G${Math.floor(at / series)}`, `S${at % series}`, at]);
const months = (series: number): Cell[][] =>
  Array.from({ length: 3 * series }, (_, at) => [`2022-0${1 + Math.floor(at / series)}-01`, `S${at % series}`, at]);

describe('rows are drawn', () => {
  it.each<[string, ResultColumn[], Cell[][], string[]]>([
    ['not at all when there is one', [category, revenue], [['A', 1]], []],
    ['not at all without a figure', [category], [['A'], ['B']], []],
    [
      'as bars by name',
      [category, revenue],
      [
        ['A', 1],
        ['B', 2],
      ],
      ['bar Revenue'],
    ],
    [
      'along time',
      [month, revenue],
      [
        ['2022-01-01', 1],
        ['2022-02-01', 2],
      ],
      ['line Revenue', 'bar Revenue'],
    ],
    [
      'as columns in their own order',
      [hour, rentals],
      [
        [0, 5],
        [1, 3],
        [2, 9],
      ],
      ['bar Rentals', 'line Rentals'],
    ],
    [
      'one figure at a time, and one against the other',
      [category, revenue, rentals],
      [
        ['A', 1, 2],
        ['B', 2, 1],
      ],
      ['bar Revenue', 'bar Rentals', 'scatter Revenue'],
    ],
    ['side by side', [category, store, revenue], grid(3, 2), ['grouped_bar Revenue', 'heat Revenue']],
    ['as a map where they are many', [category, store, revenue], grid(12, 9), ['heat Revenue']],
    ['as named pairs where they are too many for that', [category, store, revenue], grid(50, 2), ['bar Revenue']],
    [
      'with time along the axis',
      [category, month, revenue],
      months(2).map(([a = null, b = null, c = null]) => [b, a, c]),
      ['line Revenue', 'grouped_bar Revenue', 'heat Revenue'],
    ],
    ['as a map where lines would share colours', [month, category, revenue], months(9), ['heat Revenue']],
    [
      'as bars when the second grouping only says more',
      [category, store, revenue],
      [
        ['A', 1, 2],
        ['B', 1, 1],
        ['C', 2, 1],
      ],
      ['bar Revenue'],
    ],
  ])('%s', (_, columns, rows, expected) => {
    expect(kinds(columns, rows)).toEqual(expected);
  });

  it('shows one row once: a bar is never two rows on top of each other', () => {
    const rows: Cell[][] = [
      [1, 'SUE', 9],
      [2, 'SUE', 8],
      [3, 'TIM', 7],
    ];
    expect(draw([key, category, revenue], rows)?.spec['data']).toEqual({
      values: [
        { group: 'SUE (1)', value: 9 },
        { group: 'SUE (2)', value: 8 },
        { group: 'TIM', value: 7 },
      ],
    });
    expect(draw([category, store, revenue], grid(50, 2))?.spec['data']).toMatchObject({
      values: expect.arrayContaining([{ group: 'G0 · store S0', series: 'store S0', value: 0 }]),
    });
  });

  it('calls numbered series by what they number, in the order of their numbers', () => {
    const stores: Cell[][] = [
      ['A', 10],
      ['A', 2],
      ['B', 10],
      ['B', 2],
    ].map(([name = null, id = null]) => [name, id, 1]);
    const chart = draw([category, store, revenue], stores);
    expect(chart?.spec['data']).toMatchObject({ values: [{ series: 'store 10' }, { series: 'store 2' }, {}, {}] });
    expect(chart?.spec['encoding']).toMatchObject({
      color: { sort: ['store 2', 'store 10'] },
      yOffset: { sort: ['store 2', 'store 10'] },
    });
  });

  it('shares the rows between all its ways of drawing them', () => {
    const chart = draw(
      [month, revenue, rentals],
      [
        ['2022-01-01', 1, 7],
        ['2022-02-01', 2, 8],
      ],
    );
    expect(chart?.spec['data']).toEqual({
      values: [
        { time: '2022-01-01', value: 1, value2: 7 },
        { time: '2022-02-01', value: 2, value2: 8 },
      ],
    });
    expect(chart?.alternatives?.map(({ spec }) => 'data' in spec)).toEqual([false, false, false, false]);
    expect(chart?.alternatives?.find(({ kind, figure }) => kind === 'bar' && figure === 'Rentals')?.spec).toMatchObject(
      {
        encoding: { y: { field: 'value2', title: 'Rentals', axis: { tickMinStep: 1 } } },
      },
    );
    expect(WidgetSchema.parse(chart)).toEqual(chart);
  });

  it('names axes with their unit and writes large marks short', () => {
    const small = draw(
      [category, revenue],
      [
        ['A', 1],
        ['B', 2],
      ],
    );
    expect(small?.spec['encoding']).toMatchObject({ x: { title: 'Revenue (USD)', axis: { format: ',.2~f' } } });
    const large = draw(
      [category, { ...rentals, format: 'minutes' }],
      [
        ['A', 10_000],
        ['B', 2],
      ],
    );
    expect(large?.spec['encoding']).toMatchObject({ x: { title: 'Rentals (minutes)', axis: { format: '~s' } } });
  });

  it.each<[string, ResultColumn, number, string]>([
    ['percents', { ...revenue, format: 'percent' }, 48, ',.1~f'],
    ['small percents', { ...revenue, format: 'percent' }, 0.3, ',.2~f'],
    ['very small figures', { ...revenue, format: 'decimal' }, 0.004, ',.4~f'],
    ['nothing but zero', { ...revenue, format: 'percent' }, 0, ',.1~f'],
  ])('gives marks as many decimals as tell them apart: %s', (_, figure, most, format) => {
    const chart = draw(
      [category, figure],
      [
        ['A', most],
        ['B', most / 2],
      ],
    );
    expect(chart?.spec['encoding']).toMatchObject({ x: { axis: { format } } });
  });

  it('keeps hostile names out of fields and expressions', () => {
    const hostile = draw(
      [
        { ...category, name: '__proto__', label: "datum['x']" },
        { ...revenue, label: '"+alert(1)+"' },
      ],
      [
        ['constructor', 1],
        ['toString', 2],
      ],
    );
    const text = JSON.stringify(hostile?.spec['encoding']);
    expect(text).not.toMatch(/"field":"(?!(group|series|time|value\d?)")/);
    expect(text.match(/"labelExpr":"(?:[^"\\]|\\.)*"/g)).toEqual([
      JSON.stringify({ labelExpr: `datum.value === 0 ? '0' : "$" + datum.label` }).slice(1, -1),
    ]);
  });
});
