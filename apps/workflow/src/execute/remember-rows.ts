import type { Policy } from '@copilot/contracts';
import type { ReadResult, StatementReader } from './statement-reader.js';

/** A larger result is rare, and would push out many others. */
const LARGEST_BYTES = 512 * 1024;
/** Beside its rows, an entry holds its text and its key. */
const ENTRY_BYTES = 2_000;

/**
 * A reader that gives rows again while the data are the same: same text, role, stores and policy, and the version of the data that was read
 * in the snapshot of the rows. It looks only where the caller knows the version of now; without one, or for a statement that may ask the clock,
 * every question reads. The rows used longest ago go first.
 */
export function rememberRows(
  reader: StatementReader,
  settings: { readonly policy: Policy; readonly roomBytes: number },
): StatementReader {
  const { policy, roomBytes } = settings;
  const kept = new Map<string, { readonly result: ReadResult; readonly bytes: number }>();
  let used = 0;

  const forget = (key: string): void => {
    used -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, result: ReadResult): void => {
    forget(key);
    const bytes = sizeOf(result) + key.length * 2 + ENTRY_BYTES;
    if (bytes > LARGEST_BYTES) return;
    // Many answers hold the same rows from here on.
    for (const row of result.rows) Object.freeze(row);
    Object.freeze(result.rows);
    kept.set(key, { result, bytes });
    used += bytes;
    for (const oldest of kept.keys()) {
      if (used <= roomBytes) break;
      forget(oldest);
    }
  };

  return {
    async run(request) {
      if (mayAskTheClock(request.sql)) return reader.run(request);
      const { role, all_stores, store_ids } = request.context;
      const stores = all_stores ? 'all' : [...store_ids].sort((left, right) => left - right);
      const key = JSON.stringify([policy.version, role, stores, request.rowLimit, request.sql]);
      const { dataVersion = null } = request;
      const found = kept.get(key);
      if (found !== undefined && dataVersion !== null && found.result.dataVersion === dataVersion) {
        kept.delete(key);
        kept.set(key, found);
        return { ok: true, value: { ...found.result, isKept: true } };
      }
      const read = await reader.run({ ...request, withDataVersion: true });
      if (read.ok && typeof read.value.dataVersion === 'string') keep(key, read.value);
      return read;
    },
  };
}

/** Words that stand for the time of asking, or for chance, as functions or inside of literals (`'today'::date`): found too often rather than missed. */
const CLOCK =
  /\b(now|today|tomorrow|yesterday|current\w*|localtime\w*|timeofday|(clock|statement|transaction)_timestamp|age|random)\b/i;

const mayAskTheClock = (sql: string): boolean => CLOCK.test(sql);

/** Bytes of the values, at two a character and sixteen for anything else. */
function sizeOf({ rows, columns }: ReadResult): number {
  let bytes = 200 * columns.length;
  for (const row of rows)
    for (const cell of row)
      bytes += 16 + (typeof cell === 'string' ? cell.length * 2 : Array.isArray(cell) ? 64 * cell.length : 0);
  return bytes;
}
