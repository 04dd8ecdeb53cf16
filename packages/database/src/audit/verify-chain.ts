import type { Pool } from '../connect/create-pool.js';
import type { AuditCheckpoint } from './audit-checkpoints.js';
import type { AuditHead, AuditVerdict } from './audit-record.js';

/** The part of a connection that verifying needs. */
export type Querier = Pick<Pool, 'query'>;

interface Break {
  id: string | null;
  reason: string | null;
  checked: number;
}

/**
 * Recomputes both chains in the database and says where the first one breaks. `heads` are ends that were exported earlier: they find a
 * tail that was cut together with its head row, and a chain that was written anew as a whole. `checkpoints` are trusted ends of what was
 * cut off at the beginning.
 */
export async function verifyChain(
  db: Querier,
  heads: readonly AuditHead[] = [],
  checkpoints: readonly Pick<AuditCheckpoint, 'chain' | 'lastId' | 'hash'>[] = [],
): Promise<AuditVerdict> {
  let checked = 0;
  for (const chain of ['questions', 'security'] as const) {
    const begin = checkpoints.find((checkpoint) => checkpoint.chain === chain);
    const { rows } = await db.query<Break>(chainSql[chain], [
      JSON.stringify(heads.filter((head) => head.chain === chain).map(({ id, hash }) => ({ id, hash }))),
      begin?.lastId ?? 0,
      begin?.hash ?? '0'.repeat(64),
    ]);
    const found = rows[0];
    checked += found?.checked ?? 0;
    if (found?.id != null) {
      const letter = chain === 'questions' ? 'q' : 's';
      return { ok: false, checked, brokenAt: { id: `${letter}${found.id}`, reason: found.reason ?? 'unknown' } };
    }
  }
  return { ok: true, checked };
}

const toChainSql = (table: string, chain: string, hash: string, stages: string): string => `
WITH rows AS (
  SELECT l.id, l.prev_hash, l.hash, ${hash} AS expected,
    coalesce(lag(l.id) OVER (ORDER BY l.id), $2::bigint) AS previous_id,
    coalesce(lag(l.hash) OVER (ORDER BY l.id), $3) AS previous_hash
  FROM public.${table} l),
head AS (SELECT last_id, last_event_id, hash FROM public.audit_heads WHERE chain = '${chain}'),
last AS (SELECT coalesce(max(id), $2::bigint) AS id FROM public.${table}),
exported AS (SELECT id, hash FROM jsonb_to_recordset($1::jsonb) AS h (id bigint, hash text)),
breaks AS (
  SELECT id, CASE
    WHEN id <> previous_id + 1 THEN 'rows before this one are missing'
    WHEN prev_hash <> previous_hash THEN 'it does not follow the row before it'
    ELSE 'its content was changed' END AS reason
  FROM rows WHERE id <> previous_id + 1 OR prev_hash <> previous_hash OR hash <> expected
  ${stages}
  UNION ALL
  SELECT last.id + 1, 'rows at the end are missing' FROM last, head WHERE head.last_id > last.id
  UNION ALL
  SELECT last.id, 'rows at the end were not written by the audit' FROM last LEFT JOIN head ON true
  WHERE head.last_id IS NULL OR head.last_id < last.id
    OR head.last_id = last.id AND last.id > 0 AND head.hash IS DISTINCT FROM (SELECT hash FROM rows WHERE rows.id = last.id)
  UNION ALL
  SELECT e.id, 'it is not the row whose hash was exported' FROM exported e LEFT JOIN rows USING (id)
  WHERE CASE WHEN e.id = $2::bigint THEN $3 ELSE rows.hash END IS DISTINCT FROM e.hash AND e.id > 0 AND e.id >= $2::bigint)
SELECT (SELECT id::text FROM breaks ORDER BY breaks.id LIMIT 1) AS id,
  (SELECT reason FROM breaks ORDER BY breaks.id LIMIT 1) AS reason, (SELECT count(*)::int FROM rows) AS checked`;

const chainSql = {
  questions: toChainSql(
    'query_audit_logs',
    'questions',
    'public.audit_hash(l, public.audit_events_of(l.id))',
    `UNION ALL
  SELECT e.log_id, 'a stage without its question' FROM public.query_audit_events e
  WHERE NOT EXISTS (SELECT FROM public.query_audit_logs l WHERE l.id = e.log_id)`,
  ),
  security: toChainSql('security_events', 'security', 'public.security_event_hash(l)', ''),
} as const;
