import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameResult, type ResultTable } from './compare-results.js';
import { readSet } from './read-set.js';
import { openKeptResults } from './reference-results.js';

const table = (columns: string[], ...rows: unknown[][]): ResultTable => ({ columns, rows });
const one = (name: string, value: unknown): ResultTable => table([name], [value]);

describe('isSameResult', () => {
  it('takes columns in any order and under any name, more columns do no harm', () => {
    const gold = table(['name', 'sum'], ['Action', '10.50'], ['Drama', '7.25']);
    expect(isSameResult(gold, table(['total', 'x', 'category'], [7.25, 1, 'drama'], [10.5, 2, 'Action']), false)).toBe(
      true,
    );
    expect(isSameResult(gold, table(['total', 'category'], [10.5, 'drama'], [7.25, 'Action']), false)).toBe(false);
    expect(isSameResult(gold, table(['category'], ['Action'], ['Drama']), false)).toBe(false);
  });

  it('minds the order only where the question asks for one, and lets ties swap places', () => {
    const gold = table(['name', 'n'], ['a', '3'], ['b', '3'], ['c', '1']);
    const swapped = table(['n', 'name'], [3, 'b'], [3, 'a'], [1, 'c']);
    const upsideDown = table(['n', 'name'], [1, 'c'], [3, 'b'], [3, 'a']);
    expect(isSameResult(gold, swapped, true)).toBe(true);
    expect(isSameResult(gold, upsideDown, false)).toBe(true);
    expect(isSameResult(gold, upsideDown, true)).toBe(false);
  });

  it.each([
    ['count', '599', 599, true],
    ['count', '599', 600, false],
    ['sum', '67416.51', 67416.5, true],
    ['sum', '67416.51', 67417, true],
    ['sum', '67416.51', 67416, false],
    ['sum', '4.20', 420, false],
    ['avg', '4.2006673', 4.2, true],
    ['avg', '4.2506673', 4.3, true],
    ['share', '0.5123', '51.23 %', true],
    ['share', '51.2345', 0.512, true],
    ['share', '51.2345', 0.522, false],
    ['month', '2022-03-01', 'March 2022', true],
    ['month', '2022-03-01', 3, true],
    ['month', '2022-03-01', '2022-04', false],
    ['at', '2022-03-01 12:00:00+01', '2022-03-01T11:00:00Z', true],
    ['day', 'sunday', 0, true],
    ['day', 'Sunday', 'Sun', true],
    ['active', true, 'yes', true],
    ['name', 'Karl Seal', 'SEAL, KARL', true],
    ['store_id', '1', 'Store 1', true],
    ['store_id', '2', 'Woodridge, Australia', true],
    ['store_id', '2', 'Lethbridge', false],
    ['x', null, '', true],
    ['x', null, 0, false],
    ['x', '1234.5', '$1,234.50', true],
  ])('reads %s %s as %s: %s', (name, gold, got, same) => {
    expect(isSameResult(one(name, gold), one('answer', got), false)).toBe(same);
  });

  it('takes first and last name in one column or in two', () => {
    const gold = table(['first_name', 'last_name'], ['ANN', 'BELL'], ['CY', 'DAY']);
    expect(isSameResult(gold, table(['name'], ['Ann Bell'], ['Day, Cy']), false)).toBe(true);
    expect(isSameResult(gold, table(['f', 'l'], ['Ann', 'Bell'], ['Cy', 'Day']), false)).toBe(true);
  });

  it('allows groups of nothing but zeros, and no total row', () => {
    const gold = table(['month', 'count'], ['2022-05-01', '5'], ['2022-07-01', '9']);
    const filled = table(['month', 'n'], ['2022-05-01', 5], ['2022-06-01', 0], ['2022-07-01', 9]);
    const totalled = table(['month', 'n'], ['2022-05-01', 5], ['2022-07-01', 9], [null, 14]);
    expect(isSameResult(gold, filled, false)).toBe(true);
    expect(isSameResult(gold, totalled, false)).toBe(false);
  });

  it('finds every table the same as itself with rows and columns shuffled', () => {
    const cell = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
      fc.constantFrom('a', 'b', 'March 2022', '2022-01-01', null, true),
    );
    const tables = fc
      .integer({ min: 1, max: 3 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }));
    fc.assert(
      fc.property(tables, (rows) => {
        const gold = { columns: (rows[0] ?? []).map((_, index) => `c${index}`), rows };
        const got = {
          columns: [...gold.columns].reverse(),
          rows: [...rows].reverse().map((row) => [...row].reverse()),
        };
        return isSameResult(gold, got, false);
      }),
    );
  });
});

const shared = join(import.meta.dirname, '../../../shared/eval');
const peer = join(shared, 'score.mjs');

