import type {
  ConversationStore as DatabaseConversationStore,
  ConversationSummaryRow,
  Pool,
  StoredConversation as DatabaseConversation,
} from '@copilot/database';
import type { ConversationSummary } from '@copilot/contracts';
import type { ConversationStore, StoredConversation, StoredTurn } from '../conversations/conversation-store.js';

/** How many conversations a list shows. */
const longestList = 200;

/** Conversations in the words of the wire. */
export function toConversationStore(
  conversations: DatabaseConversationStore,
  pool: Pick<Pool, 'query'>,
): ConversationStore {
  const get: ConversationStore['get'] = async (owner, id) => {
    const found = await conversations.get(owner, id);
    return found === null ? null : toStoredConversation(found, owner);
  };
  return {
    get,
    create: async (owner, title) => (await conversations.create(owner, { title })).id,
    list: async (owner, search) => (await conversations.list(owner, { search, limit: longestList })).map(toSummary),
    appendTurn: async (owner, id, turn) => {
      await conversations.appendTurn(owner, id, {
        requestId: turn.request_id,
        question: turn.question,
        status: turn.status,
        answer: turn.answer,
        query: turn.query,
        columns: turn.columns,
        rows: turn.rows,
        role: turn.scope.role,
        storeIds: turn.scope.store_ids,
        allStores: turn.scope.all_stores,
        views: turn.views,
      });
    },
    rename: (owner, id, title) => conversations.rename(owner, id, title),
    remove: (owner, id) => conversations.remove(owner, id),
    findByRequest: async (owner, requestId) => {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT c.id FROM public.conversation_turns t JOIN public.conversations c ON c.id = t.conversation_id
         WHERE t.request_id = $1 AND c.username = $2 ORDER BY t.created_at DESC LIMIT 1`,
        [requestId, owner],
      );
      const id = rows[0]?.id;
      return id === undefined ? null : get(owner, id);
    },
  };
}

function toSummary(row: ConversationSummaryRow): ConversationSummary {
  return {
    id: row.id,
    title: row.title,
    turn_count: row.turnCount,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

function toStoredConversation(found: DatabaseConversation, owner: string): StoredConversation {
  const turns = found.turns.map((turn): StoredTurn => ({
    request_id: turn.requestId,
    question: turn.question,
    status: turn.status,
    answer: turn.answer,
    query: turn.query,
    columns: [...turn.columns],
    rows: turn.rows.map((row) => [...row]),
    views: turn.views,
    scope: { username: owner, role: turn.role, store_ids: turn.storeIds, all_stores: turn.allStores },
    created_at: turn.createdAt,
  }));
  return { ...toSummary(found), turns };
}
