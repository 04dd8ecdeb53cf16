import type { SavedAnswer } from '@copilot/contracts';
import type { SavedAnswerRow, SavedAnswerStore as DatabaseSavedAnswerStore } from '@copilot/database';
import type { SavedAnswerStore } from '../saved/saved-answer-store.js';

/** Saved answers in the words of the wire. */
export function toSavedAnswerStore(saved: DatabaseSavedAnswerStore): SavedAnswerStore {
  return {
    add: async (owner, answer, most) => {
      const { title, question, query, store_id: storeId, request_id: requestId, result_sha256: resultSha256 } = answer;
      const added = await saved.add(owner, { title, question, query, storeId, requestId, resultSha256 }, most);
      return added === null ? null : toSavedAnswer(added);
    },
    list: async (owner, search) => (await saved.list(owner, { search })).map(toSavedAnswer),
    get: async (owner, id) => {
      const found = await saved.get(owner, id);
      return found === null ? null : toSavedAnswer(found);
    },
    rename: (owner, id, title) => saved.rename(owner, id, title),
    remove: (owner, id) => saved.remove(owner, id),
  };
}

function toSavedAnswer(row: SavedAnswerRow): SavedAnswer {
  return {
    id: row.id,
    title: row.title,
    question: row.question,
    query: row.query,
    store_id: row.storeId,
    request_id: row.requestId,
    result_sha256: row.resultSha256,
    created_at: row.createdAt,
  };
}
