import { randomUUID } from 'node:crypto';
import type {
  AuditDetail,
  AuditEntry,
  FeedbackEntry,
  ManagedUser,
  SavedAnswer,
  VerifiedQuestion,
} from '@copilot/contracts';
import type { LoginLimiter, SecurityEvent, StoredUser } from '../auth/user-store.js';
import type { StoredConversation } from '../conversations/conversation-store.js';
import { createRateLimiter } from '../http/rate-limiter.js';
import type { Dependencies } from '../gateway.module.js';
import type { SavedAnswerStore } from '../saved/saved-answer-store.js';

type Stores = Pick<
  Dependencies,
  | 'users'
  | 'userAdministration'
  | 'loginLimiter'
  | 'askLimiter'
  | 'events'
  | 'conversations'
  | 'savedAnswers'
  | 'feedback'
  | 'verifiedQuestions'
  | 'audit'
  | 'pingDatabase'
>;

export interface FakeStores extends Stores {
  readonly rows: Map<string, StoredUser>;
  readonly seenEvents: SecurityEvent[];
  readonly passwordChecks: (string | null)[];
  /** Set: every call of a store fails with it. */
  fault: Error | undefined;
}

export const firstGeneration = '11111111-1111-4111-8111-111111111111';

const sampleUsers: StoredUser[] = [
  {
    username: 'admin_user',
    role: 'admin',
    store_ids: [1, 2],
    all_stores: true,
    active: true,
    passwordHash: 'admin123',
    tokenGeneration: firstGeneration,
  },
  {
    username: 'manager_store1',
    role: 'store_manager',
    store_ids: [1],
    all_stores: false,
    active: true,
    passwordHash: 'manager123',
    tokenGeneration: firstGeneration,
  },
  {
    username: 'manager_multi',
    role: 'store_manager',
    store_ids: [1, 2],
    all_stores: false,
    active: true,
    passwordHash: 'manager123',
    tokenGeneration: firstGeneration,
  },
  {
    username: 'finance_user',
    role: 'finance',
    store_ids: [1],
    all_stores: false,
    active: true,
    passwordHash: 'finance123',
    tokenGeneration: firstGeneration,
  },
  {
    username: 'gone_user',
    role: 'finance',
    store_ids: [1],
    all_stores: false,
    active: false,
    passwordHash: 'finance123',
    tokenGeneration: firstGeneration,
  },
];

/** The stores in memory; the "hash" of a password is the password. */
export function createFakeStores(askRatePerMinute: number): FakeStores {
  const rows = new Map(sampleUsers.map((user) => [user.username, { ...user }]));
  const revoked = new Set<string>();
  const conversations = new Map<string, StoredConversation & { owner: string }>();
  const feedback = new Map<string, FeedbackEntry>();
  const verified = new Map<string, VerifiedQuestion>();
  const now = (): string => new Date().toISOString();

  const stores: FakeStores = {
    rows,
    seenEvents: [],
    passwordChecks: [],
    fault: undefined,
    users: {
      find: async (username) => {
        if (stores.fault !== undefined) throw stores.fault;
        return rows.get(username) ?? null;
      },
      revokeToken: async (tokenId) => void revoked.add(tokenId),
      findSession: async ({ username, tokenId, generation }) => {
        const row = revoked.has(tokenId) ? null : await stores.users.find(username);
        return row?.tokenGeneration === generation ? row : null;
      },
      findSessionForQuestion: async (token) => {
        const user = await stores.users.findSession(token);
        return user === null ? null : { user, rate: await stores.askLimiter.take(user.username) };
      },
      endSessions: async (username) => change(username, {}),
      verifyPassword: async (hash, password) => {
        stores.passwordChecks.push(hash);
        return hash === password;
      },
    },
    userAdministration: {
      list: async () => [...rows.values()].map(toManaged),
      storeIds: async () => [1, 2],
      get: async (username) => {
        const row = rows.get(username);
        return row === undefined ? null : toManaged(row);
      },
      setActive: async (username, active) => change(username, { active }),
      setRole: async (username, role) => change(username, { role }),
      setStores: async (username, stores) =>
        change(username, { store_ids: [...stores.storeIds], all_stores: stores.allStores }),
    },
    loginLimiter: createFakeLoginLimiter(5),
    askLimiter: createRateLimiter({ limit: askRatePerMinute, windowMs: 60_000, now: Date.now }),
    events: { append: async (event) => void stores.seenEvents.push(event) },
    conversations: {
      begin: async (owner, { id, title }, turn) => {
        const times = { created_at: now(), updated_at: now() };
        conversations.set(id, { id, owner, title, turn_count: 1, ...times, turns: [turn] });
      },
      get: async (owner, id) => ownOf(owner, id),
      list: async (owner, search = '') =>
        [...conversations.values()]
          .filter((entry) => entry.owner === owner && entry.title.toLowerCase().includes(search.toLowerCase()))
          .map(({ id, title, turn_count, created_at, updated_at }) => ({
            id,
            title,
            turn_count,
            created_at,
            updated_at,
          })),
      appendTurn: async (owner, id, turn) => {
        const found = ownOf(owner, id);
        if (found === null) return;
        conversations.set(id, { ...found, owner, turns: [...found.turns, turn], turn_count: found.turn_count + 1 });
      },
      rename: async (owner, id, title) => {
        const found = ownOf(owner, id);
        if (found !== null) conversations.set(id, { ...found, owner, title });
        return found !== null;
      },
      remove: async (owner, id) => ownOf(owner, id) !== null && conversations.delete(id),
      findByRequest: async (owner, requestId) => {
        const found = [...conversations.values()].find(
          (entry) => entry.owner === owner && entry.turns.some((turn) => turn.request_id === requestId),
        );
        return found === undefined ? null : withoutOwner(found);
      },
    },
    savedAnswers: createFakeSavedAnswers(),
    feedback: {
      add: async (entry) => {
        const id = String(feedback.size + 1);
        const { requestId, username, rating, comment } = entry;
        feedback.set(id, {
          id,
          request_id: requestId,
          username,
          rating,
          comment,
          question: null,
          sql: null,
          reviewed: false,
          created_at: now(),
        });
      },
      list: async (filter) =>
        [...feedback.values()].filter((entry) => filter.reviewed === undefined || entry.reviewed === filter.reviewed),
      setReviewed: async (id, reviewed) => {
        const entry = feedback.get(id);
        if (entry !== undefined) feedback.set(id, { ...entry, reviewed });
        return entry !== undefined;
      },
    },
    verifiedQuestions: {
      list: async () => [...verified.values()],
      add: async ({ verifiedBy, ...question }) => {
        const added = { ...question, id: String(verified.size + 1), verified_by: verifiedBy, verified_at: now() };
        verified.set(added.id, added);
        return added;
      },
      remove: async (id) => verified.delete(id),
    },
    audit: {
      list: async () => ({ entries: [auditEntry], next_before: null }),
      get: async (id) => (id === auditRecord.id ? auditRecord : null),
      verify: async () => ({ ok: true, checked: 1, broken_at: null }),
    },
    pingDatabase: async () => {
      if (stores.fault !== undefined) throw stores.fault;
    },
  };
  return stores;

  function change(username: string, difference: Partial<StoredUser>): boolean {
    const row = rows.get(username);
    if (row !== undefined) rows.set(username, { ...row, ...difference, tokenGeneration: randomUUID() });
    return row !== undefined;
  }

  function ownOf(owner: string, id: string): StoredConversation | null {
    const found = conversations.get(id);
    return found === undefined || found.owner !== owner ? null : withoutOwner(found);
  }
}

