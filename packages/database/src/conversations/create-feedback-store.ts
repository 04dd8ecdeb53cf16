import type { Pool } from '../connect/create-pool.js';

export interface NewFeedback {
  readonly requestId: string;
  readonly username: string;
  readonly rating: 'up' | 'down';
  readonly comment?: string | null;
}

export interface StoredFeedback {
  readonly id: string;
  readonly requestId: string;
  readonly username: string;
  readonly rating: 'up' | 'down';
  readonly comment: string | null;
  /** Question and SQL as the audit has them; null when it does not know the request. */
  readonly question: string | null;
  readonly sql: string | null;
  readonly reviewed: boolean;
  readonly createdAt: string;
}

export interface FeedbackStore {
  /** One judgement a person and request: a later one replaces it. */
  add(feedback: NewFeedback): Promise<{ id: string }>;
  /** Newest first. */
  list(filter?: { reviewed?: boolean; rating?: 'up' | 'down'; limit?: number }): Promise<StoredFeedback[]>;
  setReviewed(id: string, reviewed: boolean): Promise<boolean>;
}

export function createFeedbackStore(pool: Pool): FeedbackStore {
  return {
    async add({ requestId, username, rating, comment }) {
      const { rows } = await pool.query<{ id: string }>(
        `INSERT INTO public.feedback (request_id, username, rating, comment) VALUES ($1, $2, $3, $4)
         ON CONFLICT (request_id, username) DO UPDATE
           SET rating = excluded.rating, comment = excluded.comment, reviewed = false, created_at = now()
         RETURNING id::text`,
        [requestId, username, rating, comment ?? null],
      );
      return { id: rows[0]?.id ?? '' };
    },
    async list({ reviewed, rating, limit = 100 } = {}) {
      const { rows } = await pool.query<FeedbackRow>(
        `SELECT f.id::text, f.request_id, f.username, f.rating, f.comment, f.reviewed, f.created_at, l.question, l.sql
         FROM public.feedback f LEFT JOIN LATERAL (
           SELECT question, sql FROM public.query_audit_logs WHERE request_id = f.request_id ORDER BY id DESC LIMIT 1) l ON true
         WHERE ($1::boolean IS NULL OR f.reviewed = $1) AND ($2::text IS NULL OR f.rating = $2)
         ORDER BY f.created_at DESC, f.id DESC LIMIT $3`,
        [reviewed ?? null, rating ?? null, limit],
      );
      return rows.map((row) => ({
        id: row.id,
        requestId: row.request_id,
        username: row.username,
        rating: row.rating,
        comment: row.comment,
        question: row.question,
        sql: row.sql,
        reviewed: row.reviewed,
        createdAt: row.created_at,
      }));
    },
    async setReviewed(id, reviewed) {
      if (!/^\d{1,18}$/.test(id)) return false;
      const { rowCount } = await pool.query('UPDATE public.feedback SET reviewed = $2 WHERE id = $1', [id, reviewed]);
      return (rowCount ?? 0) > 0;
    },
  };
}

interface FeedbackRow {
  id: string;
  request_id: string;
  username: string;
  rating: 'up' | 'down';
  comment: string | null;
  question: string | null;
  sql: string | null;
  reviewed: boolean;
  created_at: string;
}
