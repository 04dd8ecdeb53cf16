import { toRolePolicy } from '../../packages/contracts/src/policy.js';
import { buildValueIndex, createPlanner, loadModel, type ValueEntry } from '../../packages/semantic/src/index.js';
import { isSameResult, type ResultTable } from '../src/compare-results.js';
import type { EvalTurn } from '../src/read-set.js';
import type { Business } from './open-business.testing.js';

/** What the planner made of the questions of a business. */
export interface PlannerScore {
  readonly asked: number;
  readonly failed: readonly { readonly question: string; readonly answered: boolean; readonly said: string }[];
}

/** Asks the planner every question of the business as its admin, with nothing but its model file. */
export async function askBusiness(business: Business): Promise<PlannerScore> {
  const model = loadModel(business.sources);
  const planner = createPlanner({ model });
  const rolePolicy = toRolePolicy(business.policy, 'admin');
  const context = {
    username: 'owner',
    role: 'admin' as const,
    store_ids: await readStores(business),
    all_stores: true,
  };
  const { values, clock } = await readValues(business, model);
  const failed: { question: string; answered: boolean; said: string }[] = [];
  for (const turn of business.turns) {
    const plan = planner.plan({ question: turn.question, rolePolicy, context, values, clock });
    if (plan.kind !== 'planned') {
      if (turn.kind === 'answer') failed.push({ question: turn.question, answered: false, said: JSON.stringify(plan) });
    } else if (!(await isRight(business, turn, await business.ask(plan.sql)))) {
      failed.push({ question: turn.question, answered: true, said: plan.sql });
    }
  }
  return { asked: business.turns.length, failed };
}

/** The share of questions that were right, the share that were answered and wrong, and the questions that were not right. */
export function toShares({ asked, failed }: PlannerScore): { right: number; answeredWrong: number; notRight: string } {
  return {
    right: (asked - failed.length) / asked,
    answeredWrong: failed.filter(({ answered }) => answered).length / asked,
    notRight: failed.map(({ question }) => question).join(' | '),
  };
}

async function isRight({ kept }: Business, turn: EvalTurn, got: ResultTable): Promise<boolean> {
  if (turn.kind !== 'answer') return false;
  for (const sql of [turn.sql, ...turn.alt_sql]) {
    if (sql !== null && isSameResult(await kept.run(sql), got, turn.ordered)) return true;
  }
  return false;
}

async function readStores({ ask }: Business): Promise<number[]> {
  const { rows } = await ask('SELECT unnest(analytics.scope_stores())');
  return rows.map(([store]) => Number(store));
}

/** The values that are words of a question, and the first and last moment of each time field. */
async function readValues(
  { ask }: Business,
  model: ReturnType<typeof loadModel>,
): Promise<{ values: ReturnType<typeof buildValueIndex>; clock: Map<string, { min: string; max: string }> }> {
  const entries: ValueEntry[] = [];
  const clock = new Map<string, { min: string; max: string }>();
  for (const dataset of model.datasets.values()) {
    for (const field of dataset.fields.values()) {
      const member = `${dataset.name}.${field.name}`;
      const from = `FROM analytics.${dataset.view}`;
      if (field.values) {
        const { rows } = await ask(`SELECT DISTINCT ${field.expression} ${from} ORDER BY 1`);
        entries.push(...rows.filter(([value]) => value !== null).map(([value]) => ({ member, value: String(value) })));
      }
      if (field.isTime) {
        const { rows } = await ask(`SELECT min(${field.expression}), max(${field.expression}) ${from}`);
        clock.set(member, { min: String(rows[0]?.[0]), max: String(rows[0]?.[1]) });
      }
    }
  }
  return { values: buildValueIndex(entries), clock };
}
