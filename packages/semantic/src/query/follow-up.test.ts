import type { Cell, Conversation, Turn } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { ask, plan, type Asker } from '../testing/ask-planner.js';

/** What was understood of each question, one after the other; `rows` are the results that "they" may refer to. */
function talk(questions: readonly string[], rows: Cell[][] = [], asker: Asker = {}): string[] {
  let turns: Turn[] = [];
  return questions.map((question) => {
    const planned = plan(question, { ...asker, conversation: { id: 'c', turns } });
    const columns = planned.columns.map((column) => column.name);
    turns = [...turns, { question, status: 'answered', query: planned.query, columns, rows }];
    return planned.restated;
  });
}

/** A conversation in which one question was answered. */
function talked(question: string): Conversation {
  const { query, columns } = plan(question);
  return { id: 'c', turns: [{ question, status: 'answered', query, columns: columns.map((c) => c.name), rows: [] }] };
}

describe('a question that leans on the one before', () => {
  it('narrows it', () => {
    expect(talk(['takings by genre', 'only store 2', 'only Action'])).toEqual([
      'revenue by category',
      'revenue by category, store 2',
      'revenue by category, store 2, category = Action',
    ]);
  });

  it('groups it anew and keeps the conditions', () => {
    expect(talk(['takings by genre', 'only store 2', 'now by month'])).toEqual([
      'revenue by category',
      'revenue by category, store 2',
      'revenue by month, store 2',
    ]);
    expect(talk(['takings by customer', 'the same by store'])).toEqual(['revenue by customer', 'revenue by store']);
  });

  it('keeps only the first of it', () => {
    expect(talk(['takings by genre', 'top 2'])).toEqual(['revenue by category', 'top 2 category by revenue']);
  });

  it('orders it, cuts it, sums it up', () => {
    expect(talk(['takings by month', 'show only 3'])).toEqual(['revenue by month', 'top 3 month by revenue']);
    expect(talk(['takings by genre', 'just the total'])).toEqual(['revenue by category', 'revenue']);
    const turned = plan('lowest first', { conversation: talked('takings by genre') });
    expect(turned.query.sort).toEqual([{ by: 'metric:0', direction: 'asc' }]);
    expect(plan('sort by takings', { conversation: talked('takings by genre') }).query.dimensions).toHaveLength(1);
  });

  it('compares each period with the one before, where the words and the periods agree', () => {
    const conversation = talked('takings by month');
    expect(plan('compare with the month before', { conversation }).query.calculations).toEqual([
      { kind: 'change', metric: 0 },
      { kind: 'change_percent', metric: 0 },
    ]);
    expect(ask('compare with the year before', { conversation }).kind).toBe('clarify');
  });

  it('asks about a word that it does not know instead of taking it for another subject', () => {
    expect(ask('only zorgle', { conversation: talked('takings by month') })).toMatchObject({
      kind: 'clarify',
      problem: { code: 'question.not-understood', message: expect.stringContaining('zorgle') as string },
    });
  });

  it('moves it in time', () => {
    expect(talk(['takings in February', 'and in March', 'and the month after'])).toEqual([
      'revenue, February 2022',
      'revenue, March 2022',
      'revenue, April 2022',
    ]);
  });

  it('means by "they" the things just listed, and says so', () => {
    const rows = [
      [1, 'ADA NORTH', 8],
      [3, 'CLEO WEST', 7],
    ];
    expect(talk(['top 2 customers by takings', 'how many payments did they make'], rows)[1]).toBe(
      'payments, customers ADA NORTH, CLEO WEST',
    );
    const first = plan('top 2 customers by takings');
    const turn: Turn = {
      question: '',
      status: 'answered',
      query: first.query,
      columns: first.columns.map((column) => column.name),
      rows,
    };
    const second = plan('how many payments did they make', { conversation: { id: 'c', turns: [turn] } });
    expect(second.assumptions).toContain('"They" are the 2 of the answer before.');
  });

  it('takes it back', () => {
    expect(talk(['takings by month', 'only store 1', 'undo that'])).toEqual([
      'revenue by month',
      'revenue by month, store 1',
      'revenue by month',
    ]);
    expect(talk(['takings in February', 'and in March', 'go back'])[2]).toBe('revenue, February 2022');
  });
});

describe('a question that stands on its own', () => {
  it.each([
    'how many films are in the catalogue',
    'rentals by weekday',
    'which films has nobody rented',
    'takings by store',
  ])('"%s" carries nothing over', (question) => {
    expect(talk(['takings by genre', 'only store 2', question])[2]).toBe(plan(question).restated);
  });
});

describe('a follow-up', () => {
  const asked = (question: string, status: Turn['status'] = 'answered'): Turn => {
    const { query, columns } = plan(question);
    return { question, status, query, columns: columns.map((column) => column.name), rows: [] };
  };

  it('without anything before it is not guessed', () => {
    for (const question of ['go back', 'and the month after', 'what about them'])
      expect(['clarify', 'refuse']).toContain(ask(question).kind);
  });

  it('leans on the last question that was answered, and not on one that was refused', () => {
    const turns = [
      asked('takings by genre'),
      { ...asked('rentals by month'), query: null, status: 'refused' as const },
    ];
    expect(plan('only store 2', { conversation: { id: 'c', turns } }).restated).toBe('revenue by category, store 2');
  });

  it('with a word that nobody knows is not run', () => {
    const conversation = { id: 'c', turns: [asked('takings by genre')] };
    const result = ask('only zorgle', { conversation });
    expect(result.kind).not.toBe('planned');
    expect(result.words).toContainEqual({ text: 'zorgle', start: 5, end: 11, status: 'not_understood' });
  });

  it('cannot reach a store outside the scope', () => {
    const conversation = { id: 'c', turns: [asked('takings by genre')] };
    expect(ask('only store 2', { role: 'store_manager', stores: [1], conversation })).toMatchObject({
      kind: 'refuse',
      problem: { code: 'plan.outside-scope' },
    });
  });

  it('cannot reach by way of an answer what the role may not see', () => {
    const conversation = { id: 'c', turns: [asked('takings by genre')] };
    expect(ask('now by customer', { role: 'marketing', stores: [1], conversation })).toMatchObject({
      kind: 'refuse',
      problem: { code: 'plan.outside-role' },
    });
  });
});
