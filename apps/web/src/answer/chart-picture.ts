import type { Answer, ChartKind, Result, ResultColumn, Widget } from '@copilot/contracts';
import { columnLabel, formatCell, formatOf } from './format-cell';

export type ChartWidget = Extract<Widget, { type: 'chart' }>;

/** One way to draw the rows of an answer, as the answer itself says. */
export interface ChartPicture {
  readonly kind: ChartKind;
  /** Name of the figure it draws; empty where there is only one. */
  readonly figure: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The chart of an answer, if it has one. */
export function chartOf(answer: Pick<Answer, 'widgets'>): ChartWidget | undefined {
  return answer.widgets.find((widget): widget is ChartWidget => widget.type === 'chart');
}

/** Every way that the answer offers to draw its rows, the best one first. */
export function picturesOf(widget: ChartWidget): readonly ChartPicture[] {
  const { kind, figure = '', spec, alternatives = [] } = widget;
  return [{ kind, figure, spec }, ...alternatives].map((picture) => ({
    ...picture,
    // As wide as the page gives it; everything else stands in the answer.
    spec: {
      ...picture.spec,
      data: spec.data,
      width: 'container',
      autosize: { type: 'fit-x', contains: 'padding' },
    },
  }));
}

/** How many of the rows the chart shows. */
export function shownRows(widget: ChartWidget): number | undefined {
  const { data } = widget.spec;
  if (typeof data !== 'object' || data === null || !('values' in data)) return undefined;
  return Array.isArray(data.values) ? data.values.length : undefined;
}

const KINDS: Record<ChartKind, string> = {
  line: 'Line chart',
  bar: 'Bar chart',
  grouped_bar: 'Grouped bar chart',
  heat: 'Heat map',
  scatter: 'Scatter chart',
};

/** How a chart is put to somebody who cannot see it. */
export function describeChart(data: Result, picture: ChartPicture, title: string): string {
  const at = figureColumn(data.columns, picture.figure);
  const column = data.columns[at];
  const numbers = data.rows.map((row) => row[at]).filter((cell): cell is number => typeof cell === 'number');
  if (column === undefined || numbers.length === 0) return `${KINDS[picture.kind]}: ${title}.`;
  const format = formatOf(column);
  const low = formatCell(Math.min(...numbers), format, column.currency);
  const high = formatCell(Math.max(...numbers), format, column.currency);
  return `${KINDS[picture.kind]}: ${title}. ${data.rows.length} points, ${columnLabel(column)} from ${low} to ${high}. The table holds all values.`;
}

function figureColumn(columns: readonly ResultColumn[], figure: string): number {
  const named = columns.findIndex((column) => column.role === 'metric' && columnLabel(column) === figure);
  return named >= 0 ? named : columns.findIndex((column) => column.role === 'metric');
}
