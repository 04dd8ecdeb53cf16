import type { Pool } from '../connect/create-pool.js';

/** Reads from the audit what a user has spent of the language model; shared by all copies, kept over restarts. */
export function createSpendingRecord(pool: Pool): {
  tokensSince(username: string, since: Date, unreportedTokens: number): Promise<number>;
} {
  return {
    async tokensSince(username, since, unreportedTokens) {
      const { rows } = await pool.query<{ tokens: number }>(
        `SELECT coalesce(sum(CASE WHEN usage -> 'prompt_tokens' = 'null' THEN $3::int
           ELSE (usage ->> 'prompt_tokens')::int + coalesce((usage ->> 'completion_tokens')::int, 0) END), 0)::float8 AS tokens
         FROM public.query_audit_logs
         WHERE created_at >= $2 AND username = $1 AND (usage ->> 'attempts')::int > 0`,
        [username, since, unreportedTokens],
      );
      return rows[0]?.tokens ?? 0;
    },
  };
}