describe.skipIf(!existsSync(peer))(
  'agreement with the scorer of the development set (skipped where it is missing)',
  () => {
    it('judges every pair of reference results and damaged copies of them alike', async () => {
      const { compare } = (await import(pathToFileURL(peer).href)) as {
        compare: (gold: ResultTable, got: ResultTable, ordered: boolean) => boolean;
      };
      const kept = await openKeptResults([join(shared, 'pagila-dev-gold.json.gz')]);
      const items = await readSet(join(shared, 'pagila-dev.jsonl'));
      const queries = items
        .flatMap((item) => item.turns.flatMap((turn) => [turn.sql, ...turn.alt_sql]))
        .filter((sql) => sql !== null);
      const golds = await Promise.all(queries.map((sql) => kept.run(sql)));
      const differences: string[] = [];
      let pairs = 0;
      let agreeing = 0;
      const check = (gold: ResultTable, got: ResultTable, ordered: boolean, what: string): void => {
        pairs += 1;
        const theirs = compare(gold, got, ordered);
        agreeing += Number(theirs);
        if (theirs !== isSameResult(gold, got, ordered)) differences.push(what);
      };
      for (const [index, gold] of golds.entries()) {
        for (const damage of damages) {
          for (const ordered of [true, false])
            check(gold, damage.apply(gold), ordered, `${damage.name}: ${queries[index]}`);
        }
        for (const other of golds.slice(index % 7, (index % 7) + 20))
          check(gold, other, false, `another: ${queries[index]}`);
      }
      expect(differences).toEqual([]);
      expect(pairs).toBeGreaterThan(5000);
      expect(agreeing).toBeGreaterThan(1000);
    });
  },
);

/** Changes that answers really have: rounding, other forms of dates and names, other orders, filled or missing rows. */
const damages: { name: string; apply: (gold: ResultTable) => ResultTable }[] = [
  { name: 'same', apply: (gold) => gold },
  {
    name: 'columns reversed',
    apply: (gold) => ({ columns: [...gold.columns].reverse(), rows: gold.rows.map((row) => [...row].reverse()) }),
  },
  { name: 'rows reversed', apply: (gold) => ({ ...gold, rows: [...gold.rows].reverse() }) },
  { name: 'numbers', apply: (gold) => mapCells(gold, (cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)) },
  ...[0, 1, 2].map((digits) => ({
    name: `rounded to ${digits}`,
    apply: (gold: ResultTable) =>
      mapCells(gold, (cell) => (/^-?\d+\.\d+$/.test(cell) ? Number(Number(cell).toFixed(digits)) : cell)),
  })),
  {
    name: 'a hundredfold',
    apply: (gold) => mapCells(gold, (cell) => (/^-?\d+\.\d+$/.test(cell) ? Number(cell) * 100 : cell)),
  },
  {
    name: 'a hundredth',
    apply: (gold) => mapCells(gold, (cell) => (/^-?\d+\.\d+$/.test(cell) ? Number(cell) / 100 : cell)),
  },
  {
    name: 'off by one in a thousand',
    apply: (gold) => mapCells(gold, (cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) * 1.001 : cell)),
  },
  {
    name: 'months in digits',
    apply: (gold) => mapCells(gold, (cell) => (/^\d{4}-\d\d-\d\d$/.test(cell) ? Number(cell.slice(5, 7)) : cell)),
  },
  {
    name: 'months without day',
    apply: (gold) => mapCells(gold, (cell) => (/^\d{4}-\d\d-\d\d$/.test(cell) ? cell.slice(0, 7) : cell)),
  },
  {
    name: 'moments',
    apply: (gold) => mapCells(gold, (cell) => (/^\d{4}-\d\d-\d\d$/.test(cell) ? `${cell}T00:00:00.000Z` : cell)),
  },
  { name: 'lower case', apply: (gold) => mapCells(gold, (cell) => cell.toLowerCase()) },
  { name: 'a row less', apply: (gold) => ({ ...gold, rows: gold.rows.slice(1) }) },
  {
    name: 'a row of zeros',
    apply: (gold) => ({
      ...gold,
      rows: [...gold.rows, gold.columns.map((_, index) => (index === 0 ? '2021-01-01' : 0))],
    }),
  },
  {
    name: 'a total',
    apply: (gold) => ({ ...gold, rows: [...gold.rows, gold.columns.map((_, index) => (index === 0 ? 'Total' : 12))] }),
  },
  {
    name: 'a column more',
    apply: (gold) => ({ columns: ['rank', ...gold.columns], rows: gold.rows.map((row, index) => [index + 1, ...row]) }),
  },
  {
    name: 'a column less',
    apply: (gold) => ({ columns: gold.columns.slice(1), rows: gold.rows.map((row) => row.slice(1)) }),
  },
  {
    name: 'stores named',
    apply: (gold) => mapCells(gold, (cell) => (cell === '1' ? 'Store 1' : cell === '2' ? 'Woodridge' : cell)),
  },
];

function mapCells(gold: ResultTable, change: (cell: string) => unknown): ResultTable {
  return {
    columns: gold.columns,
    rows: gold.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? change(cell) : cell))),
  };
}
