import type { Cell, ColumnType, Format, ResultColumn, UserContext, Widget } from '@copilot/contracts';
import { toChartWidget } from '@copilot/semantic';
import type { ReadResult } from '../execute/statement-reader.js';
import type { Rendered } from '../plan/semantic-planner.js';

/**
 * Shows a result of which nothing is known but names and types: one value as a figure, times as a line, names with one figure as bars,
 * everything as a table. Figures in the sentence are those of the result.
 */
export function renderPlainResult(result: ReadResult, context: UserContext): Rendered {
  const columns = withNames(result.columns.map(toResultColumn));
  return {
    answer: toSentence(result, columns, context),
    columns,
    widgets: toWidgets(result, columns),
    suggestions: [],
  };
}

function toResultColumn({ name, type }: ReadResult['columns'][number]): ResultColumn {
  const isFigure = (type === 'integer' || type === 'number') && !/(^|_)(id|year|month|quarter|week|day)$/.test(name);
  return { name, type, role: isFigure ? 'metric' : 'dimension', label: toLabel(name), format: toFormat(name, type) };
}

/** An id beside a text is taken for the number of what the text names. */
function withNames(columns: readonly ResultColumn[]): ResultColumn[] {
  const name = columns.find(({ format }) => format === 'text')?.name;
  return columns.map((column) => (column.format === 'id' && name !== undefined ? { ...column, key_of: name } : column));
}

function toLabel(name: string): string {
  const words = name.replace(/_/g, ' ').trim();
  return words === '' ? 'Value' : `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

function toFormat(name: string, type: ColumnType): Format {
  switch (type) {
    case 'integer':
      return /(^|_)id$/.test(name) ? 'id' : /(^|_)year$/.test(name) ? 'year' : 'integer';
    case 'number':
      return 'decimal';
    case 'date':
    case 'datetime':
      return type;
    default:
      return 'text';
  }
}

function toSentence({ rows, truncated }: ReadResult, columns: readonly ResultColumn[], context: UserContext): string {
  const scope = nameScope(context);
  if (rows.length === 0) return `No rows match, in ${scope}.`;
  const [column] = columns;
  if (rows.length === 1 && columns.length === 1 && column)
    return `${column.label}: ${show(rows[0]?.[0] ?? null)}, in ${scope}.`;
  return `${rows.length.toLocaleString('en-US')}${truncated ? ' (the first of more)' : ''} row${rows.length === 1 ? '' : 's'}, in ${scope}.`;
}

function nameScope({ all_stores, store_ids }: UserContext): string {
  if (all_stores) return 'all stores';
  return store_ids.length === 1 ? `store ${store_ids[0]}` : `stores ${store_ids.join(', ')}`;
}

function toWidgets(result: ReadResult, columns: readonly ResultColumn[]): Widget[] {
  if (result.rows.length === 0) return [];
  const [first] = columns;
  const value = result.rows[0]?.[0] ?? null;
  const table: Widget = {
    type: 'table',
    title: 'Result',
    columns: columns.map(({ name, label, format }) => ({ name, label: label ?? name, format: format ?? 'text' })),
  };
  if (result.rows.length === 1 && columns.length === 1 && first && !Array.isArray(value))
    return [{ type: 'kpi', title: first.label ?? first.name, value, formatted: show(value), format: first.format }];
  const chart = toChartWidget({ title: toTitle(columns), columns, rows: result.rows });
  return chart === null ? [table] : [chart, table];
}

/** "Revenue by month and store". */
function toTitle(columns: readonly ResultColumn[]): string {
  const names = (role: ResultColumn['role']): string =>
    columns
      .filter((column) => column.role === role && column.key_of === undefined)
      .map(({ label = '' }, index) => (role === 'metric' && index === 0 ? label : label.toLowerCase()))
      .join(' and ');
  return `${names('metric')} by ${names('dimension')}`;
}

function show(cell: Cell): string {
  if (cell === null) return 'no value';
  if (typeof cell === 'number') return cell.toLocaleString('en-US', { maximumFractionDigits: 2 });
  return Array.isArray(cell) ? cell.map(String).join(', ') : String(cell);
}
