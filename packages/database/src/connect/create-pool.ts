import pg from 'pg';
import { parseArray, toIsoDatetime } from './parse-value.js';

export type Pool = pg.Pool;

export interface PoolOptions {
  /** Connections at most. On the embedded database they all queue for one backend: a few are enough. */
  readonly max: number;
  readonly applicationName: string;
  readonly connectTimeoutMs?: number;
  /** Called when an idle connection dies; the pool replaces it by itself. */
  readonly onIdleError?: (error: Error) => void;
}

/**
 * A pool of connections whose values arrive as the contracts want them: numeric and bigint as numbers, timestamps as ISO 8601 in
 * UTC, dates as YYYY-MM-DD, json parsed.
 */
export function createPool(url: string, options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    types: { getTypeParser: getTypeParser as typeof pg.types.getTypeParser },
  });
  // Without a listener a dying idle connection would end the process.
  pool.on('error', (error) => options.onIdleError?.(error));
  pool.on('connect', (client) => client.on('error', () => undefined)); // in use, the statement under way reports it
  return pool;
}

type Parser = (text: string) => unknown;
const numbers: Parser = (text) => Number(text);
const parsers: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [20, numbers],
  [1700, numbers],
  [1082, (text) => text],
  [1114, toIsoDatetime],
  [1184, toIsoDatetime],
  [1016, (text) => parseArray(text).map(Number)],
  [1231, (text) => parseArray(text).map(Number)],
]);

function getTypeParser(typeId: number, format?: 'text' | 'binary'): Parser {
  const own = format === 'binary' ? undefined : parsers.get(typeId);
  return own ?? (pg.types.getTypeParser(typeId, 'text') as Parser);
}
