import { describe, expect, it } from 'vitest';
import { drawBars } from './draw-plot.js';
import { spreadOf, summarise } from './timings.js';

describe('the plot', () => {
  it('draws a bar for each value, the largest the longest, and escapes what it is given', () => {
    const svg = drawBars({
      title: 'a < b & c',
      unit: 'ms',
      series: [
        {
          name: 'ask',
          points: [
            { x: 'scale 1', y: 10 },
            { x: 'scale 10', y: 40 },
          ],
        },
        { name: 'bare', points: [{ x: 'scale 1', y: 5 }] },
      ],
    });
    expect(svg).toContain('a &#60; b &#38; c');
    const widths = [...svg.matchAll(/<rect x="230" y="\d+" width="([\d.]+)" height="14"/g)].map(([, width]) =>
      Number(width),
    );
    expect(widths).toHaveLength(3);
    expect(widths[0]).toBeCloseTo((widths[1] ?? 0) * 2, 0);
    expect(widths[2]).toBe(Math.max(...widths));
  });
});

describe('figures of a benchmark', () => {
  it('says below what half, 95 and 99 of a hundred lie', () => {
    const times = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(summarise(times)).toEqual({ p50: 51, p95: 96, p99: 100, n: 100 });
    expect(summarise([])).toEqual({ p50: 0, p95: 0, p99: 0, n: 0 });
  });

  it('tells the spread beside the middle', () => {
    expect(spreadOf([0.7, 0.5, 0.9])).toBe('0.70 (0.50 to 0.90 over 3 pairs)');
  });
});
