import type { ConversationSummary, KeptTurn, UserContext } from '@copilot/contracts';

/** One exchange as the gateway keeps it: with the scope it ran in, so that it is not shown to somebody who may see less by now. */
export interface StoredTurn extends Omit<KeptTurn, 'withheld'> {
  readonly scope: UserContext;
  readonly views: string[];
}

export interface StoredConversation extends ConversationSummary {
  readonly turns: readonly StoredTurn[];
}

/** Conversations, each visible to its owner alone. Ids that do not exist and ids of others are alike. */
export interface ConversationStore {
  /** A new conversation with its first exchange. */
  begin(owner: string, conversation: { id: string; title: string }, turn: StoredTurn): Promise<void>;
  get(owner: string, id: string): Promise<StoredConversation | null>;
  /** The one used last first; at most 200. `search` looks into titles and questions. */
  list(owner: string, search?: string): Promise<ConversationSummary[]>;
  appendTurn(owner: string, id: string, turn: StoredTurn): Promise<void>;
  rename(owner: string, id: string, title: string): Promise<boolean>;
  remove(owner: string, id: string): Promise<boolean>;
  /** The conversation that holds the exchange with this request id. */
  findByRequest(owner: string, requestId: string): Promise<StoredConversation | null>;
}
