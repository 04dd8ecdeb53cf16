import type { Pool } from '../connect/create-pool.js';

/** Removes conversations that nobody has added to since then, and feedback of that age. *Returns* how many conversations went. */
export async function removeOldConversations(pool: Pick<Pool, 'query'>, before: Date): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM public.conversations WHERE updated_at < $1', [before]);
  await pool.query('DELETE FROM public.feedback WHERE created_at < $1', [before]);
  return rowCount ?? 0;
}
