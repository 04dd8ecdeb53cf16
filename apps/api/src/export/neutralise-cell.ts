import type { Cell } from '@copilot/contracts';

/** What spreadsheets take for the start of a formula, in ASCII and full width. */
const startsLikeFormula = /^[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers and all other text are left alone. */
export function neutraliseText(text: string): string {
  return startsLikeFormula.test(text) ? `'${text}` : text;
}

/** The text of one cell; several values in one are set apart by semicolons. */
export function toCellText(cell: Cell): string {
  if (cell === null) return '';
  if (Array.isArray(cell)) return neutraliseText(cell.map((value) => (value === null ? '' : String(value))).join('; '));
  return typeof cell === 'string' ? neutraliseText(cell) : String(cell);
}
