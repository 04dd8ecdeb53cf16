import type { AskOutcome } from './ask-api.js';
import { isSameResult, type ResultTable } from './compare-results.js';
import type { EvalTurn } from './read-set.js';
import { toRetrievalHits, type RetrievalHits } from './retrieval-recall.js';
import type { ReferenceResults } from './reference-results.js';

/** The judgement of one question. */
export interface ScoredQuestion {
  readonly id: string;
  readonly set: string;
  readonly chain: string | null;
  readonly question: string;
  readonly kind: EvalTurn['kind'];
  readonly difficulty: string | null;
  readonly tags: readonly string[];
  readonly right: boolean;
  /** Empty when right. */
  readonly reason: string;
  readonly status: string | null;
  readonly confidence: number | null;
  readonly durationMs: number;
  /** What retrieval found of what the answer needed; empty where no right answer says what that is. */
  readonly retrieval?: readonly RetrievalHits[];
  /** What the answer says of how it was read; null without an answer. */
  readonly reading?: { readonly words: unknown; readonly assumptions: unknown; readonly query: unknown } | null;
  readonly sql: string | null;
  readonly referenceSql: string | null;
  /** First rows of both, to look at a difference. */
  readonly got: readonly (readonly unknown[])[];
  readonly expected: readonly (readonly unknown[])[];
}

const SHOWN_ROWS = 5;

/** Judges an answer: its rows must say what one of the reference results says; what must not be answered must not be answered. */
export async function scoreAnswer(
  place: { readonly id: string; readonly set: string; readonly chain: string | null },
  turn: EvalTurn,
  outcome: AskOutcome,
  references: ReferenceResults,
): Promise<ScoredQuestion> {
  const reply = outcome.reply;
  const table = toTable(outcome);
  const reason = await findFault(turn, outcome, table, references);
  const expected = turn.sql === null ? [] : (await references.run(turn.sql)).rows.slice(0, SHOWN_ROWS);
  return {
    ...place,
    question: turn.question,
    kind: turn.kind,
    difficulty: turn.difficulty ?? null,
    tags: turn.tags,
    right: reason === '',
    reason,
    status: reply?.status ?? null,
    confidence: reply?.explain?.confidence ?? null,
    durationMs: outcome.durationMs,
    retrieval: reply !== null && reply.status === 'answered' && reason === '' ? toRetrievalHits(reply) : [],
    reading:
      reply?.status === 'answered' && reply.explain
        ? {
            words: reply.explain.words,
            assumptions: reply.explain.assumptions,
            query: reply.explain.interpretation,
          }
        : null,
    sql: reply?.explain?.sql ?? null,
    referenceSql: turn.sql,
    got: table.rows.slice(0, SHOWN_ROWS),
    expected,
  };
}

async function findFault(
  turn: EvalTurn,
  outcome: AskOutcome,
  table: ResultTable,
  references: ReferenceResults,
): Promise<string> {
  if (outcome.reply === null) return outcome.fault ?? 'no reply';
  const { status } = outcome.reply;
  if (turn.kind !== 'answer') return status === 'answered' ? 'answered what it should not' : '';
  if (status !== 'answered') return `status ${status ?? 'missing'}`;
  for (const sql of [turn.sql, ...turn.alt_sql]) {
    if (sql !== null && isSameResult(await references.run(sql), table, turn.ordered)) return '';
  }
  return 'result differs';
}

/** The rows of an answer; none when there is no answer. */
export function toTable(outcome: AskOutcome): ResultTable {
  const data = outcome.reply?.data;
  const columns = (data?.columns ?? []).map((column) => (typeof column === 'string' ? column : column.name));
  return { columns, rows: data?.rows ?? [] };
}
