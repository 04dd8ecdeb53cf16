import type { Answer, UserContext } from '@copilot/contracts';
import { toRunConversation, type AnswerQuestion } from '../ask/answer-question.js';
import type { ConversationStore, StoredTurn } from '../conversations/conversation-store.js';
import { ProblemError } from '../http/problem-error.js';
import { narrowScope, type Narrowing } from '../scope/narrow-scope.js';
import { toCsv } from './to-csv.js';
import { toXlsx } from './to-xlsx.js';

export interface ExportedFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: string | Buffer;
}

export type ExportAnswer = (asked: {
  user: UserContext;
  /** Of this export; the run is audited under it. */
  requestId: string;
  /** Of the answer to export. */
  exported: string;
  format: 'csv' | 'xlsx';
  signal: AbortSignal;
}) => Promise<ExportedFile>;

/**
 * Asks a kept question again under today's scope and writes the rows as a file.
 * *Problems* `answer.not-found` for a request that is not the caller's, `answer.not-exportable` when there are no rows today.
 */
export function createExportAnswer(needs: {
  question: AnswerQuestion;
  conversations: ConversationStore;
}): ExportAnswer {
  return async ({ user, requestId, exported, format, signal }) => {
    const conversation = await needs.conversations.findByRequest(user.username, exported);
    const index = conversation?.turns.findIndex((turn) => turn.request_id === exported) ?? -1;
    const turn = conversation?.turns[index];
    if (conversation === null || turn === undefined) throw new ProblemError('answer.not-found');

    const before = { ...conversation, turns: conversation.turns.slice(0, index) };
    const answer = await needs.question.again({
      user,
      requestId,
      question: turn.question,
      query: turn.query ?? undefined,
      narrowing: sameNarrowing(turn, user),
      signal,
      before: toRunConversation(before, user),
    });
    if (answer.status !== 'answered') {
      throw new ProblemError('answer.not-exportable', {
        message: `There are no rows to export. ${answer.answer}`.slice(0, 400),
      });
    }
    return toFile(answer, format);
  };
}

/** A question that ran in one store is exported for that store, as long as its asker still has it. */
function sameNarrowing(turn: StoredTurn, user: UserContext): Narrowing {
  const [store, ...others] = turn.scope.store_ids;
  if (turn.scope.all_stores || store === undefined || others.length > 0) return {};
  return narrowScope(user, { store_id: store }).ok ? { store_id: store } : {};
}

async function toFile(answer: Answer, format: 'csv' | 'xlsx'): Promise<ExportedFile> {
  const name = `answer-${answer.request_id.replace(/[^A-Za-z0-9-]/g, '-')}.${format}`;
  if (format === 'csv') return { name, contentType: 'text/csv; charset=utf-8', content: toCsv(answer.data) };
  return {
    name,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: await toXlsx(answer.data),
  };
}
