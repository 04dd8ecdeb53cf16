import type { ManagedUser, UserChange } from '@copilot/contracts';
import { ProblemError } from '../http/problem-error.js';
import type { UserAdministration } from './user-administration.js';

/**
 * Changes a user; it takes effect with their next request.
 * *Problems* `user.not-found`; `request.conflict` when administrators would lock themselves out; `request.invalid` when the user would
 * be left without any store, or get one that does not exist.
 */
export async function changeUser(
  users: UserAdministration,
  by: string,
  username: string,
  change: UserChange,
): Promise<ManagedUser> {
  const before = await users.get(username);
  if (before === null) throw new ProblemError('user.not-found');
  if (username === by && (change.active === false || (change.role !== undefined && change.role !== before.role))) {
    throw new ProblemError('request.conflict', { message: 'You cannot disable yourself or change your own role' });
  }
  const allStores = change.all_stores ?? before.all_stores;
  const storeIds = [...new Set(change.store_ids ?? before.store_ids)].sort((left, right) => left - right);
  if (!allStores && storeIds.length === 0) {
    throw new ProblemError('request.invalid', { message: 'store_ids: name at least one store, or set all_stores' });
  }
  const known = new Set(await users.storeIds());
  const unknown = (change.store_ids ?? []).find((store) => !known.has(store));
  if (unknown !== undefined) {
    throw new ProblemError('request.invalid', { message: `store_ids: there is no store ${unknown}` });
  }

  if (change.store_ids !== undefined || change.all_stores !== undefined) {
    await users.setStores(username, { storeIds, allStores });
  }
  if (change.role !== undefined) await users.setRole(username, change.role);
  if (change.active !== undefined) await users.setActive(username, change.active);
  const after = await users.get(username);
  if (after === null) throw new ProblemError('user.not-found');
  return after;
}
