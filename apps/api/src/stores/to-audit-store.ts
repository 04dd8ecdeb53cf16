import type { AuditDetailRow, AuditEntryRow, AuditHead, AuditStore as DatabaseAuditStore } from '@copilot/database';
import type { AuditEntry } from '@copilot/contracts';
import type { AuditStore } from '../audit/audit-store.js';

/** The audit in the words of the wire. `readHeads` gives the ends of the chains that were exported earlier, `readKeys` who may cut them. */
export function toAuditStore(
  audit: DatabaseAuditStore,
  { readHeads, readKeys }: { readHeads: () => Promise<AuditHead[]>; readKeys: () => Promise<string[]> },
): AuditStore {
  return {
    list: async (filter) => {
      const { entries, nextBefore } = await audit.list(filter);
      return { entries: entries.map(toEntry), next_before: nextBefore };
    },
    get: async (id) => {
      const row = await audit.get(id);
      return row === null ? null : toDetail(row);
    },
    verify: async () => {
      const heads = await readHeads().catch(() => null);
      if (heads === null) {
        return {
          ok: false,
          checked: 0,
          broken_at: { id: 'exported heads', reason: 'the file of exported heads was changed' },
        };
      }
      const { ok, checked, brokenAt } = await audit.verify(heads, await readKeys());
      return { ok, checked, broken_at: brokenAt ?? null };
    },
  };
}

function toDetail(row: AuditDetailRow): NonNullable<Awaited<ReturnType<AuditStore['get']>>> {
  return {
    ...toEntry(row),
    planner: row.planner,
    model: row.model,
    sql: row.sql,
    views: row.views,
    problem: row.problem ?? row.detail,
    hash: row.hash,
    previous_hash: row.previousHash,
    events: row.events.map((event) => ({
      stage: event.stage,
      status: event.status,
      duration_ms: event.durationMs,
      created_at: event.createdAt,
    })),
  };
}

function toEntry(row: AuditEntryRow): AuditEntry {
  return {
    id: row.id,
    kind: row.kind,
    request_id: row.requestId,
    conversation_id: row.conversationId,
    username: row.username,
    role: row.role,
    store_ids: row.storeIds,
    all_stores: row.allStores,
    question: row.question,
    status: row.status,
    error_stage: row.errorStage,
    row_count: row.rowCount,
    duration_ms: row.durationMs,
    created_at: row.createdAt,
  };
}
