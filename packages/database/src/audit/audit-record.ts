import type { RunStatus, Stage } from '@copilot/contracts';

export interface AuditStageEvent {
  readonly stage: Stage | string;
  readonly status: 'started' | 'ok' | 'failed' | 'skipped' | string;
  readonly durationMs: number | null;
  /** Rule or problem code; never values. */
  readonly detail?: string | null;
}

/** What is kept of one question. Never cell values, tokens or passwords. */
export interface AuditRecord {
  readonly requestId: string;
  readonly conversationId: string | null;
  readonly username: string | null;
  readonly role: string | null;
  readonly storeIds: readonly number[];
  readonly allStores: boolean;
  readonly question: string;
  readonly status: RunStatus;
  readonly errorStage: string | null;
  /** The problem's code. */
  readonly problem: string | null;
  readonly planner: string | null;
  readonly model: string | null;
  readonly sql: string | null;
  /** The other planner's statement, where its result was shown as well. */
  readonly secondSql?: string | null | undefined;
  readonly views: readonly string[];
  readonly rowCount: number | null;
  readonly certificateSha256?: string | null | undefined;
  readonly durationMs: number | null;
  readonly timingsMs?: Readonly<Record<string, number>>;
  /** Attempts, tokens and cost of the language model, where one was asked. */
  readonly usage?: Readonly<Record<string, number | null>> | null | undefined;
  readonly events: readonly AuditStageEvent[];
}

/** What is kept of a login, a logout, a refused access, a read of the audit, a change to a user. */
export interface SecurityEvent {
  /** `login`, `logout`, `access`, `audit.read`, `user.change` … */
  readonly event: string;
  readonly outcome: 'ok' | 'failed' | 'refused';
  readonly username?: string | null;
  readonly role?: string | null;
  readonly address?: string | null;
  readonly requestId?: string | null;
  readonly detail?: string | null;
}

/** One line of the audit, of either kind; questions carry a `status` of the five, security events their outcome. */
export interface AuditEntryRow {
  /** `q12` for a question, `s7` for a security event. */
  readonly id: string;
  /** `question`, or the name of the security event. */
  readonly kind: string;
  readonly requestId: string | null;
  readonly conversationId: string | null;
  readonly username: string | null;
  readonly role: string | null;
  readonly storeIds: number[];
  readonly allStores: boolean;
  readonly question: string | null;
  readonly status: string;
  readonly errorStage: string | null;
  readonly rowCount: number | null;
  readonly durationMs: number | null;
  readonly createdAt: string;
}

export interface AuditDetailRow extends AuditEntryRow {
  readonly planner: string | null;
  readonly model: string | null;
  readonly sql: string | null;
  readonly views: string[];
  readonly problem: string | null;
  readonly detail: string | null;
  readonly certificateSha256: string | null;
  readonly timingsMs: Record<string, number>;
  readonly hash: string;
  readonly previousHash: string;
  readonly events: {
    stage: string;
    status: string;
    durationMs: number | null;
    detail: string | null;
    createdAt: string;
  }[];
}

export interface AuditFilter {
  readonly kind?: 'question' | 'security' | undefined;
  readonly username?: string | undefined;
  readonly status?: string | undefined;
  readonly search?: string | undefined;
  /** ISO times; `from` included, `to` not. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Id of the last entry of the page before. */
  readonly before?: string | undefined;
  readonly limit?: number | undefined;
}

/** The end of a chain at one moment, kept outside the database. */
export interface AuditHead {
  readonly chain: 'questions' | 'security';
  readonly id: number;
  readonly hash: string;
  readonly at: string;
}

export interface AuditVerdict {
  readonly ok: boolean;
  /** Rows looked at, of both chains. */
  readonly checked: number;
  readonly brokenAt?: { readonly id: string; readonly reason: string };
}

/** JSON that PostgreSQL takes: without NUL and without half surrogates, both of which it refuses. */
export function toStorableJson(value: unknown): string {
  const text = JSON.stringify(value);
  // Both are written as escapes, and hardly any text holds one: then nothing needs a second look.
  if (!/\\u(?:0000|d[89a-f])/.test(text)) return text;
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string'
      ? // eslint-disable-next-line no-control-regex
        item.replace(/\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
      : item,
  );
}