const auditEntry: AuditEntry = {
  id: 'q7',
  kind: 'question',
  request_id: 'request-7',
  conversation_id: null,
  username: 'manager_store1',
  role: 'store_manager',
  store_ids: [1],
  all_stores: false,
  question: 'revenue',
  status: 'answered',
  error_stage: null,
  row_count: 1,
  duration_ms: 12,
  created_at: '2026-01-01T00:00:00.000Z',
};

const auditRecord: AuditDetail = {
  ...auditEntry,
  planner: 'semantic',
  model: null,
  sql: 'SELECT 1',
  views: ['v_payments'],
  problem: null,
  hash: 'ab',
  previous_hash: null,
  events: [{ stage: 'plan', status: 'ok', duration_ms: 1, created_at: '2026-01-01T00:00:00.000Z' }],
};

function createFakeSavedAnswers(): SavedAnswerStore {
  const saved = new Map<string, SavedAnswer & { owner: string }>();
  const ownOf = (owner: string): SavedAnswer[] =>
    [...saved.values()]
      .filter((entry) => entry.owner === owner)
      .map(({ owner: _owner, ...answer }) => answer)
      .reverse();
  const find = (owner: string, id: string): SavedAnswer | null => ownOf(owner).find((entry) => entry.id === id) ?? null;
  return {
    add: async (owner, answer, most) => {
      if (ownOf(owner).length >= most) return null;
      const added = { ...answer, id: `saved-${saved.size + 1}`, created_at: new Date().toISOString() };
      saved.set(added.id, { ...added, owner });
      return added;
    },
    list: async (owner, search = '') =>
      ownOf(owner).filter((entry) => `${entry.title} ${entry.question}`.toLowerCase().includes(search.toLowerCase())),
    get: async (owner, id) => find(owner, id),
    rename: async (owner, id, title) => {
      const found = find(owner, id);
      if (found !== null) saved.set(id, { ...found, owner, title });
      return found !== null;
    },
    remove: async (owner, id) => find(owner, id) !== null && saved.delete(id),
  };
}

function createFakeLoginLimiter(free: number): LoginLimiter {
  const failures = new Map<string, number>();
  return {
    retryAfter: async ({ account }) => ((failures.get(account) ?? 0) >= free ? 30 : 0),
    fail: async ({ account }) => failures.set(account, (failures.get(account) ?? 0) + 1),
    succeed: async ({ account }) => void failures.delete(account),
  };
}

function withoutOwner({ owner: _owner, ...conversation }: StoredConversation & { owner: string }): StoredConversation {
  return conversation;
}

function toManaged({ passwordHash: _hash, tokenGeneration: _generation, ...user }: StoredUser): ManagedUser {
  return user;
}
