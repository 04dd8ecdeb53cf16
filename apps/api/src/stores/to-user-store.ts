import {
  rateKey,
  verifyPassword,
  type ListedUser,
  type RateLimit,
  type User,
  type UserStore as DatabaseUserStore,
} from '@copilot/database';
import type { ManagedUser } from '@copilot/contracts';
import type { UserAdministration } from '../admin/user-administration.js';
import type { StoredUser, UserStore } from '../auth/user-store.js';

type ReadStoreIds = () => Promise<number[]>;

/** Users as signing in needs them. Who may see all stores gets them spelled out. */
export function toUserStore(users: DatabaseUserStore, readStoreIds: ReadStoreIds, questions: RateLimit): UserStore {
  const toStored = async (user: User): Promise<StoredUser> => ({
    ...(await toManagedUser(user, readStoreIds)),
    passwordHash: user.passwordHash,
    tokenGeneration: user.tokenGeneration,
  });
  const toStoredUser = async (user: User | null): Promise<StoredUser | null> => (user === null ? null : toStored(user));
  return {
    find: async (username) => toStoredUser(await users.findUser(username)),
    findSession: async (token) => toStoredUser(await users.findSession(token)),
    findSessionForQuestion: async (token) => {
      const found = await users.findSessionAndCount(token, questions);
      if (found === null) return null;
      const { limit, windowSeconds = 60 } = questions;
      const key = rateKey(found.user.username, questions);
      const use = { rate_key: key, rate_limit: limit, window_seconds: windowSeconds };
      return { ...found, user: await toStored(found.user), use };
    },
    revokeToken: (tokenId, expiresAt) => users.revokeToken(tokenId, Math.ceil(expiresAt.getTime() / 1000)),
    endSessions: (username) => users.endSessions(username),
    verifyPassword,
  };
}

/** Users as administrators see and change them. */
export function toUserAdministration(users: DatabaseUserStore, readStoreIds: ReadStoreIds): UserAdministration {
  return {
    list: async () => Promise.all((await users.list()).map((user) => toManagedUser(user, readStoreIds))),
    storeIds: readStoreIds,
    get: async (username) => {
      const user = await users.findUser(username);
      return user === null ? null : toManagedUser(user, readStoreIds);
    },
    setActive: (username, active) => users.setActive(username, active),
    setRole: (username, role) => users.setRole(username, role),
    setStores: (username, stores) => users.setStores(username, stores),
  };
}

async function toManagedUser(user: ListedUser, readStoreIds: ReadStoreIds): Promise<ManagedUser> {
  const storeIds = user.allStores ? await readStoreIds() : user.storeIds;
  return {
    username: user.username,
    role: user.role,
    store_ids: storeIds,
    all_stores: user.allStores,
    active: user.active,
  };
}
