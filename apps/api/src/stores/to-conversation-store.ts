import type {
  ConversationStore as DatabaseConversationStore,
  ConversationSummaryRow,
  NewTurn,
  StoredConversation as DatabaseConversation,
} from '@copilot/database';
import type { ConversationSummary } from '@copilot/contracts';
import type { ConversationStore, StoredConversation, StoredTurn } from '../conversations/conversation-store.js';

/** How many conversations a list shows. */
const longestList = 200;

/** Conversations in the words of the wire. */
export function toConversationStore(conversations: DatabaseConversationStore): ConversationStore {
  return {
    get: async (owner, id) => {
      const found = await conversations.get(owner, id);
      return found === null ? null : toStoredConversation(found, owner);
    },
    begin: (owner, conversation, turn) => conversations.begin(owner, conversation, toNewTurn(turn)),
    list: async (owner, search) => (await conversations.list(owner, { search, limit: longestList })).map(toSummary),
    appendTurn: async (owner, id, turn) => void (await conversations.appendTurn(owner, id, toNewTurn(turn))),
    rename: (owner, id, title) => conversations.rename(owner, id, title),
    remove: (owner, id) => conversations.remove(owner, id),
    findByRequest: async (owner, requestId) => {
      const found = await conversations.findByRequest(owner, requestId);
      return found === null ? null : toStoredConversation(found, owner);
    },
  };
}

function toNewTurn(turn: StoredTurn): NewTurn {
  return {
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
