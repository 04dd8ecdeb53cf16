import type { Pool } from '../connect/create-pool.js';
import { queryPrepared } from '../connect/query-prepared.js';
import {
  toStorableJson,
  type AuditDetailRow,
  type AuditEntryRow,
  type AuditFilter,
  type AuditHead,
  type AuditRecord,
  type AuditVerdict,
  type SecurityEvent,
} from './audit-record.js';
import { readTrustedCheckpoints } from './audit-checkpoints.js';
import { toAuditRow } from './to-audit-row.js';
import { verifyChain } from './verify-chain.js';

export interface AuditStore {
  /** Writes the question and its stages as one; throws when that is not possible, and then no answer may leave. */
  append(record: AuditRecord): Promise<{ id: string; hash: string }>;
  appendSecurityEvent(event: SecurityEvent): Promise<{ id: string; hash: string }>;
  /** Newest first; `nextBefore` asks for the following page. */
  list(filter?: AuditFilter): Promise<{ entries: AuditEntryRow[]; nextBefore: string | null }>;
  get(id: string): Promise<AuditDetailRow | null>;
  /**
   * Whether both chains hold, and where the first one breaks; with exported heads a cut tail is found as well. A beginning that retention
   * cut off is accepted when one of the public keys (PEM) signed for it.
   */
  verify(heads?: readonly AuditHead[], publicKeys?: readonly string[]): Promise<AuditVerdict>;
  heads(): Promise<AuditHead[]>;
}

export function createAuditStore(pool: Pool): AuditStore {
  return {
    async append(record) {
      const { rows } = await queryPrepared<Appended>(pool, {
        name: 'append_query_audit',
        text: 'SELECT id::text, hash FROM public.append_query_audit($1::jsonb)',
        values: [toStorableJson(toAuditRow(record))],
      });
      return toAppended('q', rows);
    },
    async appendSecurityEvent(event) {
      const { rows } = await pool.query<Appended>(
        'SELECT id::text, hash FROM public.append_security_event($1::jsonb)',
        [
          toStorableJson({
            event: event.event,
            outcome: event.outcome,
            username: event.username?.slice(0, 128),
            role: event.role,
            address: event.address,
            request_id: event.requestId,
            detail: event.detail?.slice(0, 500),
          }),
        ],
      );
      return toAppended('s', rows);
    },
    async list(filter = {}) {
      const limit = Math.min(Math.max(filter.limit ?? 50, 1), 500);
      const { rows } = await pool.query<EntryRow>(listSql, [
        filter.kind ?? null,
        filter.username ?? null,
        filter.status ?? null,
        filter.search === undefined || filter.search === '' ? null : `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`,
        filter.from ?? null,
        filter.to ?? null,
        /^[qs]\d{1,18}$/.test(filter.before ?? '') ? filter.before : null,
        limit + 1,
      ]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        entries: page.map(toEntry),
        nextBefore: rows.length > limit && last !== undefined ? last.id : null,
      };
    },
    async get(id) {
      const match = /^([qs])(\d{1,18})$/.exec(/^\d+$/.test(id) ? `q${id}` : id);
      if (match === null) return null;
      const [, letter, number] = match;
      const { rows } = await pool.query<DetailRow>(letter === 'q' ? questionSql : securitySql, [number]);
      const row = rows[0];
      return row === undefined ? null : toDetail(row);
    },
    verify: async (heads = [], publicKeys = []) =>
      verifyChain(pool, heads, await readTrustedCheckpoints(pool, publicKeys)),
    async heads() {
      const { rows } = await pool.query<{ chain: AuditHead['chain']; id: number; hash: string; at: string }>(
        `SELECT chain, last_id AS id, hash, now() AS at FROM public.audit_heads ORDER BY chain`,
      );
      return rows;
    },
  };
}

interface Appended {
  id: string;
  hash: string;
}

function toAppended(letter: string, rows: readonly Appended[]): { id: string; hash: string } {
  const row = rows[0];
  if (row === undefined) throw new Error('the audit did not confirm what it wrote');
  return { id: `${letter}${row.id}`, hash: row.hash };
}

