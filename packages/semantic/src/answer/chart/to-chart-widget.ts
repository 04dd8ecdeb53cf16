import { toChartData } from './chart-data.js';
import type { ChartInput, ChartKind, ChartWidget } from './chart-input.js';
import { chooseKinds, MOST_BARS } from './choose-kinds.js';
import { columnTitle } from './column-title.js';
import { drawKind } from './draw-kind.js';
import { readShape, type ChartShape } from './read-shape.js';

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';

/**
 * Rows as a chart: the kind that fits best as a whole Vega-Lite specification, and every other kind and figure as one without its
 * data, which it shares. Null where only a table makes sense.
 */
export function toChartWidget(input: ChartInput): ChartWidget | null {
  const shape = readShape(input);
  const kinds = chooseKinds(shape);
  const [best] = kinds;
  if (best === undefined) return null;
  const figure = (at: number): string => columnTitle(shape.columns[shape.figures[at] ?? -1]);
  const others = kinds.flatMap((kind) =>
    figuresOf(kind, shape).flatMap((at) =>
      kind === best && at === 0
        ? []
        : [{ kind, figure: figure(at), spec: { $schema: SCHEMA, ...drawKind(shape, kind, at) } }],
    ),
  );
  return {
    type: 'chart',
    title: input.title,
    kind: best,
    figure: figure(0),
    spec: { $schema: SCHEMA, data: dataOf(shape, best), ...drawKind(shape, best, 0) },
    ...(others.length > 0 ? { alternatives: others } : {}),
  };
}

/** A scatter chart sets the first figure against the second; every other kind draws one at a time. */
function figuresOf(kind: ChartKind, { figures }: ChartShape): number[] {
  return kind === 'scatter' ? [0] : figures.map((_, at) => at);
}

function dataOf(shape: ChartShape, best: ChartKind): ReturnType<typeof toChartData> {
  if (best !== 'bar' || shape.isSequence) return toChartData(shape, shape.rows.length, false);
  return toChartData(shape, MOST_BARS, shape.groups.length === 2 && shape.groupCount < shape.rows.length);
}
