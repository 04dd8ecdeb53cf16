import type { Pool } from '../connect/create-pool.js';

export interface RateDecision {
  readonly allowed: boolean;
  /** Questions left in this window. */
  readonly remaining: number;
  /** Seconds until one is allowed again; 0 when `allowed`. */
  readonly retryAfterSeconds: number;
}

export interface RateLimiter {
  /** Counts one use by this user and decides on it, in one statement. */
  take(username: string): Promise<RateDecision>;
}

/** So many uses a user and window, counted in the database, so that all copies of the gateway share them. */
export function createRateLimiter(
  pool: Pool,
  options: { limit: number; windowSeconds?: number; name?: string },
): RateLimiter {
  const { limit, windowSeconds = 60, name = 'ask' } = options;
  return {
    async take(username) {
      const { rows } = await pool.query<{ used: number; seconds_left: number }>(
        `INSERT INTO public.rate_counters AS c (key, used, window_start) VALUES ($1, 1, now())
         ON CONFLICT (key) DO UPDATE SET
           used = CASE WHEN c.window_start > now() - make_interval(secs => $2) THEN least(c.used + 1, 1000000) ELSE 1 END,
           window_start = CASE WHEN c.window_start > now() - make_interval(secs => $2) THEN c.window_start ELSE now() END
         RETURNING used, greatest(ceil(extract(epoch FROM window_start - now()) + $2), 1)::int AS seconds_left`,
        [`${name}:${username}`, windowSeconds],
      );
      const { used = limit + 1, seconds_left: secondsLeft = windowSeconds } = rows[0] ?? {};
      const allowed = used <= limit;
      return { allowed, remaining: Math.max(limit - used, 0), retryAfterSeconds: allowed ? 0 : secondsLeft };
    },
  };
}
