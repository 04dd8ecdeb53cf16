import type { Role } from '@copilot/contracts';
import type { Pool } from '../connect/create-pool.js';

/** One piece of knowledge that helps to understand a question: a view, a metric, a rule of the business, an example. */
export interface RagDocument {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly content: string;
  /** Who may have it in the context. */
  readonly roles: readonly Role[];
  readonly source: string;
  /** Null: found by words alone. 256 numbers offline; another length only when all documents have it. */
  readonly embedding: readonly number[] | null;
}

export interface RagHit {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly content: string;
  readonly source: string;
  /** Fused reciprocal ranks, scaled to 0…1: 1 is first by vector and by words. */
  readonly score: number;
}

export interface RagStore {
  /** Puts these documents in the place of all but the seeded rules; readers see the old or the new set, never a mixture. */
  replaceAll(documents: readonly RagDocument[]): Promise<void>;
  search(query: { embedding: readonly number[] | null; text: string; role: Role; limit: number }): Promise<RagHit[]>;
  count(): Promise<number>;
}

export function createRagStore(pool: Pool): RagStore {
  return {
    async replaceAll(documents) {
      // One statement, so that it is one transaction without pinning a connection.
      await pool.query(
        `WITH incoming AS (
           SELECT id, kind, title, content, roles, source, embedding FROM jsonb_to_recordset($1::jsonb)
             AS d (id text, kind text, title text, content text, roles text[], source text, embedding text)),
         gone AS (
           DELETE FROM public.rag_documents
           WHERE source <> 'seed' AND id NOT IN (SELECT id FROM incoming))
         INSERT INTO public.rag_documents AS d (id, kind, title, content, roles, source, embedding)
         SELECT id, kind, title, content, roles, source, embedding::vector FROM incoming
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, content = excluded.content,
           roles = excluded.roles, source = excluded.source, embedding = excluded.embedding, updated_at = now()`,
        [JSON.stringify(documents.map((d) => ({ ...d, embedding: toVector(d.embedding) })))],
      );
    },
    async search({ embedding, text, role, limit }) {
      const { rows } = await pool.query<RagHit>(searchSql, [toVector(embedding), text, role, limit]);
      return rows;
    },
    async count() {
      const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM public.rag_documents');
      return rows[0]?.count ?? 0;
    },
  };
}

const toVector = (embedding: readonly number[] | null): string | null =>
  embedding === null ? null : `[${embedding.join(',')}]`;

/**
 * Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009) of nearness by vector and of full-text rank, k = 60. Words are joined by
 * OR: a question is a sentence, and few documents hold all of its words.
 */
const searchSql = `
WITH allowed AS MATERIALIZED (
  SELECT id, kind, title, content, source, embedding, tsv FROM public.rag_documents WHERE $3::text = ANY (roles)),
near AS (
  SELECT id, rank() OVER (ORDER BY embedding <=> $1::vector) AS place FROM allowed
  WHERE $1::vector IS NOT NULL AND embedding IS NOT NULL AND vector_dims(embedding) = vector_dims($1::vector)
  ORDER BY place, id LIMIT 50),
words AS (
  SELECT replace(plainto_tsquery('english', $2)::text, '&', '|')::tsquery AS query),
said AS (
  SELECT id, rank() OVER (ORDER BY ts_rank_cd(tsv, query, 1) DESC) AS place FROM allowed, words
  WHERE tsv @@ query ORDER BY place, id LIMIT 50)
SELECT a.id, a.kind, a.title, a.content, a.source,
  ((coalesce(1.0 / (60 + near.place), 0) + coalesce(1.0 / (60 + said.place), 0)) * 61 / 2 * CASE a.kind WHEN 'join' THEN 0.5 ELSE 1 END)::float8 AS score
FROM allowed a LEFT JOIN near USING (id) LEFT JOIN said USING (id)
WHERE near.place IS NOT NULL OR said.place IS NOT NULL
ORDER BY score DESC, a.id LIMIT $4`;
