import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { parse } from 'yaml';
import { PolicySchema, type Policy } from '../../packages/contracts/src/policy.js';
import { isSameResult, type ResultTable } from '../src/compare-results.js';
import { readSet, type EvalTurn } from '../src/read-set.js';
import { openKeptResults, type ReferenceResults } from '../src/reference-results.js';

/** A business of its own under `evals/`: its data in an embedded database, its model and policy, its questions with their results. */
export interface Business {
  readonly sources: { readonly semanticModel: string; readonly copilot: string };
  /** Lines of both model files together. */
  readonly modelLines: number;
  readonly policy: Policy;
  readonly turns: readonly EvalTurn[];
  readonly kept: ReferenceResults;
  /** Runs SQL in UTC; figures and times come as the text that the server sends. */
  ask(sql: string): Promise<ResultTable>;
  close(): Promise<void>;
}

const parsers = Object.fromEntries(
  [20, 21, 23, 701, 1082, 1114, 1184, 1700].map((oid) => [oid, (text: string) => text]),
);

/** Loads `evals/NAME`. *Cost* a few seconds: its scripts fill the database. */
export async function openBusiness(name: string): Promise<Business> {
  const folder = join(import.meta.dirname, '..', name);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const database = await PGlite.create();
  for (const file of ['schema.sql', 'data.sql', 'views.sql']) await database.exec(read(file));
  const sources = { semanticModel: read('semantic-model.yaml'), copilot: read('copilot.yaml') };
  return {
    sources,
    modelLines: `${sources.semanticModel}${sources.copilot}`.trimEnd().split('\n').length,
    policy: PolicySchema.parse(parse(read('policy.yaml'))),
    turns: (await readSet(join(folder, 'questions.jsonl'))).flatMap((item) => item.turns),
    kept: await openKeptResults([join(folder, 'gold.json.gz')]),
    ask: async (sql) => {
      const result = await database.query<unknown[]>(sql, [], { rowMode: 'array', parsers });
      return { columns: result.fields.map((field) => field.name), rows: result.rows };
    },
    close: () => database.close(),
  };
}

/** *Returns* the reference SQL that yields no rows, or others than those kept. */
export async function findStaleReferences({ turns, kept, ask }: Business): Promise<string[]> {
  const stale: string[] = [];
  for (const sql of turns.flatMap((turn) => [turn.sql, ...turn.alt_sql])) {
    if (sql === null) continue;
    const fresh = await ask(sql);
    if (fresh.rows.length === 0 || !isSameResult(await kept.run(sql), fresh, false)) stale.push(sql);
  }
  return stale;
}

/** The columns of each view: as the database has them, as the policy lists them, and those that a role is granted and no view has. */
export async function compareColumns({ policy, ask }: Business): Promise<{
  ofDatabase: Record<string, readonly string[]>;
  ofPolicy: Record<string, readonly string[]>;
  unknown: string[];
}> {
  const { rows } = await ask(`
    SELECT table_name::text, string_agg(column_name::text, ' ' ORDER BY ordinal_position)
    FROM information_schema.columns WHERE table_schema = 'analytics' GROUP BY 1`);
  const ofPolicy = Object.fromEntries(policy.views.map(({ name, columns }) => [name, columns]));
  const unknown = policy.roles.flatMap(({ role, views }) =>
    Object.entries(views).flatMap(([view, granted]) =>
      granted === '*'
        ? []
        : granted.filter((column) => !ofPolicy[view]?.includes(column)).map((column) => `${role}: ${view}.${column}`),
    ),
  );
  const ofDatabase = Object.fromEntries(rows.map(([view, columns]) => [String(view), String(columns).split(' ')]));
  return { ofDatabase, ofPolicy, unknown };
}
