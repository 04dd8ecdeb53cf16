/** The tables of Pagila in an order that satisfies their foreign keys (but for store and staff, which point at each other). */
export const baseTables = [
  'actor',
  'country',
  'city',
  'address',
  'category',
  'store',
  'language',
  'customer',
  'film',
  'film_actor',
  'film_category',
  'inventory',
  'staff',
  'rental',
  'payment',
] as const;

export type BaseTable = (typeof baseTables)[number];

/** The list as SQL text values, for `= ANY (ARRAY[…])`. */
export const baseTableArray = `ARRAY[${baseTables.map((table) => `'${table}'`).join(', ')}]::text[]`;

/** Oids of the base tables with their partitions and inheritance children. */
export const baseTableFamily = `
  WITH RECURSIVE family(oid) AS (
    SELECT c.oid FROM pg_catalog.pg_class c
    WHERE c.relnamespace = 'public'::pg_catalog.regnamespace AND c.relkind IN ('r', 'p') AND c.relname::text = ANY (${baseTableArray})
    UNION
    SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN family f ON f.oid = i.inhparent
  )`;
