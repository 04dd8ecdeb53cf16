import { expressionInterpreter } from 'vega-interpreter';
import { parse, View, Warn, type Loader } from 'vega';
import { compile, type Config, type TopLevelSpec } from 'vega-lite';

/** A chart on the page, until it is removed. */
export interface DrawnChart {
  toPng: () => Promise<Blob>;
  toSvg: () => Promise<Blob>;
  remove: () => void;
}

// A specification is data from outside: it may draw, and nothing else. No address in it is ever loaded or linked to.
const closedLoader = {
  load: () => Promise.reject(new Error('charts load nothing')),
  sanitize: () => Promise.reject(new Error('charts link nowhere')),
  http: () => Promise.reject(new Error('charts load nothing')),
  file: () => Promise.reject(new Error('charts load nothing')),
} as unknown as Loader;

/** Draws a Vega-Lite specification. Expressions are interpreted, not compiled, so the page needs no `unsafe-eval`. */
export async function drawChart(
  element: HTMLElement,
  options: { spec: Readonly<Record<string, unknown>>; config: Config; onTip: (tip: ChartTip | null) => void },
): Promise<DrawnChart> {
  // Specifications are plain JSON here; Vega-Lite checks what it compiles.
  const { spec } = compile(options.spec as unknown as TopLevelSpec, { config: options.config });
  const view = new View(parse(spec, undefined, { ast: true }), {
    container: element,
    renderer: 'canvas',
    hover: true,
    logLevel: Warn,
    loader: closedLoader,
    expr: expressionInterpreter,
    tooltip: (_handler: unknown, event: MouseEvent, _item: unknown, value: unknown) =>
      options.onTip(toTip(event, value)),
  });
  await view.runAsync();
  return {
    toPng: async () => {
      const canvas = await view.toCanvas(2);
      return new Promise((resolve, reject) =>
        canvas.toBlob(
          (blob) => (blob === null ? reject(new Error('the chart has no picture')) : resolve(blob)),
          'image/png',
        ),
      );
    },
    toSvg: async () => new Blob([await view.toSVG()], { type: 'image/svg+xml' }),
    remove: () => view.finalize(),
  };
}

export interface ChartTip {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly { label: string; value: string }[];
}

function toTip(event: MouseEvent, value: unknown): ChartTip | null {
  if (typeof value !== 'object' || value === null) return null;
  const lines = Object.entries(value).map(([label, text]) => ({ label, value: String(text) }));
  return { x: event.clientX, y: event.clientY, lines };
}
