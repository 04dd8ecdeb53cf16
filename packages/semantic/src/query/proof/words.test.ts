import { describe, expect, it } from 'vitest';
import { ask, decline } from '../../testing/ask-planner.js';
import { evidenceOf } from '../../testing/evidence-of.js';
import type { Check } from './evidence.js';
import { unplacedForce } from './unplaced-force.js';
import { unplacedNouns } from './unplaced-nouns.js';
import { unreadWords } from './unread-words.js';

type Query = Parameters<typeof evidenceOf>[1];

/** The words of the question that a check found without a trace. */
function left(check: Check, question: string, query: Query): string[] {
  const evidence = evidenceOf(question, query);
  const found = check(evidence);
  return found?.kind === 'unplaced'
    ? found.at.map((at) => evidence.items[at]?.tokens.map((t) => t.lower).join(' ') ?? '')
    : [];
}

const revenue = { metrics: [{ metric: 'revenue' }] };
const listing = { entity: 'customers', attributes: ['customers.full_name'] };

describe('words with force', () => {
  it.each<[string, Query, string[]]>([
    ['median of films', { metrics: [{ metric: 'film_count' }] }, ['median']],
    ['share of Comedy films in all', { metrics: [{ metric: 'film_count' }] }, ['share of']],
    ['top 3 customers by revenue', revenue, ['top']],
    ['revenue of films without trailers', revenue, ['without']],
    ['films kept at store 1 only', { metrics: [{ metric: 'film_count' }] }, ['only']],
    ['total collection from customers of Portugal', listing, ['total']],
  ])('are left over in "%s"', (question, query, words) => {
    expect(left(unplacedForce, question, query)).toEqual(words);
  });

  it.each<[string, Query]>([
    ['top 3 customers by revenue', { ...revenue, limit: 3 }],
    [
      'customers without payments',
      { ...listing, filters: [{ kind: 'exists', dataset: 'payments', negate: true, filters: [] }] },
    ],
    ['total revenue', revenue],
    ['share of Comedy films', { metrics: [{ metric: 'film_count', percent: true, over: { metric: 'film_count' } }] }],
  ])('have a trace in "%s"', (question, query) => {
    expect(left(unplacedForce, question, query)).toEqual([]);
  });
});

describe('nouns', () => {
  it('must play a part, or be what the rows have anyway', () => {
    expect(left(unplacedNouns, 'customers and their actors', listing)).toEqual(['actors']);
    expect(left(unplacedNouns, 'revenue of customers', revenue)).toEqual([]);
  });
});

describe('words taken for something else', () => {
  it.each([
    ['how long may people keep ALPHA DAWN', ['may']],
    ['how long may one keep ALPHA DAWN', []],
    ['rentals in may', []],
    ['rentals in May one year', []],
  ])('are unread in "%s"', (question, words) => {
    expect(left(unreadWords, question, revenue)).toEqual(words);
  });
});

describe('an objection', () => {
  it('asks back with options that can be answered', () => {
    const { problem, clarification } = decline('when did ADA NORTH rent and how often by customer');
    expect(problem.code).toMatch(/^question\./);
    for (const { question } of clarification?.options ?? []) expect(ask(question).kind, question).toBe('planned');
  });
});
