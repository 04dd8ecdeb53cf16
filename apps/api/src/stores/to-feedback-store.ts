import type {
  FeedbackStore as DatabaseFeedbackStore,
  VerifiedQuestionRow,
  VerifiedQuestionStore as DatabaseVerifiedQuestionStore,
} from '@copilot/database';
import type { VerifiedQuestion } from '@copilot/contracts';
import type { FeedbackStore, VerifiedQuestionStore } from '../feedback/feedback-store.js';

/** Feedback in the words of the wire. */
export function toFeedbackStore(feedback: DatabaseFeedbackStore): FeedbackStore {
  return {
    add: (entry) => feedback.add(entry),
    list: async (filter) =>
      (await feedback.list(filter)).map((row) => ({
        id: row.id,
        request_id: row.requestId,
        username: row.username,
        rating: row.rating,
        comment: row.comment,
        question: row.question,
        sql: row.sql,
        reviewed: row.reviewed,
        created_at: row.createdAt,
      })),
    setReviewed: (id, reviewed) => feedback.setReviewed(id, reviewed),
  };
}

/** Verified questions in the words of the wire. */
export function toVerifiedQuestionStore(verified: DatabaseVerifiedQuestionStore): VerifiedQuestionStore {
  return {
    list: async () => (await verified.list()).map(toVerifiedQuestion),
    add: async (question) => toVerifiedQuestion(await verified.add(question)),
    remove: (id) => verified.remove(id),
  };
}

function toVerifiedQuestion(row: VerifiedQuestionRow): VerifiedQuestion {
  return {
    id: row.id,
    question: row.question,
    sql: row.sql,
    roles: row.roles,
    verified_by: row.verifiedBy,
    verified_at: row.verifiedAt,
  };
}
