import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toRolePolicy, type Cell } from '@copilot/contracts';
import { loadPolicy } from '@copilot/database';
import { loadModel } from '@copilot/semantic';
import { describe, expect, it } from 'vitest';
import { createSemanticPlanner } from './create-semantic-planner.js';

const folder = join(import.meta.dirname, '../../../../models/pagila');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const model = loadModel({ semanticModel: read('semantic-model.yaml'), copilot: read('copilot.yaml') });
const planner = createSemanticPlanner(model);
const rolePolicy = toRolePolicy(loadPolicy(join(folder, 'policy.yaml')), 'admin');
const context = { username: 'ann', role: 'admin' as const, store_ids: [1, 2], all_stores: true };
const data = { values: new Map<string, string[]>(), clock: new Map(), dataVersion: 'v1' };

function render(question: string, rows: Cell[][], truncated = false, by = planner) {
  const plan = by.plan(question, { rolePolicy, context, conversation: null, data });
  if (plan.kind !== 'planned') throw new Error(plan.kind);
  return plan.render({ columns: [], rows, truncated, dataVersion: null });
}

describe('rows in words', () => {
  const rows = (): Cell[][] => [
    ['PG', 12],
    ['R', 7],
  ];

  it('are not put into words again when they come out the same', () => {
    const first = render('films per rating', rows());
    expect(first.answer).toMatch(/PG/);
    expect(render('films per rating', rows())).toBe(first);
  });

  it.each<[string, Cell[][], boolean]>([
    ['another value', [...rows().slice(0, 1), ['R', 8]], false],
    ['a row less', rows().slice(0, 1), false],
    ['another order', rows().toReversed(), false],
    ['more rows than are shown', rows(), true],
  ])('are put into words anew with %s', (_, changed, truncated) => {
    const first = render('films per rating', rows());
    const next = render('films per rating', changed, truncated);
    expect(next).not.toBe(first);
    expect(next).toEqual(render('films per rating', changed, truncated, createSemanticPlanner(model)));
  });
});
