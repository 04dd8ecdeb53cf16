import {
  currencySymbol,
  DEFAULT_CURRENCY,
  type Cell,
  type Format,
  type ResultColumn,
  type Widget,
} from '@copilot/contracts';
import type { RenderInput } from './render-answer.js';
import { formatCell } from './format.js';

/** One value → KPI; time → line; up to 30 groups → bars; two groupings → grouped bars or heat; always a table twin. */
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
  // A number beside the name of the same thing groups nothing of its own; time goes along the axis.
  const groups = columns
    .flatMap((c, i) => (c.role === 'dimension' && c.key_of === undefined ? [i] : []))
    .sort((a, b) => Number(isTime(columns[b])) - Number(isTime(columns[a])));
  if (rows.length === 1 && metrics.length > 0 && groups.length === 0)
    return [
      ...metrics.map((i): Widget => kpi(columns[i], rows[0]?.[i] ?? null, columns.length > 1 ? null : title)),
      table,
    ];
  const metric = metrics[0];
  if (metric === undefined || groups.length === 0 || rows.length < 2 || query.entity) return [table];
  const time = isTime(columns[groups[0] ?? 0]);
  const shown = (query.calculations ?? []).some((c) => c.kind === 'share' || c.kind === 'running')
    ? (metrics.at(-1) ?? metric)
    : metric;
  if (groups.length === 1 && rows.length <= 200)
    return [
      time
        ? line(columns, rows, groups[0] ?? 0, shown, title)
        : bars(columns, rows.slice(0, 30), groups[0] ?? 0, shown, title),
      table,
    ];
  if (groups.length === 2)
    return [
      time
        ? line(columns, rows, groups[0] ?? 0, shown, title, groups[1])
        : distinct(rows, groups[1] ?? 1) <= 8
          ? grouped(columns, rows, groups, shown, title)
          : heat(columns, rows, groups, shown, title),
      table,
    ];
  return [table];
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

type Rows = readonly (readonly Cell[])[];
const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';

function data(rows: Rows, fields: readonly (readonly [string, number])[]): { values: Record<string, Cell>[] } {
  return { values: rows.map((row) => Object.fromEntries(fields.map(([name, i]) => [name, row[i] ?? null]))) };
}

function axisFormat(format: Format | undefined): Record<string, string> {
  return { format: format === 'percent' ? '.1~f' : ',.2~f' };
}

/** The sign of the currency stands before each mark; the format of Vega knows dollars only. */
function markFormat(column: ResultColumn | undefined): Record<string, string> {
  const base = axisFormat(column?.format);
  return column?.format === 'currency'
    ? { ...base, labelExpr: `${JSON.stringify(currencySymbol(column.currency))} + datum.label` }
    : base;
}

function isTime(column: ResultColumn | undefined): boolean {
  return column?.type === 'date' || column?.type === 'datetime';
}

function measure(column: ResultColumn | undefined): Record<string, unknown> {
  const unit =
    column?.format === 'percent'
      ? ' (%)'
      : column?.format === 'currency'
        ? ` (${column.currency ?? DEFAULT_CURRENCY})`
        : '';
  return {
    field: 'value',
    type: 'quantitative',
    title: `${column?.label ?? column?.name ?? ''}${unit}`,
    axis: markFormat(column),
  };
}

function line(
  columns: readonly ResultColumn[],
  rows: Rows,
  x: number,
  y: number,
  title: string,
  series?: number,
): Widget {
  const column = columns[x];
  const encoding: Record<string, unknown> = {
    x: {
      field: 'time',
      type: 'temporal',
      title: column?.label ?? column?.name ?? '',
      timeUnit: {
        unit: column?.format === 'month' ? 'yearmonth' : column?.format === 'quarter' ? 'yearquarter' : 'yearmonthdate',
        utc: true,
      },
    },
    y: measure(columns[y]),
    tooltip: [
      {
        field: 'time',
        type: 'temporal',
        title: column?.label ?? '',
        format: column?.format === 'month' ? '%B %Y' : '%Y-%m-%d',
      },
      { field: 'value', type: 'quantitative', title: columns[y]?.label ?? '', ...axisFormat(columns[y]?.format) },
    ],
  };
  if (series !== undefined) encoding.color = { field: 'series', type: 'nominal', title: columns[series]?.label ?? '' };
  return {
    type: 'chart',
    title,
    kind: 'line',
    spec: {
      $schema: SCHEMA,
      data: data(rows, [['time', x], ['value', y], ...(series !== undefined ? [['series', series] as const] : [])]),
      mark: { type: 'line', point: true },
      encoding,
    },
  };
}

function bars(columns: readonly ResultColumn[], rows: Rows, x: number, y: number, title: string): Widget {
  const category = { field: 'group', type: 'nominal', title: columns[x]?.label ?? columns[x]?.name ?? '', sort: null };
  return {
    type: 'chart',
    title,
    kind: 'bar',
    spec: {
      $schema: SCHEMA,
      data: data(rows, [
        ['group', x],
        ['value', y],
      ]),
      mark: 'bar',
      encoding: {
        y: category,
        x: measure(columns[y]),
        tooltip: [
          { field: 'group', title: category.title },
          { field: 'value', type: 'quantitative', title: columns[y]?.label ?? '', ...axisFormat(columns[y]?.format) },
        ],
      },
    },
  };
}

function grouped(
  columns: readonly ResultColumn[],
  rows: Rows,
  groups: readonly number[],
  y: number,
  title: string,
): Widget {
  const [a = 0, b = 1] = groups;
  return {
    type: 'chart',
    title,
    kind: 'grouped_bar',
    spec: {
      $schema: SCHEMA,
      data: data(rows, [
        ['group', a],
        ['series', b],
        ['value', y],
      ]),
      mark: 'bar',
      encoding: {
        x: { field: 'group', type: 'nominal', title: columns[a]?.label ?? '', sort: null },
        xOffset: { field: 'series', type: 'nominal' },
        y: measure(columns[y]),
        color: { field: 'series', type: 'nominal', title: columns[b]?.label ?? '' },
      },
    },
  };
}

function heat(
  columns: readonly ResultColumn[],
  rows: Rows,
  groups: readonly number[],
  y: number,
  title: string,
): Widget {
  const [a = 0, b = 1] = groups;
  return {
    type: 'chart',
    title,
    kind: 'heat',
    spec: {
      $schema: SCHEMA,
      data: data(rows, [
        ['group', a],
        ['series', b],
        ['value', y],
      ]),
      mark: 'rect',
      encoding: {
        x: { field: 'group', type: 'nominal', title: columns[a]?.label ?? '', sort: null },
        y: { field: 'series', type: 'nominal', title: columns[b]?.label ?? '' },
        color: { field: 'value', type: 'quantitative', title: columns[y]?.label ?? '' },
      },
    },
  };
}

function distinct(rows: Rows, at: number): number {
  return new Set(rows.map((row) => String(row[at]))).size;
}
