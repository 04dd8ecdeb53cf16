import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toRolePolicy } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReader, type Reader } from '../packages/database/src/read/create-reader.js';
import {
  databaseMissing,
  openTestDatabase,
  type TestDatabase,
} from '../packages/database/src/testing/open-test-database.js';
import { createGuard, readCorpus, type Guard } from '../packages/guard/src/index.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);
if (missing !== null) console.warn(`costly-statements.pg.test.ts is skipped: ${missing}`);

const corpus = readCorpus(readFileSync(join(import.meta.dirname, '../packages/guard/corpus/costly.jsonl'), 'utf8'));
const bounded = ['database.timeout', 'database.too-expensive', 'database.too-large', 'database.rejected'];

/** Statements that break no rule of the guard and cost what they like: the bounds of the database are what stands against them. */
describe.skipIf(missing !== null)('a costly statement', () => {
  let database: TestDatabase;
  let reader: Reader;
  let guard: Guard;
  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL']);
    reader = createReader({ ...database, baseUrl: database.adminUrl });
    guard = await createGuard();
  });
  afterAll(async () => {
    await reader?.close();
    await database?.close();
  });
  const run = (sql: string, role: string) =>
    reader.run({
      sql,
      context: { username: 'somebody', role: role as 'store_manager', store_ids: [1], all_stores: false },
      requestId: 'costly',
      rowLimit: 200,
      timeoutMs: 3_000,
    });

  it.each(corpus)('$id ends within its bounds, and the next question is answered', async ({ sql, role }) => {
    const verdict = guard.check({ sql, policy: toRolePolicy(database.policy, role), rowLimit: 200 });
    if (!verdict.ok) throw new Error(`blocked by ${verdict.rule}: it belongs into attacks.jsonl`);
    const outcome = await run(verdict.sql, role);
    if (outcome.ok) {
      expect(outcome.value.rows.length).toBeLessThanOrEqual(200);
      expect(JSON.stringify(outcome.value.rows).length).toBeLessThan(2_000_000);
    } else expect(bounded).toContain(outcome.problem.code);
    const next = await run('SELECT count(*) FROM analytics.v_stores', role);
    expect(next.ok && next.value.rows).toEqual([[1]]);
  });

  it.each(corpus.filter(({ group }) => group.endsWith('gathering')))(
    '$id is not started: it would hold the rows of a cross join in one value',
    async ({ sql, role }) => {
      const outcome = await run(sql.replace(/\bv_/g, 'analytics.v_'), role);
      expect(outcome.ok ? 'ran' : outcome.problem.code).toBe('database.too-expensive');
    },
  );

  it('is told from an ordinary list of values', async () => {
    const outcome = await run(
      "SELECT string_agg(line, '; ') FROM (SELECT concat(rating, ': ', string_agg(title, ', ')) AS line FROM analytics.v_films GROUP BY rating) x",
      'store_manager',
    );
    expect(outcome.ok ? 'answered' : outcome.problem.code).toBe('answered');
  });
});
