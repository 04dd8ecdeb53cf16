import { expect, it } from 'vitest';
import { loadModel } from '../model/load-model.js';
import { createPlanner } from '../planner.js';
import { contextOf, inputOf } from '../testing/ask-planner.js';
import { pagilaSources, policyOf } from '../testing/pagila-model.js';
import { renderAnswer } from './render-answer.js';

const euros = createPlanner({
  model: loadModel({ ...pagilaSources, copilot: pagilaSources.copilot.replace('currency: USD', 'currency: EUR') }),
});

it('is the model’s in the sentence, the figure, the marks of the chart and the columns', () => {
  const planned = euros.plan(inputOf('takings by genre'));
  if (planned.kind !== 'planned') throw new Error(planned.problem.message);
  const rows = [
    ['Action', 1234.5],
    ['Comedy', 5],
  ];
  const rendered = renderAnswer({
    ...planned,
    rows,
    truncated: false,
    context: contextOf(),
    model: euros.roleModel(policyOf('admin')),
  });
  expect(rendered.columns.map(({ currency }) => currency)).toEqual([undefined, 'EUR']);
  expect(rendered.answer).toContain('Action €1,234.50');
  const all = JSON.stringify(rendered);
  expect(all).toContain('(EUR)');
  expect(all).toContain(String.raw`\\"€\\" + datum.label`.replaceAll('\\\\', '\\'));
  expect(all).not.toMatch(/\$\d|US\$|USD/);
});

it('must be a code that exists in form', () => {
  const copilot = pagilaSources.copilot.replace('currency: USD', 'currency: dollars');
  expect(() => loadModel({ ...pagilaSources, copilot })).toThrow(/ISO 4217/);
});
