import { hashText } from '@copilot/certificate';
import type { Answer, RunRequest, RunStatus } from '@copilot/contracts';
import type { StageRecord } from '../run/stage-record.js';
import type { Exchange } from './to-exchange.js';

/** One run as the audit keeps it: who, what, how it ended. Never rows, tokens or cell values. */
export interface AuditRecord {
  readonly requestId: string;
  readonly conversationId: string | null;
  readonly username: string;
  readonly role: string;
  readonly storeIds: readonly number[];
  readonly allStores: boolean;
  readonly question: string;
  readonly status: RunStatus;
  readonly errorStage: string | null;
  /** The problem's code. */
  readonly problem: string | null;
  readonly planner: string;
  readonly model: string | null;
  readonly sql: string | null;
  /** The other planner's, where its result was shown as well. */
  readonly secondSql: string | null;
  /** Of both statements. */
  readonly views: readonly string[];
  readonly rowCount: number;
  readonly certificateSha256: string | null;
  readonly durationMs: number;
  readonly timingsMs: Readonly<Record<string, number>>;
  readonly usage: Answer['explain']['usage'] | null;
  readonly events: readonly {
    readonly stage: string;
    readonly status: string;
    readonly durationMs: number;
    readonly detail: string | null;
  }[];
}

/** Appends one record to the chain, or throws: then no answer leaves. The audit store of `@copilot/database` fits. */
export interface AuditTrail {
  append(record: AuditRecord): Promise<unknown>;
  /** The same together with the asker's history, and only if what the answer stands on is still so. The ledger of `@copilot/database` fits. */
  readonly conclude?: (
    record: AuditRecord,
    grounds: Grounds,
    exchange: Exchange | null,
  ) => Promise<{ readonly isWritten: boolean; readonly isKept: boolean }>;
}

/** What an answer stands on that was not looked at beforehand. */
export interface Grounds {
  readonly askerVersion: string | null;
  readonly dataVersion: string | null;
  readonly session: NonNullable<RunRequest['session']> | null;
}

/** The statement was not run again: its rows were read for an earlier question, of the same version of the data. */
const KEPT_ROWS = 'rows.kept';
/** The stage was not gone through again: the whole answer was given before, to the same asker, on the same version of the data. */
const KEPT_ANSWER = 'answer.kept';
/** The data or the asker's row had changed when a first answer was to be written down; it was dropped, and the question run again. */
export const OVERTAKEN = 'run.overtaken';

/** The record of a run. The audit stage stands in it as done: a record that exists was written. */
export function toAuditRecord(
  request: RunRequest,
  run: StageRecord,
  answer: Answer,
  ended: { readonly problem: string | null; readonly given: GivenBefore },
): AuditRecord {
  const { problem, given } = ended;
  const { username, role, store_ids, all_stores } = request.user_context;
  const { planner, model, sql, views, usage, second_reading: second } = answer.explain;
  const events = run.events.map(({ stage, status, duration_ms }) => ({
    stage,
    status,
    durationMs: duration_ms,
    detail: status === 'failed' ? (stage === 'audit' ? OVERTAKEN : problem) : toDetail(stage, given),
  }));
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
    problem,
    planner,
    model,
    sql,
    secondSql: second?.sql ?? null,
    views: [...new Set([...views, ...(second?.views ?? [])])],
    rowCount: answer.row_count,
    certificateSha256: answer.certificate === null ? null : hashText(JSON.stringify(answer.certificate)),
    durationMs: events.reduce((sum, { durationMs }) => sum + durationMs, 0),
    timingsMs: run.timings(),
    usage: usage ?? null,
    events: [...events, { stage: 'audit', status: 'ok', durationMs: 0, detail: null }],
  };
}

/** What of the answer was there before: its rows, or all of it. */
type GivenBefore = 'rows' | 'answer' | null;

function toDetail(stage: string, given: GivenBefore): string | null {
  if (given === null) return null;
  if (stage === 'execute') return KEPT_ROWS;
  return given === 'answer' && ['retrieve', 'plan', 'guard'].includes(stage) ? KEPT_ANSWER : null;
}
