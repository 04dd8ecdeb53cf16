import { createHash } from 'node:crypto';
import type { RolePolicy, Turn, UserContext } from '@copilot/contracts';
import type { Candidate } from './read-reply.js';

/** A reply whose statement ran: kept as text, judged by the guard again each time it is used. */
export interface KeptReply {
  readonly candidates: readonly Candidate[];
  readonly model: string;
}

export interface ReplyKey {
  readonly question: string;
  readonly context: UserContext;
  readonly rolePolicy: RolePolicy;
  readonly turns: readonly Turn[];
  readonly dataVersion: string;
}

/** Replies of the language model by question, talk, role, scope, policy and data, so that nothing crosses from one scope to another. */
export interface ReplyCache {
  find(key: ReplyKey): KeptReply | null;
  keep(key: ReplyKey, reply: KeptReply): void;
}

/** Keeps the `capacity` replies used last, each for `ttlMs`. `models` is part of the key: another setting, another answer. */
export function createReplyCache(options: {
  readonly capacity: number;
  readonly ttlMs: number;
  readonly models: readonly string[];
  readonly now: () => number;
}): ReplyCache {
  const kept = new Map<string, { readonly reply: KeptReply; readonly until: number }>();
  return {
    find(key) {
      const hash = hashKey(key, options.models);
      const entry = kept.get(hash);
      kept.delete(hash);
      if (entry === undefined || entry.until <= options.now()) return null;
      kept.set(hash, entry);
      return entry.reply;
    },
    keep(key, reply) {
      const hash = hashKey(key, options.models);
      kept.delete(hash);
      kept.set(hash, { reply, until: options.now() + options.ttlMs });
      for (const oldest of kept.keys()) {
        if (kept.size <= options.capacity) break;
        kept.delete(oldest);
      }
    },
  };
}

function hashKey(key: ReplyKey, models: readonly string[]): string {
  const { role, store_ids, all_stores } = key.context;
  const talk = key.turns.map((turn) => turn.question);
  const parts = [
    key.question,
    talk,
    role,
    [...store_ids].sort(),
    all_stores,
    key.rolePolicy.version,
    key.dataVersion,
    models,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
