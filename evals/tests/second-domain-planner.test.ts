import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PolicySchema, toRolePolicy } from '../../packages/contracts/src/policy.js';
import { buildValueIndex, createPlanner, loadModel, type ValueEntry } from '../../packages/semantic/src/index.js';
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

describe('the planner in a business it has never seen', () => {
  it('answers at least 85 of 100 questions rightly with nothing but a model file of at most 250 lines', async () => {
    const sources = { semanticModel: read('semantic-model.yaml'), copilot: read('copilot.yaml') };
    expect(`${sources.semanticModel}${sources.copilot}`.trimEnd().split('\n').length).toBeLessThanOrEqual(250);
    const model = loadModel(sources);
    const rolePolicy = toRolePolicy(PolicySchema.parse(parse(read('policy.yaml'))), 'admin');
    const planner = createPlanner({ model });
    const ask = async (sql: string): Promise<{ columns: string[]; rows: unknown[][] }> => {
      const result = await database.query<unknown[]>(sql, [], { rowMode: 'array', parsers });
      return { columns: result.fields.map((field) => field.name), rows: result.rows };
    };
    const entries: ValueEntry[] = [];
    const clock = new Map<string, { min: string; max: string }>();
    for (const dataset of model.datasets.values()) {
      for (const field of dataset.fields.values()) {
        const member = `${dataset.name}.${field.name}`;
        const from = `FROM analytics.${dataset.view}`;
        if (field.values) {
          const { rows } = await ask(`SELECT DISTINCT ${field.expression} ${from} ORDER BY 1`);
          entries.push(
            ...rows.filter(([value]) => value !== null).map(([value]) => ({ member, value: String(value) })),
          );
        }
        if (field.isTime) {
          const { rows } = await ask(`SELECT min(${field.expression}), max(${field.expression}) ${from}`);
          clock.set(member, { min: String(rows[0]?.[0]), max: String(rows[0]?.[1]) });
        }
      }
    }
    const values = buildValueIndex(entries);
    const context = { username: 'owner', role: 'admin' as const, store_ids: [1, 2, 3, 4], all_stores: true };
    const kept = await openKeptResults([join(folder, 'gold.json.gz')]);
    const items = (await readSet(join(folder, 'questions.jsonl'))).flatMap((item) => item.turns);
    const failed: string[] = [];
    let answeredWrong = 0;
    for (const turn of items) {
      const plan = planner.plan({ question: turn.question, rolePolicy, context, values, clock });
      let right = turn.kind !== 'answer' && plan.kind !== 'planned';
      if (turn.kind === 'answer' && plan.kind === 'planned') {
        const got = await ask(plan.sql);
        for (const sql of [turn.sql, ...turn.alt_sql]) {
          if (sql !== null && isSameResult(await kept.run(sql), got, turn.ordered)) right = true;
        }
      }
      if (right) continue;
      failed.push(turn.question);
      if (plan.kind === 'planned') answeredWrong += 1;
    }
    const share = (items.length - failed.length) / items.length;
    expect(share, `not right: ${failed.join(' | ')}`).toBeGreaterThanOrEqual(0.85);
    expect(answeredWrong / items.length).toBeLessThanOrEqual(0.03);
  }, 120_000);
});
