import type { Cell, Turn } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { plan } from './testing/ask-planner.js';

/** What stood before, with the first rows of its answer. */
const BEFORE: readonly (readonly [string, ...Cell[][]])[] = [
  ['top 2 clients by takings', [1, 'ADA NORTH', 90], [2, 'BEA SOUTH', 80]],
  ['takings by store and month', [1, '2022-01-01', 50]],
  ['how many clients spent more than 30 dollars', [2]],
  ['hires of Action films in May 2022', [7]],
  ['average payment by month', ['2022-01-01', 4.2]],
];

function after([asked, ...rows]: readonly [string, ...Cell[][]], question: string): string {
  const { query, columns } = plan(asked);
  const turn: Turn = { question: asked, status: 'answered', query, columns: columns.map((c) => c.name), rows };
  return plan(question, { conversation: { id: 'c', turns: [turn] } }).sql;
}

describe('a question that says itself what it is about', () => {
  it.each([
    'share of takings by genre',
    'percentage of hires per store',
    'what percent of clients are active?',
    'compare takings of store 1 versus store 2',
    'break down takings by rating',
    'top 3 actors by takings of the films they play in',
    'which 2 actors have the most hires across their films',
    'top 2 clients of store 1 by takings (clients registered there)',
    'how long is ALPHA DAWN and what does it cost to replace?',
    'takings by genre',
    'number of films per rating',
  ])('is read the same in a talk as by itself: %s', (question) => {
    const { sql } = plan(question);
    for (const before of BEFORE) expect(after(before, question), before[0]).toBe(sql);
  });
});

describe('a question that leans on the answer before', () => {
  it.each([
    ['top 2 clients by takings', 'as a share'],
    ['hires of Action films in May 2022', 'break it down by store'],
    ['top 2 clients by takings', 'which films did they hire?'],
    ['top 2 clients by takings', 'how much did those spend in May 2022?'],
  ])('stays a change of it: %s, %s', (asked, question) => {
    const before = BEFORE.find(([text]) => text === asked);
    if (before === undefined) throw new Error(`not asked: ${asked}`);
    const { columns, query } = plan(asked);
    const turn: Turn = {
      question: asked,
      status: 'answered',
      query,
      columns: columns.map((c) => c.name),
      rows: before.slice(1) as Cell[][],
    };
    const found = plan(question, { conversation: { id: 'c', turns: [turn] } });
    const shown = JSON.stringify([found.query.filters, found.query.dimensions, found.query.time_range]);
    expect(shown, found.restated).toMatch(/customer|store|month|Action/);
  });

  it('goes on with what was said of the same figure', () => {
    const turn: Turn = {
      question: 'takings in May 2022',
      status: 'answered',
      query: plan('takings in May 2022').query,
      columns: ['revenue'],
      rows: [[9]],
    };
    const { query } = plan('break down takings by store', { conversation: { id: 'c', turns: [turn] } });
    expect(query).toMatchObject({ time_range: { label: 'May 2022' }, dimensions: [{}] });
  });
});
