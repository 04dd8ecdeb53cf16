import type { AskRequest, UserContext } from '@copilot/contracts';
import type { RateUse } from './user-store.js';

/** Who asked a question that can be answered again from rows that are kept, as the look at the token found it then. */
export interface RecentAsker {
  readonly user: UserContext;
  readonly rowVersion: string;
  readonly use: RateUse;
  /** The question itself, as its contract read it. */
  readonly asked: AskRequest;
}

/** The questions that each token asked lately. A question found here may be handed on before its token is looked at; see `RunRequest.session`. */
export interface RecentAskers {
  find(tokenId: string, question: string): RecentAsker | null;
  keep(tokenId: string, question: string, asker: RecentAsker): void;
  forget(tokenId: string, question: string): void;
}

const holdsMs = 60_000;
const mostKept = 2_000;

/** `question` is the whole request as one text. */
export function createRecentAskers(now: () => number): RecentAskers {
  const kept = new Map<string, { readonly asker: RecentAsker; readonly at: number }>();
  const keyOf = (tokenId: string, question: string): string => `${tokenId} ${question}`;
  return {
    find(tokenId, question) {
      const found = kept.get(keyOf(tokenId, question));
      return found !== undefined && now() - found.at < holdsMs ? found.asker : null;
    },
    keep(tokenId, question, asker) {
      const key = keyOf(tokenId, question);
      kept.delete(key);
      kept.set(key, { asker, at: now() });
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
    },
    forget: (tokenId, question) => void kept.delete(keyOf(tokenId, question)),
  };
}

/** A question of people is shorter; see `longestQuestion` of the contracts for what is allowed. */
const longestRepeatable = 2_000;

/** The request as one text; null for one that leans on a conversation. */
export function toRepeatable(body: unknown): string | null {
  const isAlone = typeof body === 'object' && body !== null && !('conversation_id' in body);
  const text = isAlone ? JSON.stringify(body) : '';
  return text === '' || text.length > longestRepeatable ? null : text;
}
