import type { Pool } from '../connect/create-pool.js';
import { networkOf } from './network-of.js';

export interface LoginAttempt {
  readonly account: string;
  /** Address of the socket, or of the client as a configured proxy says. */
  readonly address: string;
}

export interface LoginLimiterOptions {
  /** Failures of one account within the window before it has to wait. */
  readonly perAccount: number;
  /** Failures from one address within the window. Higher: offices share addresses. */
  readonly perAddress: number;
  readonly windowSeconds: number;
}

export interface LoginLimiter {
  /** Seconds to wait; 0 when the attempt may be made. Look before checking the password. */
  retryAfter(attempt: LoginAttempt): Promise<number>;
  /** Counts a failure; returns the seconds to wait from now on, 0 if none. */
  fail(attempt: LoginAttempt): Promise<number>;
  /** Forgets the failures of the account; those of the address stay, or one good account would open the way to guess at others. */
  succeed(attempt: LoginAttempt): Promise<void>;
}

const defaults: LoginLimiterOptions = { perAccount: 5, perAddress: 30, windowSeconds: 300 };

/** Counts failed logins by account and by address in the database, so that all copies of the gateway share them. */
export function createLoginLimiter(pool: Pool, options: Partial<LoginLimiterOptions> = {}): LoginLimiter {
  const { perAccount, perAddress, windowSeconds } = { ...defaults, ...options };
  const keysOf = ({ account, address }: LoginAttempt): [string, string] => [
    `account:${account.toLowerCase()}`,
    `address:${networkOf(address)}`,
  ];
  return {
    async retryAfter(attempt) {
      const { rows } = await pool.query<{ seconds: number | null }>(
        `SELECT max(ceil(extract(epoch FROM window_start - now()) + $3))::int AS seconds FROM public.login_attempts
         WHERE window_start > now() - make_interval(secs => $3)
           AND (key = $1 AND failures >= $4 OR key = $2 AND failures >= $5)`,
        [...keysOf(attempt), windowSeconds, perAccount, perAddress],
      );
      return Math.max(rows[0]?.seconds ?? 0, 0);
    },
    async fail(attempt) {
      await pool.query(
        `INSERT INTO public.login_attempts AS a (key, failures, window_start)
         SELECT key, 1, now() FROM unnest($1::text[]) AS key ORDER BY key
         ON CONFLICT (key) DO UPDATE SET
           failures = CASE WHEN a.window_start > now() - make_interval(secs => $2) THEN a.failures + 1 ELSE 1 END,
           window_start = CASE WHEN a.window_start > now() - make_interval(secs => $2) THEN a.window_start ELSE now() END`,
        [keysOf(attempt), windowSeconds],
      );
      return this.retryAfter(attempt);
    },
    async succeed(attempt) {
      await pool.query(
        `DELETE FROM public.login_attempts WHERE key = $1 OR window_start < now() - make_interval(secs => $2)`,
        [keysOf(attempt)[0], windowSeconds],
      );
    },
  };
}
