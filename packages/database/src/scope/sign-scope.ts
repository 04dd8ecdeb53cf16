import { createHash, createHmac } from 'node:crypto';
import type { UserContext } from '@copilot/contracts';

export interface ScopeClaim {
  /** The login that the scope is for; another one cannot use it. */
  readonly databaseRole: string;
  readonly context: UserContext;
  readonly requestId: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/**
 * The text for `SET LOCAL copilot.scope`: `v1:<database role>:<user>:<request>:<expiry>:<stores or all>:<signature>`. The user's name
 * is hashed, and only [A-Za-z0-9_.,:=-] occur, so that it needs no quoting beyond the two quotes around it.
 * `analytics.scope_stores()` in the database verifies it.
 */
export function signScope({ databaseRole, context, requestId, expiresAt }: ScopeClaim, scopeKey: string): string {
  const stores = context.all_stores ? 'all' : [...new Set(context.store_ids)].sort((a, b) => a - b).join(',');
  const user = createHash('sha256').update(context.username).digest('hex').slice(0, 16);
  const request = requestId.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, 64);
  const message = ['v1', databaseRole, user, request, String(Math.floor(expiresAt)), stores].join(':');
  return `${message}:${createHmac('sha256', scopeKey).update(message).digest('hex')}`;
}

/** The key as HMAC's two padded blocks (RFC 2104), as hex: what the database keeps. */
export function toScopeKeyBlocks(scopeKey: string): { inner: string; outer: string } {
  const bytes = Buffer.from(scopeKey, 'utf8');
  const key = Buffer.alloc(64);
  (bytes.length > 64 ? createHash('sha256').update(bytes).digest() : bytes).copy(key);
  const blockOf = (pad: number): string => Buffer.from(key.map((byte) => byte ^ pad)).toString('hex');
  return { inner: blockOf(0x36), outer: blockOf(0x5c) };
}
