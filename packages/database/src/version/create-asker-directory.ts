import { RoleSchema, type Role } from '@copilot/contracts';
import type { Pool } from '../connect/create-pool.js';
import { queryPrepared } from '../connect/query-prepared.js';
import type { VersionRow, VersionWatch } from './create-version-watch.js';

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

/**
 * Looks up who asks, and how new the data are. `analyticsPool` where questions read another database than the one of the users: a version
 * holds only where it was read.
 */
export function createAskerDirectory(needs: {
  readonly pool: Pool;
  readonly analyticsPool?: Pool | undefined;
  readonly versions: VersionWatch;
  readonly now: () => number;
}): AskerDirectory {
  const { pool, analyticsPool, versions, now } = needs;

  const readVersion = async (from: Pool): Promise<string | null> => {
    const look = { withWatch: versions.isDue(), at: now() };
    const { rows } = await queryPrepared<VersionRow>(from, {
      name: 'data_version',
      text: 'SELECT changes, watch, unfolded FROM public.data_version($1)',
      values: [look.withWatch],
    });
    return rows[0] === undefined ? null : versions.take(rows[0], look);
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
      const look = { withWatch: versions.isDue(), at: now() };
      const { rows } = await queryPrepared<VersionRow & Partial<AskerRow>>(pool, {
        name: 'asker_and_data_version',
        text: `SELECT v.changes, v.watch, v.unfolded, u.* FROM public.data_version($2) v
          LEFT JOIN (SELECT ${columns} FROM public.auth_users WHERE username = $1) u ON true`,
        values: [username, look.withWatch],
      });
      const [row] = rows;
      if (row === undefined) throw new Error('the statement must return one row');
      return {
        user: typeof row.role === 'string' ? toAsker(row as AskerRow) : null,
        dataVersion: versions.take(row, look),
      };
    },
  };
}

const columns = 'role, store_ids, all_stores, active';

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
