import type { SemanticQuery } from '@copilot/contracts';
import type { Pool } from '../connect/create-pool.js';

/** How an answer is computed again; no row of it. */
export interface NewSavedAnswer {
  readonly title: string;
  readonly question: string;
  readonly query: SemanticQuery | null;
  readonly storeId: number | null;
  readonly requestId: string;
  readonly resultSha256: string | null;
}

export interface SavedAnswerRow extends NewSavedAnswer {
  readonly id: string;
  readonly createdAt: string;
}

/** Every call names the owner: a saved answer of someone else does not exist. */
export interface SavedAnswerStore {
  /** Null when the owner holds `most` of them already. The title is cut to 200 characters. */
  add(owner: string, answer: NewSavedAnswer, most: number): Promise<SavedAnswerRow | null>;
  /** The newest first; `search` looks into titles and questions. */
  list(owner: string, filter?: { search?: string; limit?: number }): Promise<SavedAnswerRow[]>;
  get(owner: string, id: string): Promise<SavedAnswerRow | null>;
  rename(owner: string, id: string, title: string): Promise<boolean>;
  remove(owner: string, id: string): Promise<boolean>;
}

export function createSavedAnswerStore(pool: Pool): SavedAnswerStore {
  return {
    async add(owner, answer, most) {
      const { rows } = await pool.query<Row>(
        `INSERT INTO public.saved_answers (username, title, question, query, store_id, request_id, result_sha256)
         SELECT $1, $2, $3, $4, $5, $6, $7 WHERE (SELECT count(*) FROM public.saved_answers WHERE username = $1) < $8
         RETURNING ${columns}`,
        [
          owner,
          answer.title.slice(0, 200),
          answer.question,
          answer.query === null ? null : JSON.stringify(answer.query),
          answer.storeId,
          answer.requestId,
          answer.resultSha256,
          most,
        ],
      );
      return rows[0] === undefined ? null : toSavedAnswer(rows[0]);
    },
    async list(owner, { search, limit = 500 } = {}) {
      const pattern = search === undefined || search === '' ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM public.saved_answers
         WHERE username = $1 AND ($2::text IS NULL OR title ILIKE $2 OR question ILIKE $2)
         ORDER BY created_at DESC, id LIMIT $3`,
        [owner, pattern, limit],
      );
      return rows.map(toSavedAnswer);
    },
    async get(owner, id) {
      if (!isUuid(id)) return null;
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM public.saved_answers WHERE id = $1 AND username = $2`,
        [id, owner],
      );
      return rows[0] === undefined ? null : toSavedAnswer(rows[0]);
    },
    async rename(owner, id, title) {
      if (!isUuid(id)) return false;
      const { rowCount } = await pool.query(
        `UPDATE public.saved_answers SET title = $3 WHERE id = $1 AND username = $2`,
        [id, owner, title.slice(0, 200)],
      );
      return (rowCount ?? 0) > 0;
    },
    async remove(owner, id) {
      if (!isUuid(id)) return false;
      const { rowCount } = await pool.query(`DELETE FROM public.saved_answers WHERE id = $1 AND username = $2`, [
        id,
        owner,
      ]);
      return (rowCount ?? 0) > 0;
    },
  };
}

const columns = 'id, title, question, query, store_id, request_id, result_sha256, created_at';
const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

interface Row {
  id: string;
  title: string;
  question: string;
  query: SemanticQuery | null;
  store_id: number | null;
  request_id: string;
  result_sha256: string | null;
  created_at: string;
}

const toSavedAnswer = (row: Row): SavedAnswerRow => ({
  id: row.id,
  title: row.title,
  question: row.question,
  query: row.query,
  storeId: row.store_id,
  requestId: row.request_id,
  resultSha256: row.result_sha256,
  createdAt: row.created_at,
});
