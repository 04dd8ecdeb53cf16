import {
  currencySymbol,
  DEFAULT_CURRENCY,
  type Cell,
  type Format,
  type Result,
  type ResultColumn,
} from '@copilot/contracts';
import { columnLabel, formatCell, formatOf, isFigure } from './format-cell';

export type ChartKind = 'line' | 'bar' | 'grouped_bar' | 'heat' | 'scatter';

/** A chart as data: a Vega-Lite specification and how many of the rows it shows. */
export interface ChartPicture {
  readonly spec: Record<string, unknown>;
  readonly shown: number;
  /** What the parts of a tip are called; the specification itself knows them as t0, t1 …. */
  readonly tipLabels: ReadonlyMap<string, string>;
}

const MAX_BARS = 30;
const MANY_BARS = 12;
const TIME_FORMATS: readonly Format[] = ['date', 'datetime', 'month', 'quarter', 'week', 'year'];

interface Shape {
  readonly dimensions: readonly number[];
  readonly figures: readonly number[];
  readonly isTime: boolean;
}

/** The kinds of chart that these rows can be drawn as; empty when only a table makes sense. */
export function possibleCharts(data: Result): readonly ChartKind[] {
  const { dimensions, figures, isTime } = readShape(data);
  if (data.rows.length < 2 || figures.length === 0) return [];
  if (dimensions.length === 1)
    return [
      ...(isTime ? (['line', 'bar'] as const) : (['bar', 'line'] as const)),
      ...(figures.length > 1 ? (['scatter'] as const) : []),
    ];
  if (dimensions.length === 2) return isTime ? ['line', 'grouped_bar', 'heat'] : ['grouped_bar', 'heat', 'line'];
  return dimensions.length === 0 && figures.length > 1 ? ['scatter'] : [];
}

/**
 * Draws rows as one kind of chart. Fields are named by position and labels are formatted here, so that no text of the data is ever
 * read as a field name, a format or an expression. `chosen` is the column to draw where there are several figures.
 */
export function toChart(data: Result, kind: ChartKind, chosen?: number): ChartPicture | null {
  if (!possibleCharts(data).includes(kind)) return null;
  const shape = readShape(data);
  const [first = -1, second = -1] = shape.dimensions;
  const rows = kind === 'bar' ? data.rows.slice(0, MAX_BARS) : data.rows;
  const values = rows.map((row) => toPoint(row, data.columns, shape));
  const base = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 'container',
    autosize: { type: 'fit-x', contains: 'padding' },
    data: { values },
  };
  const figure = chosen !== undefined && shape.figures.includes(chosen) ? chosen : (shape.figures[0] ?? -1);
  const shownInTip = [...shape.dimensions, ...shape.figures];
  // Titles of tips would become keys of an expression: they stay out of the specification.
  const tipLabels = new Map(shownInTip.map((index) => [`t${index}`, title(data, index)]));
  const picture = (rest: Record<string, unknown>): ChartPicture => ({
    spec: { ...base, ...rest },
    shown: rows.length,
    tipLabels,
  });
  const tip = shownInTip.map((index) => ({ field: `t${index}` }));
  const axis = figureAxis(data, figure);

  switch (kind) {
    case 'line':
      return picture({
        height: 280,
        mark: { type: 'line', point: { size: 42, filled: true }, strokeWidth: 2.2 },
        encoding: {
          x: {
            field: `t${first}`,
            type: 'ordinal',
            sort: null,
            title: title(data, first),
            axis: { labelAngle: countDistinct(rows, first) > 8 ? -35 : 0, labelOverlap: 'greedy' },
          },
          y: { field: `v${figure}`, type: 'quantitative', ...axis },
          ...(second >= 0
            ? { color: { field: `t${second}`, type: 'nominal', sort: null, title: title(data, second) } }
            : {}),
          tooltip: tip,
        },
      });
    case 'bar':
      return shape.isTime
        ? picture({
            height: 280,
            mark: { type: 'bar', cornerRadiusEnd: 3 },
            encoding: {
              x: {
                field: `t${first}`,
                type: 'ordinal',
                sort: null,
                title: title(data, first),
                axis: { labelAngle: countDistinct(rows, first) > 8 ? -35 : 0, labelOverlap: 'greedy' },
              },
              y: { field: `v${figure}`, type: 'quantitative', ...axis },
              tooltip: tip,
            },
          })
        : picture({
            height: rows.length * 25,
            mark: { type: 'bar', cornerRadiusEnd: 3 },
            encoding: {
              y: { field: `t${first}`, type: 'ordinal', sort: null, title: null },
              x: {
                field: `v${figure}`,
                type: 'quantitative',
                title: axis.title,
                axis: { ...axis.axis, ...(rows.length > MANY_BARS ? { orient: 'top' } : {}) },
              },
              tooltip: tip,
            },
          });
    case 'grouped_bar':
      return picture({
        height: 300,
        mark: { type: 'bar', cornerRadiusEnd: 2 },
        encoding: {
          x: {
            field: `t${first}`,
            type: 'ordinal',
            sort: null,
            title: title(data, first),
            axis: { labelAngle: -35, labelOverlap: 'greedy' },
          },
          xOffset: { field: `t${second}`, sort: null },
          y: { field: `v${figure}`, type: 'quantitative', ...axis },
          color: { field: `t${second}`, type: 'nominal', sort: null, title: title(data, second) },
          tooltip: tip,
        },
      });
    case 'heat':
      return picture({
        height: countDistinct(rows, first) * 26,
        mark: { type: 'rect' },
        encoding: {
          x: {
            field: `t${second}`,
            type: 'ordinal',
            sort: null,
            title: title(data, second),
            axis: { labelAngle: -35, labelOverlap: 'greedy' },
          },
          y: { field: `t${first}`, type: 'ordinal', sort: null, title: title(data, first) },
          color: {
            field: `v${figure}`,
            type: 'quantitative',
            title: title(data, figure),
            legend: { format: axis.axis.format },
          },
          tooltip: tip,
        },
      });
    case 'scatter': {
      const other = shape.figures[1] ?? figure;
      return picture({
        height: 300,
        mark: { type: 'point', filled: true, size: 60, opacity: 0.8 },
        encoding: {
          x: { field: `v${figure}`, type: 'quantitative', ...axis },
          y: { field: `v${other}`, type: 'quantitative', ...figureAxis(data, other) },
          tooltip: tip,
        },
      });
    }
  }
}

