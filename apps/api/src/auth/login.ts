import type { LoginRequest, LoginResponse, UserContext } from '@copilot/contracts';
import { ProblemError } from '../http/problem-error.js';
import { createTurns } from './create-turns.js';
import type { Tokens } from './tokens.js';
import type { LoginLimiter, SecurityEvents, StoredUser, UserStore } from './user-store.js';

export type Login = (attempt: LoginRequest & { address: string; requestId: string }) => Promise<LoginResponse>;

/**
 * Checks a name and a password. An unknown name, a wrong password and a disabled user cost the same work and get the same answer.
 * *Problems* `auth.bad-credentials`, `auth.too-many-attempts`.
 */
export function createLogin(needs: {
  users: UserStore;
  tokens: Tokens;
  limiter: LoginLimiter;
  events: SecurityEvents;
}): Login {
  const turns = createTurns({ longestQueue: 64 });

  return async (attempt) => {
    const check = turns.take(attempt.address, () => checkInTurn(attempt));
    if (check === undefined) throw new ProblemError('auth.too-many-attempts', { retryAfterSeconds: 5 });
    const row = await check;
    if (row === null) throw new ProblemError('auth.bad-credentials');
    const user = toUserContext(row);
    return {
      access_token: await needs.tokens.issue(user, row.tokenGeneration),
      token_type: 'Bearer',
      expires_in: needs.tokens.lifetimeSeconds,
      user,
    };
  };

  async function checkInTurn(attempt: Parameters<Login>[0]): Promise<StoredUser | null> {
    const who = { account: attempt.username, address: attempt.address };
    const wait = await needs.limiter.retryAfter(who);
    if (wait > 0) throw new ProblemError('auth.too-many-attempts', { retryAfterSeconds: wait });

    const row = await needs.users.find(attempt.username);
    const matches = await needs.users.verifyPassword(row?.passwordHash ?? null, attempt.password);
    const user = row !== null && matches && row.active ? row : null;
    if (user === null) await needs.limiter.fail(who);
    else await needs.limiter.succeed(who);
    await needs.events.append({
      event: 'login',
      outcome: user === null ? 'failed' : 'ok',
      // A name that nobody has may be a password typed into the wrong field: it is not kept.
      username: row?.username ?? null,
      role: user?.role,
      address: attempt.address,
      requestId: attempt.requestId,
    });
    return user;
  }
}

/** Drops everything that is not for the outside. */
export function toUserContext(row: StoredUser): UserContext {
  return { username: row.username, role: row.role, store_ids: [...row.store_ids], all_stores: row.all_stores };
}
