import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '../connect/create-pool.js';
import { databaseUrls } from '../connect/database-urls.js';
import { databaseMissing, openTestDatabase, withClient, type TestDatabase } from '../testing/open-test-database.js';
import { exportAuditHead, readAuditHeads } from './audit-heads.js';
import type { AuditHead, AuditRecord } from './audit-record.js';
import { createAuditStore, type AuditStore } from './create-audit-store.js';
import { verifyChain } from './verify-chain.js';

const missing = databaseMissing(process.env.TEST_DATABASE_URL);
if (missing !== null) console.warn(`audit.pg.test.ts is skipped: ${missing}`);

const recordOf = (number: number, more: Partial<AuditRecord> = {}): AuditRecord => ({
  requestId: `request-${number}`,
  conversationId: number % 3 === 0 ? null : `conversation-${number % 5}`,
  username: `user-${number % 4}`,
  role: 'store_manager',
  storeIds: [number % 2, 7],
  allStores: false,
  question: `question ${number}\r\nwith "quotes", 'more', ünïcödé 🎬 and a backslash \\`,
  status: number % 4 === 0 ? 'refused' : 'answered',
  errorStage: number % 4 === 0 ? 'plan' : null,
  problem: number % 4 === 0 ? 'plan.outside-role' : null,
  planner: 'semantic',
  model: null,
  sql: `SELECT ${number} FROM analytics.v_payments`,
  views: ['v_payments'],
  rowCount: number,
  certificateSha256: null,
  durationMs: number + 0.123456,
  timingsMs: { plan: 1.5, execute: 0.1 + number },
  events: ['plan', 'guard', 'execute'].map((stage) => ({ stage, status: 'ok', durationMs: number / 3 })),
  ...more,
});

