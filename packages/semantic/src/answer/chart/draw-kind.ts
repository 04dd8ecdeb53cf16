import { figureField } from './chart-data.js';
import type { ChartKind } from './chart-input.js';
import { MOST_BARS, MOST_SERIES } from './choose-kinds.js';
import { columnTitle } from './column-title.js';
import { figureChannel, figureTip, figureTitle } from './figure-channel.js';
import type { ChartShape } from './read-shape.js';
import { seriesOrder } from './series-name.js';
import { timeChannel, timeTip } from './time-channel.js';

type Channel = Record<string, unknown>;
type Picture = {
  readonly height: number;
  readonly mark: Channel;
  readonly encoding: Record<string, Channel | Channel[]>;
};

const HEIGHT = 280;
const ROW = 26;

/** One kind of chart as Vega-Lite without its data; `at` is the place of the figure to draw. */
export function drawKind(shape: ChartShape, kind: ChartKind, at: number): Picture {
  const { columns, rows, groups, figures, isTime } = shape;
  const [first = -1, second = -1] = groups;
  const figure = figures[at] ?? -1;
  const column = columns[figure];
  const value = figureChannel(
    figureField(at),
    column,
    rows.map((row) => row[figure] ?? null),
  );
  const time = (as: 'temporal' | 'ordinal') =>
    timeChannel(
      columns[first],
      rows.map((row) => row[first] ?? null),
      as,
    );
  const group: Channel = { field: 'group', type: 'ordinal', sort: null, title: columnTitle(columns[first]) };
  const columnwise = isTime ? time('ordinal') : { ...group, axis: { labelAngle: 0, labelOverlap: 'greedy' } };
  const order = seriesOrder(
    rows.map((row) => row[second] ?? null),
    columns[second],
  );
  const series: Channel = { field: 'series', type: 'nominal', sort: order, title: columnTitle(columns[second]) };
  const tooltip: Channel[] = [
    isTime ? timeTip(columns[first]) : { field: 'group', type: 'nominal', title: columnTitle(columns[first]) },
    ...(second < 0 ? [] : [{ field: 'series', type: 'nominal', title: columnTitle(columns[second]) }]),
    ...figures.map((index, place) => figureTip(figureField(place), columns[index])),
  ];

  switch (kind) {
    case 'line':
      return {
        height: HEIGHT,
        mark: { type: 'line', strokeWidth: 2.2, ...(rows.length <= 120 ? { point: { filled: true, size: 40 } } : {}) },
        encoding: {
          x: isTime ? time('temporal') : columnwise,
          y: value,
          ...(second < 0 ? {} : { color: series }),
          tooltip,
        },
      };
    case 'bar':
      return isTime || shape.isSequence
        ? { height: HEIGHT, mark: { type: 'bar', cornerRadiusEnd: 3 }, encoding: { x: columnwise, y: value, tooltip } }
        : {
            height: Math.min(rows.length, MOST_BARS) * ROW,
            mark: { type: 'bar', cornerRadiusEnd: 3 },
            encoding: { y: group, x: value, ...(isColoured(shape) ? { color: series } : {}), tooltip },
          };
    case 'grouped_bar':
      return isTime
        ? {
            height: HEIGHT,
            mark: { type: 'bar' },
            encoding: { x: columnwise, xOffset: { field: 'series', sort: order }, y: value, color: series, tooltip },
          }
        : {
            height: shape.groupCount * (shape.seriesCount * (shape.seriesCount > 3 ? 9 : 13) + 8),
            mark: { type: 'bar' },
            encoding: { y: group, yOffset: { field: 'series', sort: order }, x: value, color: series, tooltip },
          };
    case 'heat':
      return {
        height: Math.max(2, isTime ? shape.seriesCount : Math.max(shape.groupCount, shape.seriesCount)) * ROW,
        mark: { type: 'rect' },
        encoding: {
          ...cells(),
          color: {
            field: figureField(at),
            type: 'quantitative',
            title: figureTitle(column),
            legend: { format: legendFormat(value) },
          },
          tooltip,
        },
      };
    case 'scatter': {
      const other = figures.findIndex((_, place) => place !== at);
      return {
        height: HEIGHT,
        mark: { type: 'point', filled: true, size: 60, opacity: 0.75 },
        encoding: {
          x: value,
          y: figureChannel(
            figureField(other),
            columns[figures[other] ?? -1],
            rows.map((row) => row[figures[other] ?? -1] ?? null),
          ),
          tooltip,
        },
      };
    }
  }

  /** The grouping with more values runs downwards, where there is room; time never does. */
  function cells(): Record<'x' | 'y', Channel> {
    const across = { axis: { labelAngle: -35, labelOverlap: 'greedy' } };
    if (isTime) return { x: time('ordinal'), y: series };
    return shape.groupCount >= shape.seriesCount
      ? { x: { ...series, type: 'ordinal', ...across }, y: group }
      : { x: { ...group, ...across }, y: { ...series, type: 'ordinal' } };
  }
}

function isColoured({ groups, groupCount, seriesCount, rows }: ChartShape): boolean {
  return groups.length === 2 && groupCount === rows.length && seriesCount > 1 && seriesCount <= MOST_SERIES;
}

function legendFormat({ axis }: Channel): string {
  return typeof axis === 'object' && axis !== null && 'format' in axis ? String(axis.format) : ',.2~f';
}
