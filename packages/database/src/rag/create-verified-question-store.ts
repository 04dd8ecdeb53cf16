import type { Role } from '@copilot/contracts';
import type { Pool } from '../connect/create-pool.js';

/** A question whose SQL a person has vouched for. */
export interface VerifiedQuestionRow {
  readonly id: string;
  readonly question: string;
  readonly sql: string;
  readonly roles: Role[];
  readonly verifiedBy: string;
  readonly verifiedAt: string;
}

export interface VerifiedQuestionStore {
  /** The same question (case and spaces apart) is replaced. It can be found among the documents at once, by its words until the next indexing. */
  add(question: {
    question: string;
    sql: string;
    roles: readonly Role[];
    verifiedBy: string;
  }): Promise<VerifiedQuestionRow>;
  /** Newest first; with `role` only what that role may use. */
  list(filter?: { role?: Role; limit?: number }): Promise<VerifiedQuestionRow[]>;
  remove(id: string): Promise<boolean>;
}

export function createVerifiedQuestionStore(pool: Pool): VerifiedQuestionStore {
  return {
    async add({ question, sql, roles, verifiedBy }) {
      const { rows } = await pool.query<Row>(
        `WITH kept AS (
           INSERT INTO public.verified_questions (question, question_key, sql, roles, verified_by) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (question_key) DO UPDATE SET question = excluded.question, sql = excluded.sql, roles = excluded.roles,
             verified_by = excluded.verified_by, verified_at = now()
           RETURNING *),
         document AS (
           INSERT INTO public.rag_documents AS d (id, kind, title, content, roles, source, verified_by, verified_at)
           SELECT 'verified_question:' || id, 'verified_question', question, sql, roles, 'verified questions', verified_by, verified_at FROM kept
           ON CONFLICT (id) DO UPDATE SET title = excluded.title, content = excluded.content, roles = excluded.roles, updated_at = now(),
             verified_by = excluded.verified_by, verified_at = excluded.verified_at,
             embedding = CASE WHEN d.title = excluded.title AND d.content = excluded.content THEN d.embedding END)
         SELECT ${columns} FROM kept`,
        [question, keyOf(question), sql, roles, verifiedBy],
      );
      const row = rows[0];
      if (row === undefined) throw new Error('the statement must return one row');
      return toVerifiedQuestion(row);
    },
    async list({ role, limit = 2_000 } = {}) {
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM public.verified_questions WHERE $1::text IS NULL OR $1 = ANY (roles)
         ORDER BY verified_at DESC, id LIMIT $2`,
        [role ?? null, limit],
      );
      return rows.map(toVerifiedQuestion);
    },
    async remove(id) {
      if (!/^\d{1,18}$/.test(id)) return false;
      const { rows } = await pool.query(
        `WITH gone AS (DELETE FROM public.verified_questions WHERE id = $1 RETURNING id),
         document AS (DELETE FROM public.rag_documents WHERE id IN (SELECT 'verified_question:' || id FROM gone))
         SELECT id FROM gone`,
        [id],
      );
      return rows.length > 0;
    },
  };
}

const columns = 'id::text, question, sql, roles, verified_by, verified_at';
const keyOf = (question: string): string =>
  question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[?.! ]+$/, '');

interface Row {
  id: string;
  question: string;
  sql: string;
  roles: Role[];
  verified_by: string;
  verified_at: string;
}

const toVerifiedQuestion = (row: Row): VerifiedQuestionRow => ({
  id: row.id,
  question: row.question,
  sql: row.sql,
  roles: row.roles,
  verifiedBy: row.verified_by,
  verifiedAt: row.verified_at,
});
