import type { FeedbackEntry, VerifiedQuestion, VerifyQuestionRequest } from '@copilot/contracts';

export interface FeedbackStore {
  /** One judgement per person and answer; a later one replaces it. */
  add(feedback: {
    requestId: string;
    username: string;
    rating: 'up' | 'down';
    comment: string | null;
  }): Promise<unknown>;
  /** Newest first. */
  list(filter: {
    reviewed?: boolean | undefined;
    rating?: 'up' | 'down' | undefined;
    limit: number;
  }): Promise<FeedbackEntry[]>;
  setReviewed(id: string, reviewed: boolean): Promise<boolean>;
}

/** Questions whose SQL somebody has vouched for; the guard judges that SQL like any other when it is used. */
export interface VerifiedQuestionStore {
  list(): Promise<VerifiedQuestion[]>;
  add(question: Omit<VerifyQuestionRequest, 'feedback_id'> & { verifiedBy: string }): Promise<VerifiedQuestion>;
  remove(id: string): Promise<boolean>;
}
