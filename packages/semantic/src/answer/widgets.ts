import type { Cell, ResultColumn, SemanticQuery, Widget } from '@copilot/contracts';
import { toChartWidget } from './chart/to-chart-widget.js';
import { formatCell } from './format.js';
import type { RenderInput } from './render-answer.js';

/** One value → KPI; rows that can be drawn → a chart; always a table twin. */
export function chooseWidgets({ columns, rows, query }: RenderInput, title: string): Widget[] {
  const table: Widget = {
    type: 'table',
    title,
    columns: columns.map((c) => ({
      name: c.name,
      label: c.label ?? c.name.replaceAll('_', ' '),
      format: c.format ?? 'text',
    })),
  };
  if (rows.length === 0) return [table];
  const metrics = columns.flatMap((c, i) => (c.role === 'metric' ? [i] : []));
  const isGrouped = columns.some((c) => c.role === 'dimension');
  if (rows.length === 1 && metrics.length > 0 && !isGrouped)
    return [
      ...metrics.map((i): Widget => kpi(columns[i], rows[0]?.[i] ?? null, columns.length > 1 ? null : title)),
      table,
    ];
  if (query.entity) return [table];
  // The one group that a ranking ends in is an answer of one figure.
  const [first] = metrics;
  if (rows.length === 1 && first !== undefined && query.limit === 1)
    return [kpi(columns[first], rows[0]?.[first] ?? null, nameOfRow(columns, rows[0] ?? [])), table];
  const chart = toChartWidget({ title, columns, rows, figure: shownFigure(query, metrics), ordered: isOrdered(query) });
  return chart === null ? [table] : [chart, table];
}

function nameOfRow(columns: readonly ResultColumn[], row: readonly Cell[]): string {
  const names = columns.flatMap((c, i) =>
    c.role === 'dimension' && !columns.some(({ key_of }) => key_of === c.name) && c.format !== 'id'
      ? [formatCell(row[i] ?? null, c)]
      : [],
  );
  const key = columns.findIndex((c) => c.role === 'dimension');
  return (
    names.join(', ') ||
    `${(columns[key]?.label ?? columns[key]?.name ?? '').replace(/ id$/, '')} ${String(row[key] ?? '')}`
  );
}

/** Shares and running totals are what was asked for, not the figure that they are made of. */
function shownFigure(query: SemanticQuery, metrics: readonly number[]): number | undefined {
  const calculated = (query.calculations ?? []).some((c) => c.kind === 'share' || c.kind === 'running');
  return calculated ? metrics.at(-1) : metrics[0];
}

/** Weekdays and hours have an order of their own, unless the figures decide it. */
function isOrdered(query: SemanticQuery): boolean {
  return query.dimensions[0]?.grain !== undefined && query.sort[0]?.by.startsWith('dimension') !== false;
}

function kpi(column: ResultColumn | undefined, value: Cell, title: string | null): Widget {
  const plain = Array.isArray(value) ? value.join(', ') : value;
  return {
    type: 'kpi',
    title: title ?? column?.label ?? column?.name ?? '',
    value: plain,
    formatted: formatCell(value, column),
    ...(column?.format ? { format: column.format } : {}),
    ...(column?.currency ? { currency: column.currency } : {}),
  };
}
