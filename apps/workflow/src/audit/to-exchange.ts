import type { Answer, RunRequest, Turn, UserContext } from '@copilot/contracts';

/** A question and its answer, for the history of who asked. */
export interface Exchange {
  readonly conversationId: string;
  /** Where it begins its conversation. */
  readonly title: string | null;
  readonly turn: {
    readonly requestId: string;
    readonly question: string;
    readonly status: Answer['status'];
    readonly answer: string;
    readonly query: Turn['query'];
    readonly columns: string[];
    readonly rows: Answer['data']['rows'];
    readonly role: UserContext['role'];
    readonly storeIds: number[];
    readonly allStores: boolean;
    readonly views: string[];
  };
}

/** How many rows of an answer are kept, so that a follow-up can refer to them. */
const KEPT_ROWS = 20;

/** *Returns* null where the exchange is not to be kept here. */
export function toExchange(request: RunRequest, answer: Answer): Exchange | null {
  if (request.keep === undefined) return null;
  const { role, store_ids, all_stores } = request.user_context;
  return {
    conversationId: answer.conversation_id,
    title: request.keep.title,
    turn: {
      requestId: answer.request_id,
      question: request.question,
      status: answer.status,
      answer: answer.answer,
      query: answer.explain.interpretation,
      columns: answer.data.columns.map(({ name }) => name),
      rows: answer.data.rows.slice(0, KEPT_ROWS),
      role,
      storeIds: store_ids,
      allStores: all_stores,
      views: answer.security.views_read,
    },
  };
}
