import type { Pool } from '../connect/create-pool.js';
import { queryPrepared } from '../connect/query-prepared.js';

export interface RateDecision {
  readonly allowed: boolean;
  /** Questions left in this window. */
  readonly remaining: number;
  /** Seconds until one is allowed again; 0 when `allowed`. */
  readonly retryAfterSeconds: number;
}

/** So many uses a user and window; `name` keeps counters of different kinds apart. */
export interface RateLimit {
  readonly limit: number;
  readonly windowSeconds?: number;
  readonly name?: string;
}

export interface RateLimiter {
  /** Counts one use by this user and decides on it, in one statement. */
  take(username: string): Promise<RateDecision>;
}

/** So many uses a user and window, counted in the database, so that all copies of the gateway share them. */
export function createRateLimiter(pool: Pool, options: RateLimit): RateLimiter {
  const { windowSeconds = 60 } = options;
  return {
    async take(username) {
      const { rows } = await queryPrepared<UseRow>(pool, {
        name: 'rate_take',
        text: 'SELECT used, seconds_left FROM public.count_use($1, $2, true)',
        values: [rateKey(username, options), windowSeconds],
      });
      return toRateDecision(rows[0], options);
    },
  };
}

/** Under which a user's uses of one kind are counted. */
export const rateKey = (username: string, { name = 'ask' }: RateLimit): string => `${name}:${username}`;

export interface UseRow {
  used: number;
  seconds_left: number;
}

export function toRateDecision(row: UseRow | undefined, { limit, windowSeconds = 60 }: RateLimit): RateDecision {
  const { used, seconds_left: secondsLeft } = row ?? { used: limit + 1, seconds_left: windowSeconds };
  const allowed = used <= limit;
  // a window may have been opened by a transaction that began after this one: longer than the whole of it nobody waits
  const retryAfterSeconds = allowed ? 0 : Math.min(secondsLeft, windowSeconds);
  return { allowed, remaining: Math.max(limit - used, 0), retryAfterSeconds };
}
