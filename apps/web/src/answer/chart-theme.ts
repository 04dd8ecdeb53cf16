import type { Config } from 'vega-lite';

// Okabe and Ito's palette, darkened for paper and lightened for dark ground; told apart with every common colour blindness.
const LIGHT = ['#0b6e8a', '#d1600a', '#3d7f3a', '#8d3b84', '#a87900', '#3b4fa8', '#b03a4e', '#5d5a52'];
const DARK = ['#5cc0dc', '#f2a15c', '#8fcf8a', '#dc98d3', '#e4c25b', '#9db0f5', '#f19aa6', '#bbb6aa'];

/** The look of all charts, for light or dark ground. */
export function chartTheme(dark: boolean): Config {
  const ink = dark ? '#b3afa6' : '#58544c';
  const line = dark ? '#31302c' : '#e5e1da';
  const strong = dark ? '#eeece7' : '#1d1b18';
  const palette = dark ? DARK : LIGHT;
  const font = getComputedStyle(document.documentElement).fontFamily;
  return {
    background: 'transparent',
    font,
    padding: 4,
    view: { stroke: 'transparent' },
    scale: { barBandPaddingInner: 0.28, rectBandPaddingInner: 0.06, bandWithNestedOffsetPaddingInner: 0.24 },
    mark: { color: palette[0] },
    range: {
      category: palette,
      heatmap: dark ? ['#1d3a44', '#3b8aa3', '#a8e3f3'] : ['#e4f1f5', '#5da9c0', '#08475b'],
      ramp: dark ? ['#1d3a44', '#3b8aa3', '#a8e3f3'] : ['#e4f1f5', '#5da9c0', '#08475b'],
    },
    axis: {
      labelColor: ink,
      titleColor: ink,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 500,
      titlePadding: 10,
      labelPadding: 6,
      labelLimit: 190,
      gridColor: line,
      domainColor: line,
      tickColor: line,
      ticks: false,
      tickCount: 5,
    },
    axisX: { grid: false },
    axisQuantitative: { grid: true, domain: false },
    legend: {
      labelColor: strong,
      titleColor: ink,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 500,
      orient: 'top',
      columns: 6,
      symbolType: 'circle',
    },
  };
}
