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
  /** The same question (case and spaces apart) is replaced. */
  add(question: {
    question: string;
    sql: string;
    roles: readonly Role[];
    verifiedBy: string;
  }): Promise<VerifiedQuestionRow>;
  /** Newest first; with `role` only what that role may use. */
  list(filter?: { role?: Role; limit?: number }): Promise<VerifiedQuestionRow[]>;
  /** The one that says exactly this, for this role. */
  find(question: string, role: Role): Promise<VerifiedQuestionRow | null>;
  remove(id: string): Promise<boolean>;
}

export function createVerifiedQuestionStore(pool: Pool): VerifiedQuestionStore {
  return {
    async add({ question, sql, roles, verifiedBy }) {
      const { rows } = await pool.query<Row>(
        `INSERT INTO public.verified_questions (question, question_key, sql, roles, verified_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (question_key) DO UPDATE SET question = excluded.question, sql = excluded.sql, roles = excluded.roles,
           verified_by = excluded.verified_by, verified_at = now()
         RETURNING ${columns}`,
        [question, keyOf(question), sql, roles, verifiedBy],
      );
      const row = rows[0];
      if (row === undefined) throw new Error('the statement must return one row');
      return toVerifiedQuestion(row);
    },
    async list({ role, limit = 500 } = {}) {
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM public.verified_questions WHERE $1::text IS NULL OR $1 = ANY (roles)
         ORDER BY verified_at DESC, id LIMIT $2`,
        [role ?? null, limit],
      );
      return rows.map(toVerifiedQuestion);
    },
    async find(question, role) {
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM public.verified_questions WHERE question_key = $1 AND $2 = ANY (roles)`,
        [keyOf(question), role],
      );
      const row = rows[0];
      return row === undefined ? null : toVerifiedQuestion(row);
    },
    async remove(id) {
      if (!/^\d{1,18}$/.test(id)) return false;
      const { rowCount } = await pool.query('DELETE FROM public.verified_questions WHERE id = $1', [id]);
      return (rowCount ?? 0) > 0;
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
