import type { RunRequest, UserContext } from '@copilot/contracts';
import type { RateDecision } from '../http/rate-limiter.js';

/** A user's row as login needs it. */
export interface StoredUser extends UserContext {
  readonly passwordHash: string;
  readonly active: boolean;
  readonly tokenGeneration: string;
}

export interface SessionToken {
  readonly username: string;
  readonly tokenId: string;
  readonly generation: string;
}

export interface CountedSession {
  readonly user: StoredUser;
  /** Another one after any change of the user's row. */
  readonly rowVersion?: string | undefined;
  readonly rate: RateDecision;
  /** Against what the question was counted. */
  readonly use?: RateUse | undefined;
}

export type RateUse = Omit<NonNullable<RunRequest['session']>, 'token_id'>;

/** Users and withdrawn tokens, as far as signing in and out needs them. */
export interface UserStore {
  find(username: string): Promise<StoredUser | null>;
  /** The row behind a token; null when the token was withdrawn, alone or with all of its generation, or the user is gone. */
  findSession(token: SessionToken): Promise<StoredUser | null>;
  /** The same, and one question counted against the user's rate in the same trip. */
  findSessionForQuestion(token: SessionToken): Promise<CountedSession | null>;
  /** The token is refused from now on; the entry may be forgotten after `expiresAt`. */
  revokeToken(tokenId: string, expiresAt: Date): Promise<void>;
  /** Every token of the user is refused from now on. */
  endSessions(username: string): Promise<unknown>;
  /** `null` stands for a user that does not exist: the same work, never a match. */
  verifyPassword(hash: string | null, password: string): Promise<boolean>;
}

/** Logins and what administrators looked at or changed, in the audit chain. Never a password or a token. */
export interface SecurityEvents {
  append(event: SecurityEvent): Promise<void>;
}

export interface SecurityEvent {
  readonly event:
    | 'login'
    | 'logout'
    | 'logout.everywhere'
    | 'access'
    | 'audit.read'
    | 'audit.verify'
    | 'user.read'
    | 'user.change'
    | 'feedback.read'
    | 'feedback.review'
    | 'verified-question.add'
    | 'verified-question.remove';
  readonly outcome: 'ok' | 'failed' | 'refused';
  readonly username: string | null;
  readonly role?: string | undefined;
  readonly address?: string | undefined;
  readonly requestId: string;
  /** What it was about, in words without values that must not be kept. */
  readonly detail?: string;
}

/** Slows down guessing, by account and by address. Only logins are slowed: nobody can lock another person out of a session. */
export interface LoginLimiter {
  /** Seconds to wait; 0 when the attempt may be made. */
  retryAfter(attempt: LoginAttempt): Promise<number>;
  fail(attempt: LoginAttempt): Promise<unknown>;
  succeed(attempt: LoginAttempt): Promise<void>;
}

export interface LoginAttempt {
  readonly account: string;
  readonly address: string;
}
