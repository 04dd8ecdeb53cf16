import type { SaveAnswerRequest, SavedAnswer, UserContext } from '@copilot/contracts';
import type { ConversationStore } from '../conversations/conversation-store.js';
import { ProblemError } from '../http/problem-error.js';
import { isWithin } from '../scope/narrow-scope.js';

/**
 * What of an answer is saved: its question, what was understood where that is asked for, and the store it was narrowed to. No row.
 * *Problems* `answer.not-found` for a request that is not the caller's or lay outside their scope of today, and `saved-answer.*`.
 */
export async function toSavedAnswer(
  request: SaveAnswerRequest,
  user: UserContext,
  conversations: ConversationStore,
): Promise<Omit<SavedAnswer, 'id' | 'created_at'>> {
  const conversation = await conversations.findByRequest(user.username, request.request_id);
  const turn = conversation?.turns.find((entry) => entry.request_id === request.request_id);
  if (turn === undefined || !isWithin(turn.scope, user)) throw new ProblemError('answer.not-found');
  if (turn.status !== 'answered') throw new ProblemError('saved-answer.not-answered');
  if (request.as === 'interpretation' && turn.query === null) throw new ProblemError('saved-answer.no-interpretation');
  return {
    title: request.title ?? turn.question.replace(/\s+/g, ' ').slice(0, 200),
    question: turn.question,
    query: request.as === 'interpretation' ? turn.query : null,
    store_id: narrowedStore(turn.scope, user),
    request_id: turn.request_id,
    result_sha256: request.result_sha256 ?? null,
  };
}

/** The one store of the run, where the person has more than that. */
function narrowedStore(ran: UserContext, user: UserContext): number | null {
  const [store, ...others] = ran.store_ids;
  if (ran.all_stores || store === undefined || others.length > 0) return null;
  return user.all_stores || user.store_ids.length > 1 ? store : null;
}
