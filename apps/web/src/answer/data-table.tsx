'use client';

import type { Cell, Result } from '@copilot/contracts';
import {
  createColumnHelper,
  flexRender,
  getCoreRowModel,
  getFilteredRowModel,
  getSortedRowModel,
  useReactTable,
  type SortingState,
} from '@tanstack/react-table';
import { useId, useMemo, useState } from 'react';
import { Icon } from '../ui/icon';
import { columnLabel, formatCell, formatOf, isFigure } from './format-cell';

const helper = createColumnHelper<Cell[]>();

/** The rows of an answer: sorted by a click on a head, narrowed by a text. The order of the answer comes back with a third click. */
export function DataTable({ data, caption }: { data: Result; caption: string }) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const [filter, setFilter] = useState('');
  const id = useId();
  const columns = useMemo(
    () =>
      data.columns.map((column, index) => {
        const format = formatOf(column);
        return helper.accessor((row) => row[index] ?? null, {
          id: String(index),
          header: columnLabel(column),
          cell: (context) => formatCell(context.getValue(), format, column.currency),
          sortUndefined: 'last',
          sortingFn: (left, right, columnId) => compareCells(left.getValue(columnId), right.getValue(columnId)),
          meta: { figure: isFigure(format), id: format === 'id' },
        });
      }),
    [data.columns],
  );
  const table = useReactTable({
    data: data.rows,
    columns,
    state: { sorting, globalFilter: filter },
    onSortingChange: setSorting,
    onGlobalFilterChange: setFilter,
    globalFilterFn: (row, columnId, wanted: string) => {
      const column = data.columns[Number(columnId)];
      const text = column === undefined ? '' : formatCell(row.getValue(columnId), formatOf(column), column.currency);
      return text.toLowerCase().includes(wanted.trim().toLowerCase());
    },
    getColumnCanGlobalFilter: () => true,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    getFilteredRowModel: getFilteredRowModel(),
  });
  const rows = table.getRowModel().rows;

  return (
    <div className="space-y-2">
      {data.rows.length > 8 && (
        <div className="no-print flex items-center gap-3">
          <label className="relative block w-full max-w-64">
            <span className="sr-only">Filter rows</span>
            <Icon name="search" className="pointer-events-none absolute left-2.5 top-2 size-4 text-ink-soft" />
            <input
              type="search"
              className="field h-8 pl-8 text-sm"
              placeholder="Filter rows"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          </label>
          <p role="status" className="text-sm text-ink-soft">
            {filter === '' ? '' : `${rows.length} of ${data.rows.length} rows`}
          </p>
        </div>
      )}
      <div
        className="relative max-h-[26rem] overflow-auto rounded-lg border border-line print:max-h-none"
        tabIndex={0}
        role="region"
        aria-labelledby={`${id}-caption`}
      >
        <table className="w-full border-separate border-spacing-0 text-sm">
          <caption id={`${id}-caption`} className="sr-only">
            {caption}
          </caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => {
                  const sorted = header.column.getIsSorted();
                  const figure = isFigureColumn(header.column.columnDef.meta);
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
                      className={`sticky top-0 border-b border-line bg-sunken p-0 font-medium ${figure ? 'text-right' : 'text-left'}`}
                    >
                      <button
                        type="button"
                        onClick={header.column.getToggleSortingHandler()}
                        className={`flex w-full items-center gap-1 px-3 py-2 hover:bg-hover ${figure ? 'flex-row-reverse text-right' : 'text-left'}`}
                      >
                        {flexRender(header.column.columnDef.header, header.getContext())}
                        <Icon
                          name="chevron"
                          className={`size-3.5 text-ink-soft transition-transform ${sorted === false ? 'opacity-0' : ''} ${sorted === 'asc' ? 'rotate-180' : ''}`}
                        />
                      </button>
                    </th>
                  );
                })}
              </tr>
            ))}
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="hover:bg-sunken">
                {row.getVisibleCells().map((cell, index) => (
                  <td
                    key={cell.id}
                    className={`border-b border-line px-3 py-1.5 align-top ${isFigureColumn(cell.column.columnDef.meta) ? 'text-right tabular-nums' : ''} ${index === 0 ? '' : 'whitespace-nowrap'}`}
                  >
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </td>
                ))}
              </tr>
            ))}
            {rows.length === 0 && (
              <tr>
                <td colSpan={Math.max(1, columns.length)} className="px-3 py-6 text-center text-ink-soft">
                  No row matches “{filter}”.
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function isFigureColumn(meta: unknown): boolean {
  return typeof meta === 'object' && meta !== null && 'figure' in meta && meta.figure === true;
}

function compareCells(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left).localeCompare(String(right), 'en', { numeric: true, sensitivity: 'base' });
}
