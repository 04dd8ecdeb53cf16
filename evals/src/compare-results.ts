import { describeGoldColumn, isSameCell, type GoldColumn, type StoreNames } from './compare-cells.js';
import { canPair } from './match-rows.js';
import { readCell, type Reading } from './read-cell.js';

/** Columns by name and rows by position. */
export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Column choices tried before a result is given up as different. */
const MOST_TRIES = 3000;
/** A month, an hour or a key that is a number labels its row and is no figure. */
const LABEL = /(^|_| )(id|year|month|quarter|week|weekday|dow|day|hour|store|day_of_week|hour_of_day)$/i;

/** Shops of Pagila and of the built-in sample data. */
export const storeNames: StoreNames = {
  1: [
    'lethbridge',
    '47 mysakila drive',
    'mike hillyer',
    'hillyer, mike',
    'halifax',
    'nora blackwood',
    'blackwood, nora',
  ],
  2: [
    'woodridge',
    '28 mysql boulevard',
    'jon stephens',
    'stephens, jon',
    'wellington',
    'tomas fairchild',
    'fairchild, tomas',
  ],
};

/**
 * Does the answer say what the reference says? Rows are compared as multisets, in order where `ordered`; every reference column must be
 * found among the answer's columns under any name; more columns do no harm, nor do months or groups with nothing but zeros in them.
 * *Source* the comparison rule of the evaluation sets, restated in `evals/README.md`.
 */
export function isSameResult(
  gold: ResultTable,
  got: ResultTable,
  ordered: boolean,
  stores: StoreNames = storeNames,
): boolean {
  const matches = (answer: ResultTable): boolean =>
    withFullNames(gold).some((reference) => isSameTable(reference, answer, ordered, stores));
  if (matches(got)) return true;
  if (gold.columns.length < 2 || gold.rows.length < 2 || got.rows.length <= gold.rows.length) return false;
  const filled = (isLabel: (column: string) => boolean): boolean => {
    const rows = got.rows.filter((row) => hasFigure(row.filter((_, index) => !isLabel(got.columns[index] ?? ''))));
    return rows.length === gold.rows.length && matches({ columns: got.columns, rows });
  };
  return filled(() => false) || filled((column) => LABEL.test(column) && !/per[_ ]/i.test(column));
}

function hasFigure(row: readonly unknown[]): boolean {
  const figures = row.map(readCell).filter((cell) => cell.kind === 'number' || cell.kind === 'nothing');
  return figures.length === 0 || figures.some((cell) => cell.kind === 'number' && cell.value !== 0);
}

/** The reference as it is, and with each first_name, last_name pair as one column. */
function withFullNames(table: ResultTable): ResultTable[] {
  const firsts = table.columns.flatMap((column, index) =>
    column === 'first_name' && table.columns[index + 1] === 'last_name' ? [index] : [],
  );
  if (firsts.length === 0) return [table];
  const isLast = (index: number): boolean => firsts.includes(index - 1);
  const columns = table.columns
    .map((column, index) => (firsts.includes(index) ? 'full_name' : column))
    .filter((_, index) => !isLast(index));
  const rows = table.rows.map((row) =>
    row
      .map((cell, index) => (firsts.includes(index) ? `${String(cell)} ${String(row[index + 1])}` : cell))
      .filter((_, index) => !isLast(index)),
  );
  return [table, { columns, rows }];
}

function isSameTable(gold: ResultTable, got: ResultTable, ordered: boolean, stores: StoreNames): boolean {
  const count = gold.rows.length;
  if (count !== got.rows.length) return false;
  if (count === 0) return true;
  const goldCells = toColumns(gold);
  const gotCells = toColumns(got);
  const described = goldCells.map((cells, index) => describeGoldColumn(gold.columns[index] ?? '', cells));
  const same = rememberPairs((column, other, row, otherRow) =>
    isSameCell(
      goldCells[column]?.[row] ?? { kind: 'nothing' },
      gotCells[other]?.[otherRow] ?? { kind: 'nothing' },
      described[column] ?? noColumn,
      stores,
    ),
  );
  const candidates = goldCells.map((_, column) =>
    gotCells.flatMap((__, other) =>
      canPair(count, (row, otherRow) => same(column, other, row, otherRow)) ? [other] : [],
    ),
  );
  const sorted = goldCells.map(isSorted);
  let tries = 0;
  const fits = (mapping: readonly number[]): boolean => {
    tries += 1;
    const sameRow = (row: number, otherRow: number): boolean =>
      mapping.every((other, column) => same(column, other, row, otherRow));
    if (!ordered) return canPair(count, sameRow);
    const rows = Array.from({ length: count }, (_, row) => row);
    if (rows.every((row) => sameRow(row, row))) return true;
    // Rows with equal sort values may swap places.
    const keepsOrder = mapping.some(
      (other, column) => sorted[column] && rows.every((row) => same(column, other, row, row)),
    );
    return keepsOrder && canPair(count, sameRow);
  };
  const choose = (mapping: readonly number[]): boolean => {
    if (tries > MOST_TRIES) return false;
    if (mapping.length === candidates.length) return fits(mapping);
    return (candidates[mapping.length] ?? []).some((other) => !mapping.includes(other) && choose([...mapping, other]));
  };
  return choose([]);
}

const noColumn: GoldColumn = describeGoldColumn('', []);

function toColumns(table: ResultTable): Reading[][] {
  const width = Math.max(table.columns.length, ...table.rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => table.rows.map((row) => readCell(row[column])));
}

/** Numbers or dates that never go up or never go down, and are not all equal. */
function isSorted(cells: readonly Reading[]): boolean {
  const values = cells.map((cell) => (cell.kind === 'number' || cell.kind === 'moment' ? cell.value : null));
  const pairs = values.slice(1).map((value, index) => [values[index] ?? null, value] as const);
  if (values.includes(null)) return false;
  const up = pairs.every(([a, b]) => Number(a) <= Number(b));
  const down = pairs.every(([a, b]) => Number(a) >= Number(b));
  return (up || down) && !(up && down && values.length > 1);
}

type PairTest = (column: number, other: number, row: number, otherRow: number) => boolean;

function rememberPairs(test: PairTest): PairTest {
  const known = new Map<number, boolean>();
  return (column, other, row, otherRow) => {
    const key = ((column * 1024 + other) * 1024 + row) * 1024 + otherRow;
    const found = known.get(key) ?? test(column, other, row, otherRow);
    known.set(key, found);
    return found;
  };
}
