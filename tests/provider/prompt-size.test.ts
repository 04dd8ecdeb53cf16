import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toRolePolicy } from '@copilot/contracts';
import { loadPolicy } from '@copilot/database';
import { loadModel } from '@copilot/semantic';
import { describe, expect, it } from 'vitest';
import { buildPrompt } from '../../apps/workflow/src/language-model/build-prompt.js';
import { estimateTokens } from '../../apps/workflow/src/language-model/estimate-tokens.js';
import { chooseExamples } from '../../apps/workflow/src/plan/choose-examples.js';
import { createSemanticPlanner } from '../../apps/workflow/src/plan/create-semantic-planner.js';
import { buildDocuments } from '../../apps/workflow/src/retrieve/build-documents.js';
import { readSet } from '../../evals/src/read-set.js';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, 'models/pagila', name), 'utf8');
const policy = loadPolicy(join(root, 'models/pagila/policy.yaml'));
const planner = createSemanticPlanner(
  loadModel({ semanticModel: read('semantic-model.yaml'), copilot: read('copilot.yaml') }),
);
const questions = (await readSet(join(root, 'evals/pagila-sample.jsonl'))).flatMap(({ turns }) =>
  turns.map(({ question }) => question),
);
const views = policy.roles.map(({ role }) => {
  const rolePolicy = toRolePolicy(policy, role);
  return { role, rolePolicy, roleModel: planner.roleModel(rolePolicy) };
});
const documents = buildDocuments(views);

describe('the prompt over a whole set of questions', () => {
  it.each(views)('comes to 1,500 tokens at most at the median, and shows examples, for $role', (view) => {
    const context = { username: 'ann', role: view.role, store_ids: [1], all_stores: view.role === 'admin' };
    const data = { values: new Map(), clock: new Map(), dataVersion: 'v1' };
    const input = { rolePolicy: view.rolePolicy, context, conversation: null, data };
    // Retrieval never gives more than sixteen documents; here the longest there are.
    const notes = documents
      .filter(({ roles }) => roles.includes(view.role))
      .toSorted((left, right) => right.content.length - left.content.length)
      .slice(0, 16);
    const prompts = questions.map((question) => {
      const examples = chooseExamples(question, [], input, planner);
      const messages = buildPrompt({ ...view, question, notes, examples, turns: [], dataAsOf: '2022-07-27T00:00:00Z' });
      return messages.map(({ content }) => content).join('\n');
    });
    const sizes = prompts.map(estimateTokens).sort((left, right) => left - right);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(1_500);
    expect(sizes.at(-1)).toBeLessThanOrEqual(1_600);
    const withExamples = prompts.filter((prompt) => prompt.includes('<data>\nQuestion: ')).length;
    expect(withExamples / prompts.length).toBeGreaterThan(0.9);
  });
});
