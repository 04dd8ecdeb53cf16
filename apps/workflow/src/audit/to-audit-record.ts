import { createHash } from 'node:crypto';
import type { Answer, RunRequest, StageEvent } from '@copilot/contracts';
import type { Run } from '../run/start-run.js';

/** One run as the audit keeps it: who, what, how it ended. Never rows, tokens or cell values. */
export interface AuditRecord {
  readonly requestId: string;
  readonly conversationId: string | null;
  readonly username: string;
  readonly role: string;
  readonly storeIds: readonly number[];
  readonly allStores: boolean;
  readonly question: string;
  readonly status: string;
  readonly errorStage: string | null;
  readonly problemCode: string | null;
  readonly planner: string;
  readonly model: string | null;
  readonly sql: string | null;
  readonly sqlSha256: string | null;
  readonly views: readonly string[];
  readonly rowCount: number;
  readonly durationMs: number;
  readonly usage: Answer['explain']['usage'] | null;
  readonly events: readonly StageEvent[];
}

/** Appends one record to the chain, or throws: then no answer leaves. */
export interface AuditTrail {
  append(record: AuditRecord): Promise<unknown>;
}

/** The record of a run. The audit stage stands in it as done: a record that exists was written. */
export function toAuditRecord(request: RunRequest, run: Run, answer: Answer, problemCode: string | null): AuditRecord {
  const { username, role, store_ids, all_stores } = request.user_context;
  const { planner, model, sql, views, usage } = answer.explain;
  const events: StageEvent[] = [...run.events, { stage: 'audit', status: 'ok', duration_ms: 0 }];
  return {
    requestId: run.requestId,
    conversationId: request.conversation?.id ?? null,
    username,
    role,
    storeIds: store_ids,
    allStores: all_stores,
    question: request.question,
    status: answer.status,
    errorStage: answer.error_stage ?? null,
    problemCode,
    planner,
    model,
    sql,
    sqlSha256: sql === null ? null : createHash('sha256').update(sql).digest('hex'),
    views,
    rowCount: answer.row_count,
    durationMs: events.reduce((sum, { duration_ms }) => sum + duration_ms, 0),
    usage: usage ?? null,
    events,
  };
}
