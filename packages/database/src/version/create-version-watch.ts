import type { Pool } from '../connect/create-pool.js';

/** What `public.data_version` and its like return: the changes, the state of the watch where it was asked for, and how many rows wait to be folded. */
export interface VersionRow {
  changes: string | null;
  watch: string | null;
  unfolded: number;
}

/** The version of the business data, as far as this process knows it. */
export interface VersionWatch {
  /** The state of the watch over the tables is to be read again with the next look. */
  isDue(): boolean;
  /** *Returns* the version that a row says; null where rows read before must not be given again. */
  take(row: VersionRow, look: { readonly withWatch: boolean; readonly at: number }): string | null;
  /** The version that was seen last; null when there was none. */
  newest(): string | null;
}

/** How long the state of the watch over the tables stands; changes of the data themselves are read every time. */
const watchHoldsMs = 1_000;
/** Rows of changes that may lie about before they are folded into one. */
const mostUnfolded = 500;
const foldEveryMs = 5_000;

/** `pools`: where changes are folded. A replica cannot, and gets it from where they are written. */
export function createVersionWatch(needs: {
  readonly pools: readonly Pool[];
  readonly now: () => number;
}): VersionWatch {
  const { pools, now } = needs;
  let watch: { readonly state: string | null; readonly at: number } | undefined;
  let newest: string | null = null;
  let foldedAt = -Infinity;

  /** Behind the questions. */
  const fold = (): void => {
    if (now() - foldedAt < foldEveryMs) return;
    foldedAt = now();
    for (const pool of pools) pool.query('SELECT public.fold_data_changes()').catch(() => undefined);
  };
  return {
    isDue: () => watch === undefined || now() - watch.at >= watchHoldsMs,
    take(row, { withWatch, at }) {
      if (withWatch) watch = { state: row.watch, at };
      if (row.unfolded > mostUnfolded) fold();
      newest = watch?.state == null || row.changes === null ? null : `${row.changes}.${watch.state}`;
      return newest;
    },
    newest: () => newest,
  };
}
