import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openMemoryConnection } from '../load/memory-connection.testing.js';
import { toCopyText, type CopyRow } from './copy-text.js';
import { DEFAULT_SAMPLE_SEED, generateSampleDataInto } from './generate-sample-data.js';
import { readWords } from './read-words.js';
import { createSampleTables, type SampleTable } from './sample-rows.js';
import { toSampleSizes } from './sample-sizes.js';

const words = await readWords();

function tablesOf(scale: number, seed = DEFAULT_SAMPLE_SEED): Map<string, SampleTable> {
  return new Map(createSampleTables(words, toSampleSizes(scale), seed).map((table) => [table.table, table]));
}
function rowsOf(tables: Map<string, SampleTable>, table: string): CopyRow[] {
  return [...(tables.get(table)?.rows() ?? [])];
}
async function digest(tables: Map<string, SampleTable>): Promise<string> {
  const hash = createHash('sha256');
  for (const table of tables.values()) for await (const chunk of toCopyText(table.rows())) hash.update(chunk);
  return hash.digest('hex');
}

describe('generateSampleData', () => {
  it('has the sizes of Pagila in the database, keys checked', async () => {
    const connection = await openMemoryConnection();
    const summary = await generateSampleDataInto(connection, {}, () => undefined);
    expect(summary).toMatchInlineSnapshot(`
      {
        "firstPayment": "2022-01-02",
        "firstRental": "2022-01-02",
        "lastPayment": "2022-08-31",
        "lastRental": "2022-08-31",
        "payments": 16049,
        "rentals": 16044,
        "revenue": "60641.75",
        "stillOut": 183,
        "stores": 2,
        "tables": {
          "actor": 200,
          "address": 603,
          "category": 16,
          "city": 600,
          "country": 109,
          "customer": 599,
          "film": 1000,
          "film_actor": 5462,
          "film_category": 1000,
          "inventory": 4581,
          "language": 6,
          "payment": 16049,
          "rental": 16044,
          "staff": 2,
          "store": 2,
        },
      }
    `);
    expect(await connection.query('SELECT store_id, count(*)::int AS n FROM customer GROUP BY 1 ORDER BY 1')).toEqual([
      { store_id: 1, n: 326 },
      { store_id: 2, n: 273 },
    ]);
    expect(await connection.query("SELECT count(*)::int AS n FROM film WHERE fulltext = ''")).toEqual([{ n: 0 }]);
    await connection.close();
  });

  it('gives the same bytes for the same seed and others for another', async () => {
    const first = await digest(tablesOf(0.1));
    expect(await digest(tablesOf(0.1))).toBe(first);
    expect(await digest(tablesOf(0.1, 7))).not.toBe(first);
  });

  it('rents no copy that is out, to nobody who has not joined yet, and takes the money close to the rental', () => {
    const tables = tablesOf(1);
    const joined = rowsOf(tables, 'customer').map((row) => Date.parse(String(row[7])));
    const freeAgain = new Map<number, number>();
    const rented = new Map<number, { out: number; back: number }>();
    for (const [id, out, copy, customer, back] of rowsOf(tables, 'rental')) {
      const rentedAt = Date.parse(`${String(out).slice(0, 19)}Z`);
      const returnedAt = back === null ? Infinity : Date.parse(`${String(back).slice(0, 19)}Z`);
      expect(returnedAt).toBeGreaterThan(rentedAt);
      expect(freeAgain.get(Number(copy)) ?? 0).toBeLessThanOrEqual(rentedAt);
      expect(joined[Number(customer) - 1]).toBeLessThanOrEqual(rentedAt);
      freeAgain.set(Number(copy), returnedAt);
      rented.set(Number(id), { out: rentedAt, back: returnedAt });
    }
    for (const [, , , rental, , paid] of rowsOf(tables, 'payment')) {
      const paidAt = Date.parse(`${String(paid).slice(0, 19)}Z`);
      const { out, back } = rented.get(Number(rental)) ?? { out: NaN, back: NaN };
      expect(Math.min(Math.abs(paidAt - out), Math.abs(paidAt - back))).toBeLessThan(30 * 60_000);
    }
  });

  it('has the surprises of real data: namesakes, a bill of six, free rentals, films without copy or actor', () => {
    const tables = tablesOf(1);
    const names = rowsOf(tables, 'actor').map((row) => `${String(row[1])} ${String(row[2])}`);
    expect(names.length - new Set(names).size).toBe(1);
    const payments = rowsOf(tables, 'payment');
    const perRental = new Map<number, number>();
    for (const row of payments) perRental.set(Number(row[3]), (perRental.get(Number(row[3])) ?? 0) + 1);
    expect([...perRental.values()].filter((count) => count > 1)).toEqual([6]);
    expect(payments.filter((row) => row[4] === '0.00')).toHaveLength(24);
    expect(new Set(rowsOf(tables, 'inventory').map((row) => row[1])).size).toBe(958);
    expect(new Set(rowsOf(tables, 'film_actor').map((row) => row[1])).size).toBe(997);
    expect(rowsOf(tables, 'rental').filter((row) => row[4] === null)).toHaveLength(183);
  });

  it('is long-tailed and follows the week', () => {
    const rentals = rowsOf(tablesOf(1), 'rental');
    const perCustomer = new Map<unknown, number>();
    const perWeekday = Array.from({ length: 7 }, () => 0);
    for (const row of rentals) {
      perCustomer.set(row[3], (perCustomer.get(row[3]) ?? 0) + 1);
      const weekday = new Date(`${String(row[1]).slice(0, 10)}T00:00:00Z`).getUTCDay();
      perWeekday[weekday] = (perWeekday[weekday] ?? 0) + 1;
    }
    const counts = [...perCustomer.values()].sort((a, b) => b - a);
    const topTenth = counts.slice(0, 60).reduce((a, b) => a + b, 0);
    expect(topTenth / rentals.length).toBeGreaterThan(0.2);
    expect((perWeekday[6] ?? 0) / (perWeekday[2] ?? 1)).toBeGreaterThan(1.8);
  });

  it('multiplies customers, copies, rentals and payments by the scale and leaves the catalogue alone', () => {
    expect(toSampleSizes(10)).toMatchObject({
      films: 1000,
      customers: 5990,
      copies: 45810,
      rentals: 160440,
      payments: 160490,
    });
    expect(() => toSampleSizes(0)).toThrow(/above 0/);
  });
});
