import type { Cell, Conversation, Turn } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { ask, decline, plan, type Asker } from '../testing/ask-planner.js';

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

/** A question that was asked back. */
function unanswered(question: string): Turn {
  return { question, status: 'needs_clarification', query: null, columns: [], rows: [] };
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

describe('a change in other words', () => {
  it.each<[string[], string]>([
    [['takings by genre', 'store 2 by itself'], 'revenue by category, store 2'],
    [['takings by genre', 'zoom in on Comedy'], 'revenue by category, category = Comedy'],
    [['takings by genre', 'per weekday rather than per genre'], 'revenue by weekday'],
    [['takings by genre', 'not by genre, by weekday'], 'revenue by weekday'],
    [['takings by genre', 'distribute that over the staff'], 'revenue by member of staff'],
    [['films per rating', 'their mean length in lieu of the count'], 'average length by rating'],
    [['films per rating', 'no, I meant the average length'], 'average length by rating'],
    [['films per rating', 'how long are they on average'], 'average length by rating'],
    [['takings by genre', 'and the number of payments'], 'payments by category'],
    [['takings by genre', 'repeat that for rentals'], 'rentals by category'],
    [['takings by genre', 'without Drama', 'bring Drama back in'], 'revenue by category'],
    [['takings by genre', 'get rid of Drama too'], 'revenue by category, category is not Drama'],
    [['takings of store 2', 'the other store'], 'revenue, store is not 2'],
    [['takings of store 2', 'for both stores'], 'revenue by store'],
    [['takings by month', 'for Comedy', 'lift the filter'], 'revenue by month'],
    [['films with a rental rate of 0.99', 'and at 2.49?'], 'films, rental rate = 2.49'],
    [['payments in March', 'what is their average'], 'average payment amount, March 2022'],
  ])('%j comes to "%s"', (questions, restated) => {
    expect(talk(questions).at(-1)).toBe(restated);
  });

  it('ranks what is shown', () => {
    expect(talk(['takings by genre', 'only the 2 strongest', 'the opposite end', 'widen it to three'])).toEqual([
      'revenue by category',
      'top 2 category by revenue',
      'lowest 2 category by revenue',
      'lowest 3 category by revenue',
    ]);
    expect(talk(['top 2 genres by takings', 'ordered by rentals', 'which 3 when we go by takings'])).toEqual([
      'top 2 category by revenue',
      'top 2 category by rentals',
      'top 3 category by revenue',
    ]);
  });

  it('counts and lists what was asked for, and sets it against the whole', () => {
    expect(talk(['how many customers live in Italy', 'read out their names'])[1]).toMatch(
      /^customers .*country = Italy$/,
    );
    expect(talk(['how many copies are there', 'how many of those at store 2'])[1]).toBe('copies, store 2');
    const [, share] = talk(['number of late rentals', 'which percentage of all rentals is that']);
    expect(share).toMatch(/^share of rentals \(returned late\)/);
  });

  it('goes on after a nod, and starts clean on another topic', () => {
    expect(talk(['takings by genre', 'very well, then only Comedy'])[1]).toBe('revenue by category, category = Comedy');
    expect(talk(['takings of store 2', 'on another note: number of films'])[1]).toBe('films');
  });
});

describe('what makes room for something else', () => {
  const last = (turns: readonly string[], rows: Cell[][] = []): string => talk(turns, rows).at(-1) ?? '';

  it('is a group of the answer before, however it is sent away', () => {
    for (const change of [
      'scrap the weeks and go by language',
      'leave the weeks aside, show languages',
      'trade weeks for languages',
      'switch from weeks to languages',
    ])
      expect(last(['payments by week', change]), change).toBe('payments by language');
  });

  it('is a value that the answer before was about', () => {
    expect(last(['takings from Action films', 'trade Action for Comedy'])).toBe('revenue, category = Comedy');
    expect(last(['takings from Action films', 'Comedy, not Action'])).toBe('revenue, category = Comedy');
  });

  it('is how many rows there are, never the number of a store', () => {
    expect(last(['top 4 actors by rentals', 'push that up to nine'])).toBe('top 9 actor by rentals');
    expect(last(['payments by week', 'confine that to store 2'])).toBe('payments by week, store 2');
  });

  it('is a day that is left out', () => {
    const { query } = plan('leave Tuesday out of it', { conversation: talked('payments by weekday') });
    expect(JSON.stringify(query.filters)).toContain('"op":"not_in"');
  });

  it('is the one figure of all, when it is added up', () => {
    expect(last(['takings by genre', 'add it all up'])).toBe('revenue');
  });

  it('is the month beside the one before', () => {
    expect(last(['payments in June 2022', 'and the one after?'])).toBe('payments, July 2022');
    expect(last(['payments in June 2022', 'and the preceding month?'])).toBe('payments, May 2022');
  });
});

describe('a change without a figure of its own', () => {
  it('narrows the figure where a preposition or "only" leads to its things', () => {
    expect(talk(['average length by language', 'for NC-17 films only']).at(-1)).toContain('rating = NC-17');
  });

  it('lists those that were counted under what is said now', () => {
    const { query } = plan('which ones belong to store 2?', {
      conversation: talked('how many inactive customers by store'),
    });
    expect(query.entity).toBe('customers');
    expect(query.dimensions).toEqual([]);
  });

  it('is asked back where nothing was answered before', () => {
    const conversation: Conversation = { id: 'c', turns: [unanswered('gadgets by flavour')] };
    for (const change of ['store 2 alone', 'and the two shortest'])
      expect(decline(change, { conversation }).problem.code, change).toMatch(/^question\./);
  });
});

describe('a name or pronoun in a follow-up', () => {
  it('means the one thing shown, though the words could be read without it', () => {
    const rows: Cell[][] = [['ALPHA DAWN', 12]];
    expect(talk(['which film has the most rentals?', 'and its language?'], rows).at(-1)).toContain('ALPHA DAWN');
    expect(talk(['which film has the most rentals?', 'what language is the film in?'], rows).at(-1)).toContain(
      'ALPHA DAWN',
    );
  });

  const rows = [
    [1, 'Ivo Reed', 8],
    [2, 'Uma Hale', 7],
  ];

  it('is completed from the rows of the answer', () => {
    expect(talk(['takings by staff member', "Uma's part alone"], rows)[1]).toBe(
      'revenue by member of staff, member of staff = Uma Hale',
    );
  });

  it('is the one thing that was shown or asked about', () => {
    expect(talk(['rentals of ALPHA DAWN', 'how long is it'])[1]).toBe('films with length, film = ALPHA DAWN');
    const one = [[1, 'ADA NORTH', 8]];
    expect(talk(['top 1 customer by takings', 'sum paid by this individual'], one)[1]).toBe(
      'revenue, customer = ADA NORTH',
    );
  });

  it('is asked about where it points at nothing', () => {
    for (const question of ['money received from that customer', 'do it for each genre'])
      expect(ask(question, { conversation: { id: 'c', turns: [unanswered('hello there')] } }).kind).not.toBe('planned');
    expect(ask('which store is she at', { conversation: talked('takings by month') }).kind).not.toBe('planned');
  });
});

describe('a change after a question that was asked back', () => {
  const turns = [...talked('takings by genre').turns, unanswered('make it zorgle for the staff')];

  it('is not laid over an older answer', () => {
    expect(ask('only Comedy', { conversation: { id: 'c', turns } })).toMatchObject({
      kind: 'clarify',
      problem: { message: expect.stringContaining('was not answered') as string },
    });
  });

  it('is, where it says the same again', () => {
    expect(plan('per staff member instead', { conversation: { id: 'c', turns } }).restated).toBe(
      'revenue by member of staff',
    );
  });
});

describe('a change of data', () => {
  it.each(['remove them', 'take these customers out of the system', 'get rid of all'])(
    '"%s" is refused',
    (question) => {
      expect(decline(question, { conversation: talked('customers in Italy') }).problem).toMatchObject({
        code: 'question.asks-to-change-data',
      });
    },
  );
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

  it('lifts a condition that it names', () => {
    const turns = [asked('how many G movies are over 95 minutes long')];
    expect(plan('without the rating', { conversation: { id: 'c', turns } }).restated).toBe(
      'films, length above 95 minutes',
    );
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

describe('what was spoken of', () => {
  const last = (turns: readonly string[], rows: Cell[][] = []): string => talk(turns, rows).at(-1) ?? '';

  it('is the place that "there" means', () => {
    const rows: Cell[][] = [['Italy', 12]];
    expect(last(['top country by rentals', 'how many payments come from there'], rows)).toContain('Italy');
  });

  it('stays what "it" means after something was looked up about it', () => {
    const rows: Cell[][] = [['ALPHA DAWN', 'Comedy']];
    const turns = ['which genre is ALPHA DAWN in', 'number of discs of it'];
    expect(last(turns, rows)).toContain('ALPHA DAWN');
  });

  it('is all that was counted, under every condition', () => {
    const turns = ['how many Comedy films are there', 'how many of those are rated PG', 'how long are they on average'];
    expect(last(turns)).toContain('rating = PG');
    expect(last(turns)).toContain('category = Comedy');
  });

  it('is listed by the things that what was counted is of', () => {
    const { query } = plan('show the movies', { conversation: talked('how many Action discs are not back yet') });
    expect(query).toMatchObject({ dimensions: [{ member: 'films.title' }], filters: [{}, {}] });
  });

  it('keeps its conditions under another figure', () => {
    expect(last(['number of payments in May 2022 at store 2', 'how much money is that'])).toBe(
      'revenue, store 2, May 2022',
    );
  });

  it('stands beside another that is added', () => {
    expect(last(['mean rental rate by rating', 'add the number of movies'])).toBe(
      'average rental rate and films by rating',
    );
  });

  it('is ranked by the figure that is shown', () => {
    expect(last(['rentals by genre', 'which 2 were the lowest'])).toBe('lowest 2 category by rentals');
  });

  it('is the whole of a rate, group by group', () => {
    const { query } = plan('as a share of those returned', { conversation: talked('late returns by genre') });
    expect(query.metrics).toMatchObject([{ metric: 'rental_count', over: { metric: 'rental_count' }, percent: true }]);
  });

  it('is never changed in the data', () => {
    const conversation = talked('customers in Italy');
    expect(decline('set their own shop to 1', { conversation }).problem.code).toBe('question.asks-to-change-data');
  });
});
