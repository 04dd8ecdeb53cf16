import { readFileSync } from 'node:fs';
import type { Cell } from '@copilot/contracts';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** The small chain in a database of its own. */
export interface SmallChain {
  /** Rows of a statement as a person with these stores gets them; all stores when left out. */
  rows(sql: string, stores?: readonly number[]): Promise<Cell[][]>;
  close(): Promise<void>;
}

/**
 * Makes a database and fills it: one of its own on the server of `url`, dropped in `close`, or one in this process, on the engine that the
 * embedded database runs.
 */
export function openSmallChain(url: string | undefined): Promise<SmallChain> {
  return url === undefined || url === '' ? openEmbedded() : openOn(url);
}

async function openOn(url: string): Promise<SmallChain> {
  const name = `semantic_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`));
  const own = new URL(url);
  own.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: own.href, types: { getTypeParser } });
  await client.connect();
  await client.query("SET TimeZone TO 'UTC'");
  await client.query(smallChainSql());
  return {
    async rows(sql, stores) {
      await client.query(setStores, [toScope(stores)]);
      return (await client.query<Cell[]>({ text: sql, rowMode: 'array' })).rows;
    },
    async close() {
      await client.end();
      await withClient(url, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

async function openEmbedded(): Promise<SmallChain> {
  const database = await PGlite.create();
  await database.exec("SET TimeZone TO 'UTC'");
  await database.exec(smallChainSql());
  const types = [...NUMBERS, ...PLAIN, INSTANT, TRUTH];
  const parsers = Object.fromEntries(types.map((oid) => [oid, getTypeParser(oid)]));
  return {
    async rows(sql, stores) {
      await database.query(setStores, [toScope(stores)]);
      return (await database.query<Cell[]>(sql, [], { rowMode: 'array', parsers })).rows;
    },
    close: () => database.close(),
  };
}

const smallChainSql = (): string => readFileSync(new URL('small-chain.sql', import.meta.url), 'utf8');
const setStores = "SELECT set_config('chain.stores', $1, false)";
const toScope = (stores: readonly number[] | undefined): string =>
  stores === undefined ? '' : `{${stores.join(',')}}`;

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const NUMBERS = new Set([20, 21, 23, 700, 701, 1700]);
const PLAIN = new Set([1082]);
const INSTANT = 1184;
const TRUTH = 16;

/** As in the product: every figure a number, dates as text, instants in ISO 8601. */
function getTypeParser(oid: number): (text: string) => unknown {
  if (NUMBERS.has(oid)) return Number;
  if (PLAIN.has(oid)) return (text) => text;
  if (oid === INSTANT) return (text) => new Date(text).toISOString();
  return pg.types.getTypeParser(oid, 'text');
}