describe.skipIf(missing !== null)('the audit', () => {
  let database: TestDatabase;
  let pool: Pool;
  let audit: AuditStore;

  beforeAll(async () => {
    database = await openTestDatabase(process.env.TEST_DATABASE_URL, 'without-data');
    pool = createPool(databaseUrls({ ...database, baseUrl: database.adminUrl }).app, {
      max: 4,
      applicationName: 'test',
    });
    audit = createAuditStore(pool);
    for (let number = 1; number <= 16; number += 1) await audit.append(recordOf(number));
    for (let number = 1; number <= 8; number += 1)
      await audit.appendSecurityEvent({
        event: 'login',
        outcome: number % 3 === 0 ? 'failed' : 'ok',
        username: `user-${number}`,
      });
  });
  afterAll(async () => {
    await pool?.end();
    await database?.close();
  });

  it('holds after it was written', async () => {
    expect(await audit.verify()).toEqual({ ok: true, checked: 24 });
    expect(await audit.verify(await audit.heads())).toMatchObject({ ok: true });
  });

  it('finds 2,000 random edits, deletions, swaps and tail cuts', async () => {
    const heads = await audit.heads();
    const random = randomNumbers(20221122);
    const missed: string[] = [];
    await withClient(database.adminUrl, async (client) => {
      const counts = await readCounts(client);
      for (let round = 0; round < 2_000; round += 1) {
        const tamper = tampers[round % tampers.length] ?? tampers[0];
        const { sql, needsHeads } = tamper(counts, random);
        if (!(await isFound(client, sql, needsHeads ? heads : []))) missed.push(sql);
      }
      expect(await verifyChain(client as never), 'nothing was left behind').toMatchObject({ ok: true });
    });
    expect(missed).toEqual([]);
  }, 300_000);

  it('gives back what was written, with its stages in order', async () => {
    const { entries } = await audit.list({ kind: 'question', search: 'question 12' });
    const detail = await audit.get(entries[0]?.id ?? '');
    expect(detail).toMatchObject({
      requestId: 'request-12',
      question: recordOf(12).question,
      views: ['v_payments'],
      rowCount: 12,
      status: 'refused',
      problem: 'plan.outside-role',
    });
    expect(detail?.events.map((event) => event.stage)).toEqual(['plan', 'guard', 'execute']);
    expect(detail?.durationMs).toBe(12.123);
    expect(await audit.get('q999999')).toBeNull();
    expect(await audit.get("q1'; --")).toBeNull();
    expect(await audit.get('s3')).toMatchObject({ kind: 'login', status: 'failed', username: 'user-3' });
  });

  it('lists both kinds newest first, page by page, without a gap', async () => {
    const ids: string[] = [];
    let before: string | undefined;
    do {
      const page = await audit.list({ before, limit: 7 });
      ids.push(...page.entries.map((entry) => entry.id));
      before = page.nextBefore ?? undefined;
    } while (before !== undefined);
    expect(ids).toHaveLength(24);
    expect(new Set(ids).size).toBe(24);
    expect(ids[0]).toBe('s8');
    expect(ids.at(-1)).toBe('q1');
    expect((await audit.list({ username: 'user-1', kind: 'question' })).entries).toHaveLength(4);
    expect((await audit.list({ status: 'refused', limit: 500 })).entries).toHaveLength(4);
  });

  it('stays in one chain when many write at once', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, number) => audit.append(recordOf(1000 + number))));
    expect(await audit.verify()).toMatchObject({ ok: true });
  });

  it('takes text that PostgreSQL would refuse', async () => {
    const { id } = await audit.append(recordOf(2000, { question: 'a\u0000b \ud800 c' }));
    expect((await audit.get(id))?.question).toBe('a\ufffdb \ufffd c');
    expect(await audit.verify()).toMatchObject({ ok: true });
  });

  it('writes nothing when a stage cannot be written', async () => {
    const before = await audit.heads();
    await expect(audit.append(recordOf(3000, { status: 'made up' as never }))).rejects.toThrow();
    expect((await audit.heads()).map((head) => head.hash)).toEqual(before.map((head) => head.hash));
  });

  it.each([
    `UPDATE public.query_audit_logs SET question = 'x'`,
    'DELETE FROM public.query_audit_logs',
    'TRUNCATE public.query_audit_logs CASCADE',
    `INSERT INTO public.query_audit_events (id, log_id, stage, status, created_at) VALUES (999999, 1, 'x', 'ok', now())`,
    `UPDATE public.audit_heads SET hash = 'x'`,
    'DELETE FROM public.security_events',
    'ALTER TABLE public.query_audit_logs DISABLE TRIGGER ALL',
    'SET ROLE copilot_audit',
  ])('refuses the application %s', async (sql) => {
    await expect(pool.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    `UPDATE public.query_audit_logs SET question = 'x'`,
    'DELETE FROM public.query_audit_events',
    'TRUNCATE public.security_events',
    'DELETE FROM public.audit_heads',
  ])('refuses the administrator %s, as long as he leaves the triggers alone', async (sql) => {
    await expect(withClient(database.adminUrl, (client) => client.query(sql))).rejects.toThrow(/only be appended/);
  });

  it('exports its heads once each, and finds a line that was tampered with', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'copilot-heads-'));
    try {
      expect(await exportAuditHead(audit, folder)).toHaveLength(2);
      expect(await exportAuditHead(audit, folder)).toHaveLength(0);
      await audit.append(recordOf(4000));
      expect(await exportAuditHead(audit, folder)).toHaveLength(1);
      const heads = await readAuditHeads(folder);
      expect(heads).toHaveLength(3);
      expect(await audit.verify(heads)).toMatchObject({ ok: true });
      const file = join(folder, 'audit-heads.jsonl');
      const text = await readFile(file, 'utf8');
      await writeFile(file, `${text}{"chain":"questions","id":`);
      expect(await readAuditHeads(folder), 'a line cut by a crash').toHaveLength(3);
      await writeFile(file, text.replace(/"id":\d+/, '"id":-5'));
      await expect(readAuditHeads(folder)).rejects.toThrow(/line 1/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Tampers as somebody who has switched the triggers off, verifies, and takes it back. */
async function isFound(client: pg.Client, sql: string, heads: readonly AuditHead[]): Promise<boolean> {
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}`);
  const verdict = await verifyChain(client as never, heads);
  await client.query('ROLLBACK');
  return !verdict.ok && verdict.brokenAt !== undefined;
}

interface Counts {
  logs: number;
  stages: number;
  events: number;
}
type Tamper = (counts: Counts, random: (below: number) => number) => { sql: string; needsHeads: boolean };

async function readCounts(client: pg.Client): Promise<Counts> {
  const { rows } = await client.query<Counts>(`SELECT (SELECT count(*)::int FROM public.query_audit_logs) AS logs,
    (SELECT count(*)::int FROM public.query_audit_events) AS stages, (SELECT count(*)::int FROM public.security_events) AS events`);
  if (rows[0] === undefined) throw new Error('the statement must return one row');
  return rows[0];
}

const found = (sql: string) => ({ sql, needsHeads: false });
const pick = (items: readonly string[], random: (below: number) => number): string => items[random(items.length)] ?? '';

/** Assignments that always change the value. */
const logEdits = [
  `question = question || ' '`,
  `request_id = request_id || 'x'`,
  `conversation_id = coalesce(conversation_id || 'x', 'new')`,
  `username = username || 'x'`,
  `role = 'admin'`,
  `store_ids = store_ids || 2`,
  `all_stores = NOT all_stores`,
  `status = CASE status WHEN 'failed' THEN 'blocked' ELSE 'failed' END`,
  `error_stage = coalesce(error_stage || 'x', 'guard')`,
  `problem = CASE WHEN problem IS NULL THEN 'guard.x' END`,
  `planner = 'llm'`,
  `model = 'm'`,
  `sql = replace(sql, 'SELECT', 'select')`,
  `sql = NULL`,
  `views = '{}'`,
  `row_count = row_count + 1`,
  `row_count = NULL`,
  `duration_ms = duration_ms + 0.001`,
  `timings = timings || '{"plan": 9}'`,
  `timings = timings - 'plan'`,
  `created_at = created_at + interval '1 microsecond'`,
  `certificate_sha256 = 'x'`,
  `hash = translate(hash, '01234', '12340')`,
  `prev_hash = reverse(prev_hash) || 'x'`,
  `id = id + 100000`,
  `usage = '{}'`,
];
const stageEdits = [
  `stage = stage || 'x'`,
  `status = 'failed'`,
  `duration_ms = duration_ms + 0.001`,
  `duration_ms = NULL`,
  `detail = 'x'`,
  `created_at = created_at + interval '1 microsecond'`,
  `log_id = log_id + 1`,
  `log_id = log_id + 100000`,
  `id = id + 100000`,
];
const securityEdits = [
  `event = 'logout'`,
  `outcome = outcome || 'x'`,
  `username = username || 'x'`,
  `role = 'admin'`,
  `address = '::1'`,
  `request_id = 'x'`,
  `detail = 'x'`,
  `created_at = created_at - interval '1 microsecond'`,
  `hash = translate(hash, '01234', '12340')`,
  `prev_hash = 'x'`,
  `id = id + 100000`,
];
const logColumns = [
  'request_id',
  'question',
  'sql',
  'row_count',
  'duration_ms',
  'timings',
  'created_at',
  'hash',
  'prev_hash',
];

const swap = (table: string, columns: readonly string[], a: number, b: number): string =>
  `UPDATE ${table} AS t SET ${columns.map((column) => `${column} = o.${column}`).join(', ')} FROM ${table} o
   WHERE (t.id, o.id) IN ((${a}, ${b}), (${b}, ${a}))`;

const tampers: readonly [Tamper, ...Tamper[]] = [
  ({ logs }, random) =>
    found(`UPDATE public.query_audit_logs SET ${pick(logEdits, random)} WHERE id = ${1 + random(logs)}`),
  ({ stages }, random) =>
    found(`UPDATE public.query_audit_events SET ${pick(stageEdits, random)} WHERE id = ${1 + random(stages)}`),
  ({ events }, random) =>
    found(`UPDATE public.security_events SET ${pick(securityEdits, random)} WHERE id = ${1 + random(events)}`),
  ({ logs }, random) => found(`DELETE FROM public.query_audit_logs WHERE id = ${1 + random(logs)}`),
  ({ logs }, random) => {
    const id = 1 + random(logs);
    return found(
      `DELETE FROM public.query_audit_events WHERE log_id = ${id}; DELETE FROM public.query_audit_logs WHERE id = ${id}`,
    );
  },
  ({ stages }, random) => found(`DELETE FROM public.query_audit_events WHERE id = ${1 + random(stages)}`),
  ({ events }, random) => found(`DELETE FROM public.security_events WHERE id = ${1 + random(events)}`),
  ({ logs }, random) => {
    const a = 1 + random(logs - 1);
    return found(swap('public.query_audit_logs', [pick(logColumns, random)], a, a + 1 + random(logs - a)));
  },
  ({ logs }, random) => {
    const a = 1 + random(logs - 1);
    return found(swap('public.query_audit_logs', logColumns, a, a + 1 + random(logs - a)));
  },
  ({ logs }, random) => {
    const from = logs - random(8);
    return found(
      `DELETE FROM public.query_audit_events WHERE log_id >= ${from}; DELETE FROM public.query_audit_logs WHERE id >= ${from}`,
    );
  },
  ({ events }, random) => found(`DELETE FROM public.security_events WHERE id > ${random(events)}`),
  // The head row is cut back with the tail: only a head kept elsewhere tells.
  ({ logs }, random) => {
    const last = logs - 1 - random(8);
    return {
      sql: `DELETE FROM public.query_audit_events WHERE log_id > ${last}; DELETE FROM public.query_audit_logs WHERE id > ${last};
        UPDATE public.audit_heads SET last_id = ${last}, hash = (SELECT hash FROM public.query_audit_logs WHERE id = ${last}) WHERE chain = 'questions'`,
      needsHeads: true,
    };
  },
  // A row is added at the end with a right hash, but past the function that writes heads.
  ({ logs }) =>
    found(`INSERT INTO public.query_audit_logs SELECT (r).* FROM (
      SELECT jsonb_populate_record(l, jsonb_build_object('id', l.id + 1, 'prev_hash', l.hash)) AS r FROM public.query_audit_logs l WHERE id = ${logs}) x;
      UPDATE public.query_audit_logs l SET hash = public.audit_hash(l, '[]') WHERE id = ${logs + 1}`),
  // The last row is changed and its hash made to fit, head included.
  ({ logs }) => ({
    sql: `UPDATE public.query_audit_logs SET question = 'innocent' WHERE id = ${logs};
      UPDATE public.query_audit_logs l SET hash = public.audit_hash(l, public.audit_events_of(id)) WHERE id = ${logs};
      UPDATE public.audit_heads SET hash = (SELECT hash FROM public.query_audit_logs WHERE id = ${logs}) WHERE chain = 'questions'`,
    needsHeads: true,
  }),
];

/** Mulberry32: the same numbers each time. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
