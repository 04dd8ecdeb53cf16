import { TurnSchema, type Cell, type Role, type RunStatus, type SemanticQuery, type Turn } from '@copilot/contracts';
import type { Pool } from '../connect/create-pool.js';
import { queryPrepared } from '../connect/query-prepared.js';

export interface ConversationSummaryRow {
  readonly id: string;
  readonly title: string;
  readonly turnCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Under which rights an exchange was answered, so that it can be withheld from someone who lost them. */
export interface TurnContext {
  readonly role: Role;
  readonly storeIds: number[];
  readonly allStores: boolean;
  readonly views: string[];
}

export interface NewTurn extends TurnContext {
  readonly requestId: string;
  readonly question: string;
  readonly status: RunStatus;
  readonly answer: string | null;
  readonly query: SemanticQuery | null;
  readonly columns: readonly string[];
  /** Only the first 20 are kept. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface StoredTurn extends NewTurn {
  readonly createdAt: string;
}

export interface StoredConversation extends ConversationSummaryRow {
  /** Oldest first. */
  readonly turns: StoredTurn[];
}

/** Every call names the owner: a conversation of someone else does not exist. */
export interface ConversationStore {
  /** Without `id` a new one is drawn. The title is cut to 200 characters. */
  create(owner: string, conversation: { title: string; id?: string }): Promise<ConversationSummaryRow>;
  get(owner: string, id: string): Promise<StoredConversation | null>;
  /** The one used last first; `search` looks into titles and questions. */
  list(owner: string, filter?: { search?: string; limit?: number }): Promise<ConversationSummaryRow[]>;
  /** A new conversation with its first exchange, in one round trip. */
  begin(owner: string, conversation: { title: string; id: string }, turn: NewTurn): Promise<void>;
  /** False when the conversation is not the owner's. */
  appendTurn(owner: string, id: string, turn: NewTurn): Promise<boolean>;
  rename(owner: string, id: string, title: string): Promise<boolean>;
  remove(owner: string, id: string): Promise<boolean>;
  /** Forgets what nobody has used for so long, of all owners. *Returns* how many conversations went. */
  removeUnused(olderThanDays: number): Promise<number>;
  /** The conversation that holds the exchange with this request id. */
  findByRequest(owner: string, requestId: string): Promise<StoredConversation | null>;
}

export function createConversationStore(pool: Pool): ConversationStore {
  return {
    async create(owner, { title, id }) {
      const { rows } = await pool.query<SummaryRow>(
        `INSERT INTO public.conversations (id, username, title) VALUES (coalesce($1::uuid, gen_random_uuid()), $2, $3)
         RETURNING id, title, 0 AS turn_count, created_at, updated_at`,
        [id ?? null, owner, title.slice(0, 200)],
      );
      return toSummary(firstOf(rows));
    },
    async get(owner, id) {
      if (!isUuid(id)) return null;
      const { rows } = await pool.query<SummaryRow & { turns: TurnRow[] }>(
        `SELECT ${summaryColumns}, coalesce((
           SELECT json_agg(json_build_object('request_id', t.request_id, 'question', t.question, 'status', t.status, 'answer', t.answer,
             'query', t.query, 'columns', t.columns, 'rows', t.rows, 'role', t.role, 'store_ids', t.store_ids,
             'all_stores', t.all_stores, 'views', t.views,
             'created_at', to_char(t.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY t.position)
           FROM public.conversation_turns t WHERE t.conversation_id = c.id), '[]') AS turns
         FROM public.conversations c WHERE c.id = $1 AND c.username = $2`,
        [id, owner],
      );
      const row = rows[0];
      return row === undefined ? null : { ...toSummary(row), turns: row.turns.map(toTurn) };
    },
    async list(owner, { search, limit = 100 } = {}) {
      const pattern = search === undefined || search === '' ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
      const { rows } = await pool.query<SummaryRow>(
        `SELECT ${summaryColumns} FROM public.conversations c
         WHERE c.username = $1 AND ($2::text IS NULL OR c.title ILIKE $2 OR EXISTS (
           SELECT FROM public.conversation_turns t WHERE t.conversation_id = c.id AND t.question ILIKE $2))
         ORDER BY c.updated_at DESC, c.id LIMIT $3`,
        [owner, pattern, limit],
      );
      return rows.map(toSummary);
    },
    async begin(owner, { id, title }, turn) {
      await queryPrepared(pool, {
        name: 'begin_conversation',
        text: `WITH begun AS (
           INSERT INTO public.conversations (id, username, title, turn_count) VALUES ($1, $2, $14, 1) RETURNING id, turn_count)
         ${insertTurn} FROM begun`,
        values: [id, owner, ...toTurnValues(turn), title.slice(0, 200)],
      });
    },
    async appendTurn(owner, id, turn) {
      if (!isUuid(id)) return false;
      // The update takes the row lock, so that two turns at once get different positions.
      const { rowCount } = await queryPrepared(pool, {
        name: 'append_turn',
        text: `WITH owned AS (
           UPDATE public.conversations SET updated_at = now(), turn_count = turn_count + 1
           WHERE id = $1 AND username = $2 RETURNING id, turn_count)
         ${insertTurn} FROM owned`,
        values: [id, owner, ...toTurnValues(turn)],
      });
      return (rowCount ?? 0) > 0;
    },
    async rename(owner, id, title) {
      if (!isUuid(id)) return false;
      const { rowCount } = await pool.query(
        `UPDATE public.conversations SET title = $3 WHERE id = $1 AND username = $2`,
        [id, owner, title.slice(0, 200)],
      );
      return (rowCount ?? 0) > 0;
    },
    async remove(owner, id) {
      if (!isUuid(id)) return false;
      const { rowCount } = await pool.query(`DELETE FROM public.conversations WHERE id = $1 AND username = $2`, [
        id,
        owner,
      ]);
      return (rowCount ?? 0) > 0;
    },
    async removeUnused(olderThanDays) {
      const { rowCount } = await pool.query(
        'DELETE FROM public.conversations WHERE updated_at < now() - make_interval(days => $1)',
        [olderThanDays],
      );
      return rowCount ?? 0;
    },
    async findByRequest(owner, requestId) {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT c.id FROM public.conversation_turns t JOIN public.conversations c ON c.id = t.conversation_id
         WHERE t.request_id = $1 AND c.username = $2 ORDER BY t.created_at DESC LIMIT 1`,
        [requestId, owner],
      );
      return rows[0] === undefined ? null : this.get(owner, rows[0].id);
    },
  };
}

/** The part of a kept exchange that the workflow may lean on. */
export function toContractTurn(turn: StoredTurn): Turn {
  return TurnSchema.parse({
    question: turn.question,
    status: turn.status,
    query: turn.query,
    columns: turn.columns,
    rows: turn.rows,
  });
}

const summaryColumns = 'c.id, c.title, c.turn_count, c.created_at, c.updated_at';
/** Ends in the relation that gives the conversation's id and the position; the values come from `toTurnValues`. */
const insertTurn = `INSERT INTO public.conversation_turns (conversation_id, position, request_id, question, status, answer, query, columns,
  rows, role, store_ids, all_stores, views)
SELECT id, turn_count, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13`;
const toTurnValues = (turn: NewTurn): unknown[] => [
  turn.requestId,
  turn.question,
  turn.status,
  turn.answer,
  toJson(turn.query),
  turn.columns,
  toJson(turn.rows.slice(0, 20)),
  turn.role,
  turn.storeIds,
  turn.allStores,
  turn.views,
];
const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
const toJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

function firstOf<T>(rows: readonly T[]): T {
  const row = rows[0];
  if (row === undefined) throw new Error('the statement must return one row');
  return row;
}

interface SummaryRow {
  id: string;
  title: string;
  turn_count: number;
  created_at: string;
  updated_at: string;
}

interface TurnRow {
  request_id: string;
  question: string;
  status: RunStatus;
  answer: string | null;
  query: SemanticQuery | null;
  columns: string[];
  rows: Cell[][];
  role: Role;
  store_ids: number[];
  all_stores: boolean;
  views: string[];
  created_at: string;
}

const toSummary = (row: SummaryRow): ConversationSummaryRow => ({
  id: row.id,
  title: row.title,
  turnCount: row.turn_count,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const toTurn = (row: TurnRow): StoredTurn => ({
  requestId: row.request_id,
  question: row.question,
  status: row.status,
  answer: row.answer,
  query: row.query,
  columns: row.columns,
  rows: row.rows,
  role: row.role,
  storeIds: row.store_ids,
  allStores: row.all_stores,
  views: row.views,
  createdAt: row.created_at,
});