const isoColumn = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const listSql = `
SELECT id, kind, request_id, conversation_id, username, role, store_ids, all_stores, question, status, error_stage, row_count, duration_ms, created_at
FROM (
  SELECT 'q' || id AS id, 'question' AS kind, request_id, conversation_id, username, role, store_ids, all_stores, question, status,
    error_stage, row_count, duration_ms, created_at FROM public.query_audit_logs WHERE $1::text IS DISTINCT FROM 'security'
  UNION ALL
  SELECT 's' || id, event, request_id, NULL, username, role, '{}', false, NULL, outcome, NULL, NULL, NULL, created_at
  FROM public.security_events WHERE $1::text IS DISTINCT FROM 'question') AS entry
WHERE ($2::text IS NULL OR username = $2) AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR question ILIKE $4)
  AND ($5::timestamptz IS NULL OR created_at >= $5) AND ($6::timestamptz IS NULL OR created_at < $6)
  AND ($7::text IS NULL OR (created_at, id) < (
    SELECT created_at, $7 FROM public.query_audit_logs WHERE 'q' || id = $7
    UNION ALL SELECT created_at, $7 FROM public.security_events WHERE 's' || id = $7))
ORDER BY created_at DESC, id DESC LIMIT $8`;

const questionSql = `
SELECT 'q' || l.id AS id, 'question' AS kind, l.request_id, l.conversation_id, l.username, l.role, l.store_ids, l.all_stores, l.question,
  l.status, l.error_stage, l.row_count, l.duration_ms, l.created_at, l.planner, l.model, l.sql, l.views, l.problem, NULL AS detail,
  l.certificate_sha256, l.timings, l.hash, l.prev_hash,
  coalesce((SELECT json_agg(json_build_object('stage', e.stage, 'status', e.status, 'duration_ms', e.duration_ms, 'detail', e.detail,
    'created_at', ${isoColumn('e.created_at')}) ORDER BY e.id) FROM public.query_audit_events e WHERE e.log_id = l.id), '[]') AS events
FROM public.query_audit_logs l WHERE l.id = $1`;

const securitySql = `
SELECT 's' || id AS id, event AS kind, request_id, NULL AS conversation_id, username, role, '{}'::int[] AS store_ids, false AS all_stores,
  NULL AS question, outcome AS status, NULL AS error_stage, NULL::int AS row_count, NULL::numeric AS duration_ms, created_at,
  NULL AS planner, NULL AS model, NULL AS sql, '{}'::text[] AS views, NULL AS problem, detail, NULL AS certificate_sha256,
  '{}'::json AS timings, hash, prev_hash, '[]'::json AS events
FROM public.security_events WHERE id = $1`;

interface EntryRow {
  id: string;
  kind: string;
  request_id: string | null;
  conversation_id: string | null;
  username: string | null;
  role: string | null;
  store_ids: number[];
  all_stores: boolean;
  question: string | null;
  status: string;
  error_stage: string | null;
  row_count: number | null;
  duration_ms: number | null;
  created_at: string;
}

interface DetailRow extends EntryRow {
  planner: string | null;
  model: string | null;
  sql: string | null;
  views: string[];
  problem: string | null;
  detail: string | null;
  certificate_sha256: string | null;
  timings: Record<string, number>;
  hash: string;
  prev_hash: string;
  events: { stage: string; status: string; duration_ms: number | null; detail: string | null; created_at: string }[];
}

const toEntry = (row: EntryRow): AuditEntryRow => ({
  id: row.id,
  kind: row.kind,
  requestId: row.request_id,
  conversationId: row.conversation_id,
  username: row.username,
  role: row.role,
  storeIds: row.store_ids,
  allStores: row.all_stores,
  question: row.question,
  status: row.status,
  errorStage: row.error_stage,
  rowCount: row.row_count,
  durationMs: row.duration_ms,
  createdAt: row.created_at,
});

const toDetail = (row: DetailRow): AuditDetailRow => ({
  ...toEntry(row),
  planner: row.planner,
  model: row.model,
  sql: row.sql,
  views: row.views,
  problem: row.problem,
  detail: row.detail,
  certificateSha256: row.certificate_sha256,
  timingsMs: row.timings,
  hash: row.hash,
  previousHash: row.prev_hash,
  events: row.events.map((event) => ({
    stage: event.stage,
    status: event.status,
    durationMs: event.duration_ms,
    detail: event.detail,
    createdAt: event.created_at,
  })),
});
