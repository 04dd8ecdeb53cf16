import { WidgetSchema } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { managerOfStore1, resultOf } from '../test/fakes.js';
import { renderPlainResult } from './render-plain-result.js';

const render = (...input: Parameters<typeof resultOf>) => {
  const rendered = renderPlainResult(resultOf(...input), managerOfStore1);
  rendered.widgets.forEach((widget) => WidgetSchema.parse(widget));
  return rendered;
};

describe('renderPlainResult', () => {
  it('shows one value as a figure, and names the scope', () => {
    const { answer, widgets } = render(['total_revenue'], [[33689.74]]);
    expect(answer).toBe('Total revenue: 33,689.74, in store 1.');
    expect(widgets.map(({ type }) => type)).toEqual(['kpi']);
  });

  it('says that nothing matches', () => {
    expect(render(['a'], []).answer).toBe('No rows match, in store 1.');
    expect(render(['a'], []).widgets).toEqual([]);
  });

  it('draws names with one figure as bars, and keeps hostile names out of the spec’s fields', () => {
    const result = {
      ...resultOf(
        ['__proto__', 'n'],
        [
          ['a', 1],
          ['b', 2],
        ],
      ),
      columns: [
        { name: '__proto__', type: 'string' as const },
        { name: 'n', type: 'integer' as const },
      ],
    };
    const { widgets, answer } = renderPlainResult(result, { ...managerOfStore1, store_ids: [1, 2] });
    const [chart] = widgets;
    if (chart?.type !== 'chart') throw new Error('no chart');
    expect(chart.kind).toBe('bar');
    expect(chart.spec['data']).toEqual({
      values: [
        { group: 'a', value: 1 },
        { group: 'b', value: 2 },
      ],
    });
    expect(answer).toBe('2 rows, in stores 1, 2.');
  });

  it('draws times as a line', () => {
    const result = {
      ...resultOf(
        ['month', 'revenue'],
        [
          ['2022-01-01', 1],
          ['2022-02-01', 2],
        ],
      ),
      columns: [
        { name: 'month', type: 'date' as const },
        { name: 'revenue', type: 'number' as const },
      ],
    };
    expect(renderPlainResult(result, managerOfStore1).widgets[0]).toMatchObject({ type: 'chart', kind: 'line' });
  });
});
