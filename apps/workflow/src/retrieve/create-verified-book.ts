import type { Role } from '@copilot/contracts';
import { embedText } from './embed-text.js';
import { questionKey } from './question-key.js';
import type { VerifiedMatches, VerifiedQuestion } from './retrieve-knowledge.js';

/** Questions that a person has vouched for, as they are kept. The store of `@copilot/database` fits. */
export interface VerifiedQuestions {
  list(): Promise<(VerifiedQuestion & { readonly id: string; readonly roles: readonly Role[] })[]>;
}

/** The verified questions of a role: the one that says the same as a question, and those that come near it. */
export interface VerifiedBook {
  lookUp(question: string, role: Role): Promise<VerifiedMatches>;
  /** Newest first. */
  list(role: Role): Promise<readonly VerifiedQuestion[]>;
}

/** How long a new verified question may stay unknown to this process. */
const HOLDS_MS = 2_000;
const NEAREST = 3;
const NEAR_ENOUGH = 0.3;

type Entry = VerifiedQuestion & { readonly roles: readonly Role[]; readonly key: string; readonly vector: number[] };

/** Keeps them in memory and reads them anew every other second while questions are asked. One that cannot be read knows none. */
export function createVerifiedBook(store: VerifiedQuestions, now: () => number = Date.now): VerifiedBook {
  let entries: Promise<readonly Entry[]> = Promise.resolve([]);
  let until = 0;

  async function read(before: readonly Entry[]): Promise<readonly Entry[]> {
    const vectors = new Map(before.map(({ question, vector }) => [question, vector]));
    const rows = await store.list();
    return rows.map((row) => ({
      ...row,
      key: questionKey(row.question),
      vector: vectors.get(row.question) ?? embedText(row.question),
    }));
  }
  async function ofRole(role: Role): Promise<Entry[]> {
    if (now() >= until) {
      until = now() + HOLDS_MS;
      entries = entries.then(read).catch(() => []);
    }
    return (await entries).filter(({ roles }) => roles.includes(role));
  }

  return {
    list: ofRole,
    async lookUp(question, role) {
      const known = await ofRole(role);
      if (known.length === 0) return { same: null, nearest: [] };
      const key = questionKey(question);
      const vector = embedText(question);
      const near = known
        .map((entry) => ({ entry, nearness: dot(vector, entry.vector) }))
        .filter(({ nearness }) => nearness >= NEAR_ENOUGH)
        .sort((left, right) => right.nearness - left.nearness);
      const same = known.find((entry) => entry.key === key && key !== '') ?? null;
      return { same, nearest: near.slice(0, NEAREST).map(({ entry }) => entry) };
    },
  };
}

const dot = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
