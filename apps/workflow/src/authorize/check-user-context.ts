import type { SecurityCheck, UserContext } from '@copilot/contracts';
import type { StageOutcome } from '../run/stage-outcome.js';
import { passed, stopped } from '../run/stage-outcome.js';

export interface UserDirectory {
  /**
   * The user's row of today, `null` for a user whom another system keeps; and the version of the business data of that moment, null where
   * there is none.
   */
  lookUp(username: string): Promise<{ readonly user: KnownUser | null; readonly dataVersion: string | null }>;
}

export interface KnownUser {
  readonly role: string;
  readonly storeIds: readonly number[];
  readonly allStores: boolean;
  readonly active: boolean;
}

/** Who asks is who he says, and how new the data were when that was looked up. */
export interface Authorized {
  readonly check: SecurityCheck;
  readonly dataVersion: string | null;
}

/** The gateway has read the user's row: nothing is looked up here, and nothing leaves before the row is found unchanged. */
export const readAlready: StageOutcome<Authorized> = passed({
  check: { name: 'user_scope', status: 'passed' },
  dataVersion: null,
});

/**
 * Compares the context that the caller sent with the user's current row: only the same scope or a narrower one passes, so a
 * stale or forged context cannot widen it. *Problems* `authorize.*`, `database.unreachable`.
 */
export async function checkUserContext(context: UserContext, users: UserDirectory): Promise<StageOutcome<Authorized>> {
  let found: Awaited<ReturnType<UserDirectory['lookUp']>>;
  try {
    found = await users.lookUp(context.username);
  } catch {
    return stopped({
      code: 'database.unreachable',
      message: 'The database does not answer, so your access could not be checked.',
      hint: 'Wait a moment and ask again; if it stays so, tell the administrator.',
    });
  }
  const { user, dataVersion } = found;
  if (user === null) {
    const check = { name: 'user_scope', status: 'not_run', detail: 'the user is kept elsewhere' } as const;
    return passed({ check, dataVersion });
  }
  const fault = findFault(context, user);
  if (fault === null) {
    return passed({ check: { name: 'user_scope', status: 'passed' }, dataVersion });
  }
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