/** How a chart is put to somebody who cannot see it. */
export function describeChart(data: Result, kind: ChartKind, name: string, chosen?: number): string {
  const kinds: Record<ChartKind, string> = {
    line: 'Line chart',
    bar: 'Bar chart',
    grouped_bar: 'Grouped bar chart',
    heat: 'Heat map',
    scatter: 'Scatter chart',
  };
  const { figures } = readShape(data);
  const figure = chosen ?? figures[0];
  if (figure === undefined) return `${kinds[kind]}: ${name}.`;
  const column = data.columns[figure];
  const numbers = data.rows.map((row) => row[figure]).filter((cell): cell is number => typeof cell === 'number');
  if (column === undefined || numbers.length === 0) return `${kinds[kind]}: ${name}.`;
  const format = formatOf(column);
  const low = formatCell(Math.min(...numbers), format, column.currency);
  const high = formatCell(Math.max(...numbers), format, column.currency);
  return `${kinds[kind]}: ${name}. ${data.rows.length} points, ${columnLabel(column)} from ${low} to ${high}. The table holds all values.`;
}

/** The columns that can be drawn, in order. */
export function figureColumns(data: Result): readonly number[] {
  return readShape(data).figures;
}

function countDistinct(rows: readonly (readonly Cell[])[], index: number): number {
  return new Set(rows.map((row) => String(row[index]))).size;
}

function readShape(data: Result): Shape {
  const indexes = data.columns.map((_, index) => index);
  const figures = indexes.filter((index) => isFigureColumn(data, index));
  const isTime = (index: number | undefined): boolean => {
    const column = index === undefined ? undefined : data.columns[index];
    return column !== undefined && TIME_FORMATS.includes(formatOf(column));
  };
  // An id beside its name groups the same rows a second time; time goes along the axis.
  const dimensions = indexes
    .filter((index) => data.columns[index]?.role === 'dimension' && !figures.includes(index))
    .filter((index) => data.columns[index]?.key_of === undefined)
    .sort((a, b) => Number(isTime(b)) - Number(isTime(a)));
  return { dimensions, figures, isTime: isTime(dimensions[0]) };
}

function isFigureColumn(data: Result, index: number): boolean {
  const column = data.columns[index];
  if (column === undefined || column.role !== 'metric') return false;
  return isFigure(formatOf(column)) && data.rows.some((row) => typeof row[index] === 'number');
}

function toPoint(row: readonly Cell[], columns: readonly ResultColumn[], shape: Shape): Record<string, unknown> {
  const point: Record<string, unknown> = {};
  for (const index of [...shape.dimensions, ...shape.figures]) {
    const column = columns[index];
    if (column !== undefined) point[`t${index}`] = formatCell(row[index] ?? null, formatOf(column), column.currency);
  }
  for (const index of shape.figures) point[`v${index}`] = typeof row[index] === 'number' ? row[index] : null;
  return point;
}

function title(data: Result, index: number): string {
  const column = data.columns[index];
  return column === undefined ? '' : columnLabel(column);
}

function figureAxis(data: Result, index: number): { title: string; axis: { format: string; labelExpr: string } } {
  const column = data.columns[index];
  const format = column === undefined ? 'decimal' : formatOf(column);
  const large = data.rows.some((row) => typeof row[index] === 'number' && Math.abs(Number(row[index])) >= 10_000);
  const unit =
    format === 'percent'
      ? ' (%)'
      : ['days', 'hours', 'minutes'].includes(format)
        ? ` (${format})`
        : format === 'currency'
          ? ` (${column?.currency ?? DEFAULT_CURRENCY})`
          : '';
  const pattern = large ? '~s' : format === 'currency' ? ',~f' : ',~r';
  // The format of Vega knows dollars only; the sign is that of a checked currency code, never a text of the data.
  const sign = format === 'currency' ? `${JSON.stringify(currencySymbol(column?.currency))} + ` : '';
  return {
    title: `${title(data, index)}${unit}`,
    axis: { format: pattern, labelExpr: `datum.value === 0 ? '0' : ${sign}datum.label` },
  };
}
