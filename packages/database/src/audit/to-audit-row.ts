import type { AuditRecord } from './audit-record.js';

/** Milliseconds with three digits: what the column keeps is what is hashed. */
const toMs = (value: number | null | undefined): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : Math.round(value * 1000) / 1000;

/** The record as the functions of the audit take it. */
export const toAuditRow = (record: AuditRecord): Record<string, unknown> => ({
  request_id: record.requestId,
  conversation_id: record.conversationId,
  username: record.username,
  role: record.role,
  store_ids: record.storeIds,
  all_stores: record.allStores,
  question: record.question,
  status: record.status,
  error_stage: record.errorStage,
  problem: record.problem,
  planner: record.planner,
  model: record.model,
  sql: record.sql,
  second_sql: record.secondSql ?? null,
  views: record.views,
  row_count: record.rowCount,
  certificate_sha256: record.certificateSha256 ?? null,
  usage: record.usage ?? null,
  duration_ms: toMs(record.durationMs),
  timings: Object.fromEntries(Object.entries(record.timingsMs ?? {}).map(([stage, ms]) => [stage, toMs(ms)])),
  events: record.events.map((event) => ({
    stage: event.stage,
    status: event.status,
    duration_ms: toMs(event.durationMs),
    detail: event.detail ?? null,
  })),
});
