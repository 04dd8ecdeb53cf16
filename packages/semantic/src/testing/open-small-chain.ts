import { readFileSync } from 'node:fs';
import type { Cell } from '@copilot/contracts';
import pg from 'pg';

/** The small chain in a database of its own. */
export interface SmallChain {
  /** Rows of a statement as a person with these stores gets them; all stores when left out. */
  rows(sql: string, stores?: readonly number[]): Promise<Cell[][]>;
  close(): Promise<void>;
}

/** Makes a database on the server of `url`, fills it and drops it in `close`. */
export async function openSmallChain(url: string): Promise<SmallChain> {
  const name = `semantic_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`));
  const own = new URL(url);
  own.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: own.href, types: { getTypeParser } });
  await client.connect();
  await client.query("SET TimeZone TO 'UTC'");
  await client.query(readFileSync(new URL('small-chain.sql', import.meta.url), 'utf8'));
  return {
    async rows(sql, stores) {
      const scope = stores === undefined ? '' : `{${stores.join(',')}}`;
      await client.query("SELECT set_config('chain.stores', $1, false)", [scope]);
      return (await client.query<Cell[]>({ text: sql, rowMode: 'array' })).rows;
    },
    async close() {
      await client.end();
      await withClient(url, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

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

/** As in the product: every figure a number, dates as text, instants in ISO 8601. */
function getTypeParser(oid: number): (text: string) => unknown {
  if (NUMBERS.has(oid)) return Number;
  if (PLAIN.has(oid)) return (text) => text;
  if (oid === 1184) return (text) => new Date(text).toISOString();
  return pg.types.getTypeParser(oid, 'text');
}
