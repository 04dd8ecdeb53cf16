import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PolicySchema } from '../../packages/contracts/src/policy.js';
import { isSameResult } from '../src/compare-results.js';
import { readSet } from '../src/read-set.js';
import { openKeptResults } from '../src/reference-results.js';

const folder = join(import.meta.dirname, '../second-domain');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const parsers = Object.fromEntries(
  [20, 21, 23, 701, 1082, 1114, 1184, 1700].map((oid) => [oid, (text: string) => text]),
);

let database: PGlite;
beforeAll(async () => {
  database = await PGlite.create();
  for (const file of ['schema.sql', 'data.sql', 'views.sql']) await database.exec(read(file));
});
afterAll(() => database.close());

describe('the second domain', () => {
  it('has at least forty questions whose reference results its data really give', async () => {
    const items = await readSet(join(folder, 'questions.jsonl'));
    const kept = await openKeptResults([join(folder, 'gold.json.gz')]);
    const queries = items
      .flatMap((item) => item.turns.flatMap((turn) => [turn.sql, ...turn.alt_sql]))
      .filter((sql) => sql !== null);
    const stale: string[] = [];
    for (const sql of queries) {
      const result = await database.query<unknown[]>(sql, [], { rowMode: 'array', parsers });
      const fresh = { columns: result.fields.map((field) => field.name), rows: result.rows };
      if (fresh.rows.length === 0 || !isSameResult(await kept.run(sql), fresh, false)) stale.push(sql);
    }
    expect(stale).toEqual([]);
    expect(items.filter((item) => item.turns[0]?.kind === 'answer').length).toBeGreaterThanOrEqual(40);
  });

  it('grants in its policy the columns that its views have, and never a salary', async () => {
    const policy = PolicySchema.parse(parse(read('policy.yaml')));
    const columns = await database.query<{ view: string; columns: string[] }>(`
      SELECT table_name::text AS view, array_agg(column_name::text ORDER BY ordinal_position) AS columns
      FROM information_schema.columns WHERE table_schema = 'analytics' GROUP BY 1 ORDER BY 1`);
    const ofPolicy = policy.views.map(({ name, columns: list }) => ({ view: name, columns: list }));
    expect(columns.rows).toEqual(ofPolicy.sort((a, b) => (a.view < b.view ? -1 : 1)));
    expect(JSON.stringify(policy)).not.toContain('"salary"');
    for (const role of policy.roles) {
      for (const [view, granted] of Object.entries(role.views)) {
        const all = policy.views.find(({ name }) => name === view)?.columns ?? [];
        expect([role.role, view, granted === '*' ? [] : granted.filter((column) => !all.includes(column))]).toEqual([
          role.role,
          view,
          [],
        ]);
      }
    }
  });

  it('sells in its views what its tables say', async () => {
    const [sums] = (
      await database.query<{ lines: string; orders: number }>(
        'SELECT (SELECT sum(amount) FROM analytics.v_order_lines)::text AS lines, (SELECT count(*)::int FROM analytics.v_orders) AS orders',
      )
    ).rows;
    expect(sums).toEqual({ lines: '16198774.63', orders: 7790 });
  });
});
