import { baseTables } from './base-tables.js';
import type { LoadConnection } from './load-connection.js';

/** What the base tables hold: enough to recognise a data set and to see at a glance that nothing is missing. Times are UTC. */
export interface LoadSummary {
  readonly tables: Readonly<Record<string, number>>;
  readonly rentals: number;
  readonly stillOut: number;
  readonly payments: number;
  /** Decimal text, so that no cent is lost. */
  readonly revenue: string;
  readonly stores: number;
  readonly firstRental: string;
  readonly lastRental: string;
  readonly firstPayment: string;
  readonly lastPayment: string;
}

/** Counts the rows of every base table and sums the payments. */
export async function describeLoad(connection: LoadConnection): Promise<LoadSummary> {
  const counts = baseTables.map((table) => `(SELECT count(*) FROM public.${table})::text AS ${table}`).join(', ');
  const day = (column: string): string => `pg_catalog.to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
  const [row = {}] = await connection.query(`SELECT ${counts}`);
  const [rental = {}] = await connection.query(
    `SELECT (count(*) FILTER (WHERE return_date IS NULL))::text AS out, ${day('min(rental_date)')} AS first, ${day('max(rental_date)')} AS last FROM public.rental`,
  );
  const [payment = {}] = await connection.query(
    `SELECT coalesce(sum(amount), 0)::text AS total, ${day('min(payment_date)')} AS first, ${day('max(payment_date)')} AS last FROM public.payment`,
  );
  const tables = Object.fromEntries(baseTables.map((table) => [table, Number(row[table])]));
  return {
    tables,
    rentals: tables.rental ?? 0,
    stillOut: Number(rental.out),
    payments: tables.payment ?? 0,
    revenue: String(payment.total),
    stores: tables.store ?? 0,
    firstRental: String(rental.first),
    lastRental: String(rental.last),
    firstPayment: String(payment.first),
    lastPayment: String(payment.last),
  };
}

/** One sentence for a person who watches the loading. */
export function toLoadSentence(summary: LoadSummary): string {
  const number = (value: number): string => value.toLocaleString('en-US');
  return (
    `${number(summary.rentals)} rentals (${summary.firstRental} to ${summary.lastRental}), ` +
    `${number(summary.payments)} payments worth ${summary.revenue} (${summary.firstPayment} to ${summary.lastPayment}), ` +
    `${number(summary.tables.film ?? 0)} films, ${number(summary.tables.customer ?? 0)} customers, ${number(summary.stores)} stores`
  );
}
