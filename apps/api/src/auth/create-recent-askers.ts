import type { UserContext } from '@copilot/contracts';
import type { Ahead } from '../workflow/workflow.js';
import type { RateUse } from './user-store.js';

/** Who asks under a token, as the look at it found them. */
export interface RecentAsker {
  readonly user: UserContext;
  readonly rowVersion: string;
  readonly use: RateUse;
}

/** Tokens that were looked at lately, and what each may ask before it is looked at again; see `RunRequest.session`. */
export interface RecentAskers {
  find(tokenId: string, question: string): RecentAsker | null;
  /** Called after a look. `question` is the whole request as one text. */
  keep(tokenId: string, question: string, asker: RecentAsker, ahead: Ahead): void;
  forget(tokenId: string): void;
}

const holdsMs = 60_000;
const mostKept = 2_000;

export function createRecentAskers(now: () => number): RecentAskers {
  const looks = new Map<
    string,
    { readonly asker: RecentAsker; readonly mayAskAnything: boolean; readonly at: number }
  >();
  const repeatable = new Set<string>();
  const keyOf = (tokenId: string, question: string): string => `${tokenId} ${question}`;
  return {
    find(tokenId, question) {
      const look = looks.get(tokenId);
      if (look === undefined || now() - look.at >= holdsMs) return null;
      return look.mayAskAnything || repeatable.has(keyOf(tokenId, question)) ? look.asker : null;
    },
    keep(tokenId, question, asker, ahead) {
      if (ahead === 'nothing') return;
      looks.delete(tokenId);
      looks.set(tokenId, { asker, mayAskAnything: ahead === 'anything', at: now() });
      bound(looks);
      if (ahead === 'anything') return;
      const key = keyOf(tokenId, question);
      repeatable.delete(key);
      repeatable.add(key);
      bound(repeatable);
    },
    forget: (tokenId) => void looks.delete(tokenId),
  };
}

function bound(kept: Pick<Map<string, unknown>, 'keys' | 'size' | 'delete'>): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) return;
    kept.delete(oldest);
  }
}

/** A question of people is shorter; see `longestQuestion` of the contracts for what is allowed. */
const longest = 2_000;

/** The request as one text; null for one that leans on a conversation. */
export function toStandingAlone(body: unknown): string | null {
  const isAlone = typeof body === 'object' && body !== null && !('conversation_id' in body);
  const text = isAlone ? JSON.stringify(body) : '';
  return text === '' || text.length > longest ? null : text;
}
