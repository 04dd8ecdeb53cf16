import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import { currencyDigits, currencySymbol, type Cell, type Result, type ResultColumn } from '@copilot/contracts';
import { neutraliseText, toCellText } from './neutralise-cell.js';

/** Number formats of spreadsheets for the formats of the contract; `percent` holds 51.2 for 51.2 %. */
const numberFormats: Readonly<Record<string, string>> = {
  integer: '#,##0',
  decimal: '#,##0.00',
  percent: '0.0"%"',
  days: '0.0',
  minutes: '0',
  hours: '0.0',
};
const widest = 60;

/** Writes a result as one sheet. Every cell is a typed value; none is a formula. */
export async function toXlsx(result: Result): Promise<Buffer> {
  const head = result.columns.map((column): CellObject => ({
    value: neutraliseText(column.label ?? column.name),
    type: String,
    fontWeight: 'bold',
  }));
  const rows = result.rows.map((row) =>
    row.map((cell, index): CellObject | null => toXlsxCell(cell, result.columns[index])),
  );
  const columns = result.columns.map((column, index) => ({
    width: Math.min(
      widest,
      Math.max(
        (column.label ?? column.name).length,
        ...result.rows.map((row) => toCellText(row[index] ?? null).length),
      ) + 2,
    ),
  }));
  return writeXlsxFile([head, ...rows], { sheet: 'Answer', columns, stickyRowsCount: 1 }).toBuffer();
}

function toXlsxCell(cell: Cell, column: ResultColumn | undefined): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === 'boolean') return { value: cell, type: Boolean };
  if (typeof cell === 'number') {
    const format = column?.format === 'currency' ? moneyFormat(column.currency) : numberFormats[column?.format ?? ''];
    return { value: cell, type: Number, ...(format === undefined ? {} : { format }) };
  }
  if (column?.type === 'date' && typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell)) {
    return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  }
  return { value: withoutControls(toCellText(cell)), type: String };
}

function moneyFormat(currency: string | undefined): string {
  const digits = currencyDigits(currency);
  return `"${currencySymbol(currency)}"#,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
}

/** XML 1.0 has no place for these; a spreadsheet would call the file damaged. */
function withoutControls(text: string): string {
  return text.replace(/\p{Cc}|[\ufffe\uffff]/gu, (control) => ('\t\n\r'.includes(control) ? control : ''));
}
