import { RoleSchema, type Role } from '@copilot/contracts';
import type { Pool } from '../connect/create-pool.js';
import { queryPrepared } from '../connect/query-prepared.js';
import {
  rateKey,
  toRateDecision,
  type RateDecision,
  type RateLimit,
  type UseRow,
} from '../limits/create-rate-limiter.js';

export interface User {
  readonly username: string;
  readonly passwordHash: string;
  readonly role: Role;
  /** The stores that the user may see; not used when `allStores`. */
  readonly storeIds: number[];
  readonly allStores: boolean;
  readonly active: boolean;
  /** Tokens carry it; those of an earlier one are dead. */
  readonly tokenGeneration: string;
}

export interface SessionToken {
  readonly username: string;
  readonly tokenId: string;
  readonly generation: string;
}

export interface CountedSession {
  readonly user: User;
  /** Another one after any change of the row. */
  readonly rowVersion: string;
  readonly rate: RateDecision;
}

/** A user without what signing in needs. */
export type ListedUser = Omit<User, 'passwordHash' | 'tokenGeneration'>;

export interface NewUser {
  readonly username: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly storeIds: readonly number[];
  readonly allStores: boolean;
}

/**
 * Every change answers whether the user exists. Disabling, enabling, a new role, other stores and a new password end all tokens of the
 * user.
 */
export interface UserStore {
  /** Reads the current row on every call: a disabled or narrowed user is so at once. */
  findUser(username: string): Promise<User | null>;
  /**
   * The row of a token's user, in one round trip with whether that token still counts. Null when it was revoked or is of an earlier
   * generation, or when there is no such user.
   */
  findSession(token: SessionToken): Promise<User | null>;
  /** The same, and one use counted against the limit in the same trip; a user who is not active uses nothing. */
  findSessionAndCount(token: SessionToken, limit: RateLimit): Promise<CountedSession | null>;
  list(): Promise<ListedUser[]>;
  /** False when the name is taken. */
  add(user: NewUser): Promise<boolean>;
  remove(username: string): Promise<boolean>;
  setActive(username: string, active: boolean): Promise<boolean>;
  setRole(username: string, role: Role): Promise<boolean>;
  setStores(username: string, stores: { storeIds: readonly number[]; allStores: boolean }): Promise<boolean>;
  setPassword(username: string, passwordHash: string): Promise<boolean>;
  /** Ends all tokens of a user. */
  endSessions(username: string): Promise<boolean>;
  /** The store numbers that exist, so that `all_stores` can be spelled out. */
  listStoreIds(): Promise<number[]>;
  /** Ends one token. `expiresAt` is its `exp` in seconds; the entry is forgotten after it. */
  revokeToken(tokenId: string, expiresAt: number): Promise<void>;
  isRevoked(tokenId: string): Promise<boolean>;
}

export function createUserStore(pool: Pool): UserStore {
  const change = async (sql: string, values: unknown[]): Promise<boolean> => {
    const result = await pool.query(sql, values);
    return (result.rowCount ?? 0) > 0;
  };
  return {
    async findUser(username) {
      const { rows } = await pool.query<UserRow>(`SELECT ${columns} FROM public.auth_users WHERE username = $1`, [
        username,
      ]);
      const row = rows[0];
      return row === undefined ? null : toUser(row);
    },
    async findSession({ username, tokenId, generation }) {
      const values = [username, tokenId, generation];
      const { rows } = await queryPrepared<UserRow>(pool, { name: 'session', text: sessionSql, values });
      const row = rows[0];
      return row === undefined ? null : toUser(row);
    },
    async findSessionAndCount({ username, tokenId, generation }, limit) {
      const { windowSeconds = 60 } = limit;
      const { rows } = await queryPrepared<UserRow & UseRow & { row_version: string }>(pool, {
        name: 'session_and_use',
        text: sessionAndUseSql,
        values: [username, tokenId, generation, rateKey(username, limit), windowSeconds],
      });
      const row = rows[0];
      if (row === undefined) return null;
      return { user: toUser(row), rowVersion: row.row_version, rate: toRateDecision(row, limit) };
    },
    async list() {
      const { rows } = await pool.query<UserRow>(`SELECT ${columns} FROM public.auth_users ORDER BY username`);
      return rows.map(toListedUser);
    },
    add: (user) =>
      change(
        `INSERT INTO public.auth_users (username, password_hash, role, store_ids, all_stores)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (username) DO NOTHING`,
        [user.username, user.passwordHash, user.role, user.storeIds, user.allStores],
      ),
    remove: (username) => change(`DELETE FROM public.auth_users WHERE username = $1`, [username]),
    setActive: (username, active) =>
      change(`UPDATE public.auth_users SET active = $2, ${newGeneration} WHERE username = $1`, [username, active]),
    setRole: (username, role) =>
      change(`UPDATE public.auth_users SET role = $2, ${newGeneration} WHERE username = $1`, [username, role]),
    setStores: (username, { storeIds, allStores }) =>
      change(`UPDATE public.auth_users SET store_ids = $2, all_stores = $3, ${newGeneration} WHERE username = $1`, [
        username,
        storeIds,
        allStores,
      ]),
    setPassword: (username, passwordHash) =>
      change(`UPDATE public.auth_users SET password_hash = $2, ${newGeneration} WHERE username = $1`, [
        username,
        passwordHash,
      ]),
    endSessions: (username) => change(`UPDATE public.auth_users SET ${newGeneration} WHERE username = $1`, [username]),
    async listStoreIds() {
      const { rows } = await pool.query<{ store_ids: number[] }>('SELECT public.store_ids() AS store_ids');
      return rows[0]?.store_ids ?? [];
    },
    async revokeToken(tokenId, expiresAt) {
      await pool.query(
        `INSERT INTO public.auth_revoked_tokens (token_id, expires_at) VALUES ($1, to_timestamp($2))
         ON CONFLICT (token_id) DO NOTHING`,
        [tokenId, expiresAt],
      );
      await pool.query("DELETE FROM public.auth_revoked_tokens WHERE expires_at < now() - interval '1 hour'");
    },
    async isRevoked(tokenId) {
      const { rows } = await pool.query('SELECT 1 FROM public.auth_revoked_tokens WHERE token_id = $1', [tokenId]);
      return rows.length > 0;
    },
  };
}

const columns = 'username, password_hash, role, store_ids, all_stores, active, token_generation';
const sessionSql = `SELECT ${columns}, xmin::text AS row_version FROM public.auth_users WHERE username = $1 AND token_generation::text = $3
  AND NOT EXISTS (SELECT FROM public.auth_revoked_tokens WHERE token_id = $2)`;
const sessionAndUseSql = `WITH session AS MATERIALIZED (${sessionSql})
  SELECT session.*, counted.used, counted.seconds_left FROM session, public.count_use($4, $5, session.active) counted`;
const newGeneration = 'token_generation = gen_random_uuid(), updated_at = now()';

interface UserRow {
  username: string;
  password_hash: string;
  role: string;
  store_ids: number[];
  all_stores: boolean;
  active: boolean;
  token_generation: string;
}

const toUser = (row: UserRow): User => ({
  ...toListedUser(row),
  passwordHash: row.password_hash,
  tokenGeneration: row.token_generation,
});

const toListedUser = (row: UserRow): ListedUser => ({
  username: row.username,
  role: RoleSchema.parse(row.role),
  storeIds: row.store_ids,
  allStores: row.all_stores,
  active: row.active,
});
