import { RoleSchema, type Role } from '@copilot/contracts';
import type { Pool } from '../connect/create-pool.js';
import { queryPrepared } from '../connect/query-prepared.js';

export interface Asker {
  readonly role: Role;
  readonly storeIds: number[];
  readonly allStores: boolean;
  readonly active: boolean;
}

export interface AskerDirectory {
  /** The user's current row; null when there is none. */
  findUser(username: string): Promise<Asker | null>;
  /**
   * The user's current row and the version of the business data, in one trip. The version is null where rows read before must not be
   * given again.
   */
  lookUp(username: string): Promise<{ readonly user: Asker | null; readonly dataVersion: string | null }>;
}

/** How long the state of the watch over the tables stands; changes of the data themselves are read every time. */
const watchHoldsMs = 1_000;
/** Rows of changes that may lie about before they are folded into one. */
const mostUnfolded = 500;
const foldEveryMs = 5_000;

/**
 * Looks up who asks, and how new the data are. `analyticsPool` where questions read another database than the one of the users: a version
 * holds only where it was read.
 */
export function createAskerDirectory(needs: {
  readonly pool: Pool;
  readonly analyticsPool?: Pool | undefined;
  readonly now: () => number;
}): AskerDirectory {
  const { pool, analyticsPool, now } = needs;
  let watch: { readonly state: string | null; readonly at: number } | undefined;
  let foldedAt = -Infinity;

  const toVersion = (row: VersionRow, asksForWatch: boolean, at: number): string | null => {
    if (asksForWatch) watch = { state: row.watch, at };
    if (row.unfolded > mostUnfolded) fold();
    return watch?.state == null || row.changes === null ? null : `${row.changes}.${watch.state}`;
  };
  /** Behind the questions. A replica cannot, and gets it from where the changes are written. */
  const fold = (): void => {
    if (now() - foldedAt < foldEveryMs) return;
    foldedAt = now();
    for (const each of [pool, analyticsPool]) each?.query('SELECT public.fold_data_changes()').catch(() => undefined);
  };
  const asksForWatch = (): boolean => watch === undefined || now() - watch.at >= watchHoldsMs;

  const readVersion = async (from: Pool): Promise<string | null> => {
    const [withWatch, at] = [asksForWatch(), now()];
    const { rows } = await queryPrepared<VersionRow>(from, {
      name: 'data_version',
      text: 'SELECT changes, watch, unfolded FROM public.data_version($1)',
      values: [withWatch],
    });
    return rows[0] === undefined ? null : toVersion(rows[0], withWatch, at);
  };
  const findUser = async (username: string): Promise<Asker | null> => {
    const { rows } = await queryPrepared<AskerRow>(pool, {
      name: 'asker',
      text: `SELECT ${columns} FROM public.auth_users WHERE username = $1`,
      values: [username],
    });
    return rows[0] === undefined ? null : toAsker(rows[0]);
  };

  return {
    findUser,
    async lookUp(username) {
      if (analyticsPool !== undefined) {
        const [user, dataVersion] = await Promise.all([findUser(username), readVersion(analyticsPool)]);
        return { user, dataVersion };
      }
      const [withWatch, at] = [asksForWatch(), now()];
      const { rows } = await queryPrepared<VersionRow & Partial<AskerRow>>(pool, {
        name: 'asker_and_data_version',
        text: `SELECT v.changes, v.watch, v.unfolded, u.* FROM public.data_version($2) v
          LEFT JOIN (SELECT ${columns} FROM public.auth_users WHERE username = $1) u ON true`,
        values: [username, withWatch],
      });
      const [row] = rows;
      if (row === undefined) throw new Error('the statement must return one row');
      return {
        user: typeof row.role === 'string' ? toAsker(row as AskerRow) : null,
        dataVersion: toVersion(row, withWatch, at),
      };
    },
  };
}

const columns = 'role, store_ids, all_stores, active';

interface VersionRow {
  changes: string | null;
  watch: string | null;
  unfolded: number;
}

interface AskerRow {
  role: string;
  store_ids: number[];
  all_stores: boolean;
  active: boolean;
}

const toAsker = (row: AskerRow): Asker => ({
  role: RoleSchema.parse(row.role),
  storeIds: row.store_ids,
  allStores: row.all_stores,
  active: row.active,
});
