import type { UserContext } from '@copilot/contracts';
import type { ProblemCode } from '../http/problem-error.js';

export interface Narrowing {
  readonly role?: string | undefined;
  readonly store_id?: number | undefined;
}

export type Narrowed =
  | { readonly ok: true; readonly context: UserContext }
  | { readonly ok: false; readonly problem: Extract<ProblemCode, `scope.${string}`> };

/**
 * Applies what a body asks for to what the token allows; the result is never wider.
 * *Problems* `scope.role` for another role than the user's, `scope.store` for a store outside, `scope.unknown-store` where a person
 * of all stores names one that does not exist.
 */
export function narrowScope(user: UserContext, asked: Narrowing): Narrowed {
  if (asked.role !== undefined && asked.role !== user.role) return { ok: false, problem: 'scope.role' };
  if (asked.store_id === undefined) return { ok: true, context: user };
  if (!user.store_ids.includes(asked.store_id)) {
    if (!user.all_stores) return { ok: false, problem: 'scope.store' };
    if (user.store_ids.length > 0) return { ok: false, problem: 'scope.unknown-store' };
  }
  return { ok: true, context: { ...user, store_ids: [asked.store_id], all_stores: false } };
}

/** Whether everything that `seen` allowed is allowed to `user` today. */
export function isWithin(seen: UserContext, user: UserContext): boolean {
  if (seen.username !== user.username || seen.role !== user.role) return false;
  if (user.all_stores) return true;
  return !seen.all_stores && seen.store_ids.every((store) => user.store_ids.includes(store));
}
