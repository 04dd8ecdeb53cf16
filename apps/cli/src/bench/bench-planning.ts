import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toRolePolicy, type Policy, type UserContext } from '@copilot/contracts';
import type { Reader } from '@copilot/database';
import { buildValueIndex, createPlanner, loadModel, type ValueEntry } from '@copilot/semantic';
import { round, summarise, type Summary } from './timings.js';
import { misspeltQuestions, typicalQuestions } from './typical-questions.js';

export interface PlanningFigures {
  readonly values: number;
  readonly indexMs: number;
  readonly indexMb: number;
  readonly typical: Summary;
  readonly misspelt: Summary;
  /** Questions about one customer by name, as it is written and with two letters in each other's place. */
  readonly named: Summary;
  readonly misnamed: Summary;
}

const ROUNDS = 20;
const PAGE = 10_000;
const NAMES = 25;

/** The built-in planner alone, over the names that the database holds: question in, statement out, nothing remembered. */
export async function benchPlanning(input: {
  readonly root: string;
  readonly policy: Policy;
  readonly reader: Reader;
}): Promise<PlanningFigures> {
  const folder = join(input.root, 'models', 'pagila');
  const model = loadModel({
    semanticModel: readFileSync(join(folder, 'semantic-model.yaml'), 'utf8'),
    copilot: readFileSync(join(folder, 'copilot.yaml'), 'utf8'),
  });
  const rolePolicy = toRolePolicy(input.policy, 'admin');
  const context: UserContext = { username: 'admin_user', role: 'admin', store_ids: [1, 2], all_stores: true };
  const planner = createPlanner({ model });
  const entries: ValueEntry[] = [];
  const clock = new Map<string, { min: string; max: string }>();
  const ask = async (sql: string, rowLimit: number): Promise<readonly (readonly unknown[])[]> => {
    const outcome = await input.reader.run({ sql, context, requestId: 'bench', rowLimit, timeoutMs: 60_000 });
    return outcome.ok ? outcome.value.rows : [];
  };
  for (const dataset of planner.roleModel(rolePolicy).datasets.values()) {
    const view = `${rolePolicy.schema}.${dataset.view}`;
    for (const field of dataset.fields.values()) {
      const member = `${dataset.name}.${field.name}`;
      if (field.isTime) {
        const [row] = await ask(`SELECT min(${field.expression}), max(${field.expression}) FROM ${view}`, 1);
        if (typeof row?.[0] === 'string') clock.set(member, { min: row[0], max: String(row[1]) });
      }
      if (!field.values) continue;
      const value = field.array ? `unnest(${field.expression})` : field.expression;
      for (let from = 0, read = PAGE; read === PAGE; from += PAGE) {
        const rows = await ask(`SELECT DISTINCT ${value} FROM ${view} ORDER BY 1 LIMIT ${PAGE} OFFSET ${from}`, PAGE);
        read = rows.length;
        for (const [cell] of rows) if (cell !== null) entries.push({ member, value: String(cell) });
      }
    }
  }
  const before = process.memoryUsage().heapUsed;
  const begun = performance.now();
  const values = buildValueIndex(entries);
  const indexMs = performance.now() - begun;
  const indexMb = (process.memoryUsage().heapUsed - before) / 1e6;
  const timesOf = (questions: readonly string[]): Summary => {
    const times: number[] = [];
    for (let round = -2; round < ROUNDS; round += 1)
      for (const question of questions) {
        const start = performance.now();
        planner.plan({ question, rolePolicy, context, values, clock });
        if (round >= 0) times.push(performance.now() - start);
      }
    return summarise(times);
  };
  const names = namesAcross(entries.flatMap(({ member, value }) => (member === 'customers.full_name' ? [value] : [])));
  return {
    values: values.size,
    indexMs: round(indexMs),
    indexMb: round(indexMb),
    typical: timesOf(typicalQuestions),
    misspelt: timesOf(misspeltQuestions),
    named: timesOf(names.map((name) => `revenue of ${name.toLowerCase()}`)),
    misnamed: timesOf(names.map((name) => `revenue of ${name.toLowerCase().replace(/^(.)(.)(.)/, '$1$3$2')}`)),
  };
}

/** Some names, evenly from the first to the last. */
function namesAcross(names: readonly string[]): string[] {
  const step = Math.max(1, Math.floor(names.length / NAMES));
  return names.filter((_, at) => at % step === 0).slice(0, NAMES);
}
