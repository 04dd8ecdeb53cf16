import type { Cell } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { ask, contextOf, plan, type Asker } from '../testing/ask-planner.js';
import { modelOf } from '../testing/pagila-model.js';
import { renderAnswer } from './render-answer.js';
import { culpritOf, isEmpty } from './why-empty.js';

/** The answer to a question without rows, when leaving out its conditions one by one gives these. */
function answerEmpty(question: string, rows: Cell[][], found: Cell[][][], asker: Asker = {}) {
  const planned = plan(question, asker);
  const { outside, probes } = planned.whyEmpty();
  const culprits = probes.flatMap((probe, i) => culpritOf(probe, found[i] ?? []) ?? []);
  const model = modelOf(asker.role ?? 'admin');
  return renderAnswer({
    ...planned,
    rows,
    truncated: false,
    context: contextOf(asker),
    model,
    emptied: { outside, culprits },
  });
}

describe('an empty answer', () => {
  it('of a period outside the data says how far they go, and offers their last month', () => {
    const { answer, suggestions } = answerEmpty('takings by genre in March 2019', [], []);
    expect(answer).toBe(
      'There are no payments of any store in March 2019. The data run from 10 January 2022 to 20 April 2022.',
    );
    expect(suggestions[0]).toBe('takings by genre in April 2022');
  });

  it('tells zero from nothing', () => {
    expect(answerEmpty('how many rentals in February 2022', [[0]], []).answer).toBe(
      'There were 0 rentals across all stores in February 2022.',
    );
    expect(answerEmpty('takings in February 2022', [[null]], []).answer).toBe(
      'There are no payments of any store in February 2022.',
    );
  });

  it('says which condition alone emptied it, and what there would be without it', () => {
    const { answer, suggestions } = answerEmpty(
      'takings of Comedy in store 2 in January 2022',
      [[null]],
      [[[12.5]], [[null]], [[null]]],
    );
    expect(answer).toContain('It is “category = Comedy” that leaves nothing: without it there would be $12.50.');
    expect(suggestions[0]).toBe('takings in store 2 in January 2022');
    expect(ask(suggestions[0] ?? '').kind).toBe('planned');
  });

  it('says when only several conditions together empty it', () => {
    const { answer } = answerEmpty(
      'films rated G longer than 95 minutes',
      [],
      [[['ALPHA DAWN', 100]], [['BRAVO DUSK', 90]]],
    );
    expect(answer).toBe(
      'There are no films with rating G and length above 95 minutes. Together “rating = G” and “length above 95 minutes” leave nothing: there would be some without “rating = G” and some without “length above 95 minutes”.',
    );
  });

  it('has nothing to look for where there is one condition', () => {
    expect(plan('films longer than 95 minutes').whyEmpty()).toEqual({ outside: null, probes: [] });
  });

  it('is told from one that holds a figure', () => {
    const { columns } = plan('takings');
    expect(isEmpty(columns, [[null]])).toBe(true);
    expect(isEmpty(columns, [[0.01]])).toBe(false);
    expect(isEmpty(plan('takings by genre').columns, [['Action', 0]])).toBe(false);
  });
});
