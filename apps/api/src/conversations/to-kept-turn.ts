import type { Answer, KeptTurn, Turn, UserContext } from '@copilot/contracts';
import { isWithin } from '../scope/narrow-scope.js';
import type { StoredTurn } from './conversation-store.js';

/** How many rows of an answer are kept, so that a follow-up can refer to them. */
const keptRows = 20;

/** What of an answer is kept. */
export function toStoredTurn(exchange: {
  question: string;
  answer: Answer;
  scope: UserContext;
  createdAt: string;
}): StoredTurn {
  const { answer } = exchange;
  return {
    request_id: answer.request_id,
    question: exchange.question,
    status: answer.status,
    answer: answer.answer,
    query: answer.explain.interpretation,
    columns: answer.data.columns.map((column) => column.name),
    rows: answer.data.rows.slice(0, keptRows),
    scope: exchange.scope,
    views: [...answer.security.views_read],
    created_at: exchange.createdAt,
  };
}

/** What its owner may see of an exchange today. */
export function toKeptTurn(turn: StoredTurn, user: UserContext): KeptTurn {
  const withheld = !isWithin(turn.scope, user);
  return {
    request_id: turn.request_id,
    question: turn.question,
    status: turn.status,
    answer: withheld ? null : turn.answer,
    query: withheld ? null : turn.query,
    columns: withheld ? [] : turn.columns,
    rows: withheld ? [] : turn.rows,
    withheld,
    created_at: turn.created_at,
  };
}

/** What the workflow gets of an exchange; nothing of one that its owner could not have today. */
export function toRunTurns(turns: readonly StoredTurn[], user: UserContext): Turn[] {
  return turns
    .filter((turn) => isWithin(turn.scope, user))
    .slice(-keptRows)
    .map(({ question, status, query, columns, rows }) => ({ question, status, query, columns, rows }));
}
