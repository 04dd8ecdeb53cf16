import { baseTables } from '../load/base-tables.js';
import { describeLoad, toLoadSentence, type LoadSummary } from '../load/describe-load.js';
import { attachForeignKeys, detachForeignKeys } from '../load/foreign-keys.js';
import { openLoadConnection, type LoadConnection } from '../load/load-connection.js';
import { setSequences } from '../load/load-pagila-files.js';
import { replaceRows } from '../load/replace-rows.js';
import { ensureDefaultPartition } from '../load/resolve-target.js';
import { toCopyText, type CopyRow } from './copy-text.js';
import { readWords } from './read-words.js';
import { createSampleTables } from './sample-rows.js';
import { toSampleSizes } from './sample-sizes.js';

/** The seed of the data set that the evaluation questions of `evals/` are about. */
export const DEFAULT_SAMPLE_SEED = 20220101;

export interface SampleOptions {
  /** 1 for the sizes of the original Pagila; multiplies customers, copies, rentals and payments. */
  readonly scale?: number;
  readonly seed?: number;
}

/**
 * Fills the base tables with an invented chain of two DVD rental shops over the first eight months of 2022: same tables, columns, keys
 * and sizes as Pagila, rows of our own. The same scale and seed give the same rows. Rows are made while they are sent, in one
 * transaction: memory grows with customers and copies only.
 */
export async function generateSampleData(
  input: SampleOptions & { readonly adminUrl: string; readonly onProgress: (message: string) => void },
): Promise<LoadSummary> {
  const connection = await openLoadConnection(input.adminUrl);
  try {
    return await generateSampleDataInto(connection, input, input.onProgress);
  } finally {
    await connection.close();
  }
}

/** As `generateSampleData`, over a connection that is already open. */
export async function generateSampleDataInto(
  connection: LoadConnection,
  options: SampleOptions,
  onProgress: (message: string) => void,
): Promise<LoadSummary> {
  const sizes = toSampleSizes(options.scale ?? 1);
  const tables = createSampleTables(await readWords(), sizes, options.seed ?? DEFAULT_SAMPLE_SEED);
  return replaceRows(connection, async () => {
    const keys = await detachForeignKeys(connection);
    await connection.query(`TRUNCATE ${baseTables.map((table) => `public.${table}`).join(', ')}`);
    await ensureDefaultPartition(connection, 'payment');
    for (const { table, columns, rows } of tables) {
      let count = 0;
      const counted = function* (): Generator<CopyRow> {
        for (const row of rows()) {
          count += 1;
          yield row;
        }
      };
      await connection.copyIn(`COPY public.${table} (${columns.join(', ')}) FROM STDIN`, toCopyText(counted()));
      onProgress(`${table}: ${count.toLocaleString('en-US')} rows`);
    }
    await attachForeignKeys(connection, keys);
    await setSequences(connection, new Map());
    for (const table of baseTables) await connection.query(`ANALYZE public.${table}`);
    const summary = await describeLoad(connection);
    onProgress(`made: ${toLoadSentence(summary)}`);
    return summary;
  });
}
