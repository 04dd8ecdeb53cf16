import type { Result } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { describeChart, picturesOf, shownRows, type ChartWidget } from './chart-picture';

const widget: ChartWidget = {
  type: 'chart',
  title: 'Revenue and rentals by month',
  kind: 'line',
  figure: 'Revenue',
  spec: { data: { values: [{ time: '2022-01-01', value: 5, value2: 1 }] }, mark: { type: 'line' }, encoding: {} },
  alternatives: [{ kind: 'bar', figure: 'Rentals', spec: { mark: { type: 'bar' }, encoding: { y: {} } } }],
};

describe('the pictures of an answer', () => {
  it('are those that the answer names, over its data, as wide as the page', () => {
    const [line, bar] = picturesOf(widget);
    expect(line).toMatchObject({
      kind: 'line',
      figure: 'Revenue',
      spec: { mark: { type: 'line' }, width: 'container' },
    });
    expect(bar).toMatchObject({ kind: 'bar', figure: 'Rentals', spec: { mark: { type: 'bar' }, encoding: { y: {} } } });
    expect(bar?.spec.data).toBe(widget.spec.data);
    expect(shownRows(widget)).toBe(1);
  });

  it('are one where the answer names no other', () => {
    const { alternatives: _none, figure: _unnamed, ...alone } = widget;
    expect(picturesOf(alone).map(({ kind, figure }) => [kind, figure])).toEqual([['line', '']]);
    expect(shownRows({ ...alone, spec: {} })).toBeUndefined();
  });

  it('are put into words with the range of their own figure', () => {
    const data: Result = {
      columns: [
        { name: 'category', type: 'string', role: 'dimension' },
        { name: 'revenue', type: 'number', role: 'metric', format: 'currency' },
        { name: 'rentals', type: 'integer', role: 'metric', format: 'integer' },
      ],
      rows: [
        ['A', 1, 1000],
        ['B', 2, 3000],
      ],
    };
    expect(describeChart(data, { kind: 'bar', figure: '', spec: {} }, 'Revenue by category')).toBe(
      'Bar chart: Revenue by category. 2 points, Revenue from $1.00 to $2.00. The table holds all values.',
    );
    expect(describeChart(data, { kind: 'bar', figure: 'Rentals', spec: {} }, 'By category')).toContain(
      'Rentals from 1,000 to 3,000',
    );
  });
});
