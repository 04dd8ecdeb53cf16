import type { AuditRecord } from '../audit/audit-record.js';
import { toStorableJson } from '../audit/audit-record.js';
import { toAuditRow } from '../audit/to-audit-row.js';
import type { Pool } from '../connect/create-pool.js';
import { queryPrepared } from '../connect/query-prepared.js';
import type { NewTurn } from '../conversations/create-conversation-store.js';
import type { VersionRow, VersionWatch } from './create-version-watch.js';

/** What a question was answered on, to be true still when its record is written. */
export interface Grounds {
  /** The version of the asker's row; null when the row itself was looked at. */
  readonly askerVersion: string | null;
  /** The version of the data, where rows were given again. */
  readonly dataVersion: string | null;
  /** A token that was looked at for an earlier question only, and the rate that this question counts against. */
  readonly session: SessionUse | null;
}

export interface SessionUse {
  readonly token_id: string;
  readonly rate_key: string;
  readonly rate_limit: number;
  readonly window_seconds: number;
}

/** An exchange for the asker's history; `title` where it begins its conversation. */
export interface KeptExchange {
  readonly conversationId: string;
  readonly title: string | null;
  readonly turn: NewTurn;
}

export interface QuestionLedger {
  /**
   * Writes the record of a question and keeps its exchange, in one trip and one transaction, if its grounds still stand; nothing otherwise.
   * *Throws* when the record could not be written. A history that does not take the exchange keeps no record from being written.
   */
  conclude(
    record: AuditRecord,
    grounds: Grounds,
    exchange: KeptExchange | null,
  ): Promise<{ readonly isWritten: boolean; readonly isKept: boolean }>;
}

export function createQuestionLedger(needs: {
  readonly pool: Pool;
  readonly versions: VersionWatch;
  readonly now: () => number;
}): QuestionLedger {
  const { pool, versions, now } = needs;

  const append = async (record: AuditRecord, grounds: Grounds, turn: string | null): Promise<boolean> => {
    const { askerVersion, dataVersion, session } = grounds;
    const isOfWatch = dataVersion === null || dataVersion.split('.')[1] === versions.newest()?.split('.')[1];
    const look = { withWatch: versions.isDue() || !isOfWatch, at: now() };
    const { rows } = await queryPrepared<ConcludedRow>(pool, {
      name: 'append_question',
      text: `SELECT is_current, changes, watch, unfolded FROM public.append_question($1::jsonb, $2, $3, $4, $5::jsonb, $6::jsonb)`,
      values: [
        toStorableJson(toAuditRow(record)),
        askerVersion,
        dataVersion,
        look.withWatch,
        turn,
        session === null ? null : toStorableJson(session),
      ],
    });
    const [row] = rows;
    if (row === undefined) throw new Error('the audit did not confirm what it wrote');
    versions.take(row, look);
    return row.is_current;
  };

  return {
    async conclude(record, grounds, exchange) {
      const turn = exchange === null ? null : toStorableJson(toTurnRow(exchange));
      try {
        const isWritten = await append(record, grounds, turn);
        return { isWritten, isKept: isWritten && turn !== null };
      } catch (error) {
        // The server said no, so nothing was written: then the record comes first.
        if (turn === null || !isStated(error)) throw error;
        return { isWritten: await append(record, grounds, null), isKept: false };
      }
    },
  };
}

interface ConcludedRow extends VersionRow {
  is_current: boolean;
}

const isStated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code));

/** By the columns of `conversation_turns`, and the title. */
const toTurnRow = ({ conversationId, title, turn }: KeptExchange): Record<string, unknown> => ({
  conversation_id: conversationId,
  title: title?.slice(0, 200) ?? null,
  request_id: turn.requestId,
  question: turn.question,
  status: turn.status,
  answer: turn.answer,
  query: turn.query,
  columns: turn.columns,
  rows: turn.rows.slice(0, 20),
  role: turn.role,
  store_ids: turn.storeIds,
  all_stores: turn.allStores,
  views: turn.views,
});
