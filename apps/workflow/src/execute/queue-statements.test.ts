import { expect, it } from 'vitest';
import type { ReadResult, StatementReader } from './statement-reader.js';
import { queueStatements } from './queue-statements.js';

const nothing: ReadResult = { columns: [], rows: [], truncated: false };

/** A reader whose statements end when they are told to; `started` holds them in the order in which they began. */
function createSlowReader(): StatementReader & { readonly started: string[]; readonly finish: (sql: string) => void } {
  const ends = new Map<string, () => void>();
  const started: string[] = [];
  return {
    started,
    finish: (sql) => ends.get(sql)?.(),
    run: ({ sql }) => {
      started.push(sql);
      return new Promise((resolve) => ends.set(sql, () => resolve({ ok: true, value: nothing })));
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const ask = (reader: StatementReader, username: string, sql: string): Promise<unknown> =>
  reader.run({
    sql,
    context: { username, role: 'admin', store_ids: [], all_stores: true },
    requestId: 'run-1',
    rowLimit: 10,
    timeoutMs: 100,
  });

it('runs so many at once, and of one user one less', async () => {
  const slow = createSlowReader();
  const queued = queueStatements(slow, 3);
  for (const sql of ['a1', 'a2', 'a3']) void ask(queued, 'ann', sql);
  expect(slow.started).toEqual(['a1', 'a2']);
  for (const sql of ['b1', 'b2']) void ask(queued, 'bob', sql);
  expect(slow.started).toEqual(['a1', 'a2', 'b1']);
  slow.finish('b1');
  await settle();
  // ann has as many as she may
  expect(slow.started.at(-1)).toBe('b2');
});

it('serves those who wait user by user', async () => {
  const slow = createSlowReader();
  const queued = queueStatements(slow, 1);
  for (const sql of ['a1', 'a2', 'a3']) void ask(queued, 'ann', sql);
  for (const sql of ['b1', 'b2']) void ask(queued, 'bob', sql);
  for (const sql of ['a1', 'a2', 'b1', 'a3', 'b2']) {
    expect(slow.started.at(-1)).toBe(sql);
    slow.finish(sql);
    await settle();
  }
});

it('gives the place away when a statement breaks', async () => {
  let calls = 0;
  const breaking: StatementReader = { run: () => Promise.reject(new Error(`broken ${(calls += 1)}`)) };
  const queued = queueStatements(breaking, 1);
  const first = ask(queued, 'ann', 'a1');
  const second = ask(queued, 'ann', 'a2');
  await expect(first).rejects.toThrow('broken 1');
  await expect(second).rejects.toThrow('broken 2');
});
