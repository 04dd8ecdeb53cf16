import type { SecurityCheck, UserContext } from '@copilot/contracts';
import type { StageOutcome } from '../run/stage-outcome.js';
import { passed, stopped } from '../run/stage-outcome.js';

/** The user's row of today; `null` for a user whom another system keeps. */
export interface UserDirectory {
  findUser(username: string): Promise<KnownUser | null>;
}

export interface KnownUser {
  readonly role: string;
  readonly storeIds: readonly number[];
  readonly allStores: boolean;
  readonly active: boolean;
}

/**
 * Compares the context that the caller sent with the user's current row: only the same scope or a narrower one passes, so a
 * stale or forged context cannot widen it. *Problems* `authorize.*`, `database.unreachable`.
 */
export async function checkUserContext(
  context: UserContext,
  users: UserDirectory,
): Promise<StageOutcome<SecurityCheck>> {
  let user: KnownUser | null;
  try {
    user = await users.findUser(context.username);
  } catch {
    return stopped({
      code: 'database.unreachable',
      message: 'The database does not answer, so your access could not be checked.',
      hint: 'Wait a moment and ask again; if it stays so, tell the administrator.',
    });
  }
  if (user === null) return passed({ name: 'user_scope', status: 'not_run', detail: 'the user is kept elsewhere' });
  const fault = findFault(context, user);
  if (fault === null) return passed({ name: 'user_scope', status: 'passed' });
  return stopped({
    code: `authorize.${fault}`,
    message: MESSAGES[fault],
    hint: 'Log in again to refresh your access.',
  });
}

const MESSAGES = {
  'user-disabled': 'This account is disabled.',
  'wrong-role': 'The role of this request is not the role of the account.',
  'outside-scope': 'Requested store is outside your access scope.',
} as const;

function findFault(context: UserContext, user: KnownUser): keyof typeof MESSAGES | null {
  if (!user.active) return 'user-disabled';
  if (context.role !== user.role) return 'wrong-role';
  if (user.allStores) return null;
  if (context.all_stores) return 'outside-scope';
  return context.store_ids.every((store) => user.storeIds.includes(store)) ? null : 'outside-scope';
}
