import type { Cell } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { contextOf, plan, type Asker } from '../testing/ask-planner.js';
import { modelOf } from '../testing/pagila-model.js';
import { nextQuestions } from './next-questions.js';
import { suggestQuestions } from './suggest.js';
import { answer } from '../testing/answer.js';

const genres: Cell[][] = [
  ['Action', 15],
  ['Sci-Fi', 9],
  ['Comedy', 5],
];

describe('the sentence of an answer', () => {
  it.each<[string, Cell[][], Asker, string]>([
    ['takings', [[20]], {}, 'Revenue of all stores was $20.00.'],
    ['takings', [[13]], { role: 'store_manager', stores: [1] }, 'Revenue of store 1 was $13.00.'],
    ['takings', [[20]], { role: 'finance', stores: [1, 2] }, 'Revenue of stores 1 and 2 was $20.00.'],
    ['takings of store 2', [[7]], {}, 'Revenue of store 2 was $7.00.'],
    ['takings in February 2022', [[6]], {}, 'Revenue of all stores in February 2022 was $6.00.'],
    ['takings since February 2022', [[15]], {}, 'Revenue of all stores since 1 February 2022 was $15.00.'],
    [
      'takings of Comedy in January 2022',
      [[null]],
      {},
      'There are no payments of any store in January 2022 with category Comedy.',
    ],
    ['how many rentals', [[1600]], {}, 'There were 1,600 rentals across all stores.'],
    [
      'takings by genre',
      genres,
      {},
      'Revenue by category of all stores: Action $15.00, Sci-Fi $9.00 and Comedy $5.00.',
    ],
    [
      'top 2 customers by takings',
      [
        [1, 'ADA NORTH', 8],
        [3, 'CLEO WEST', 7],
      ],
      {},
      'The 2 customers with the highest revenue of all stores: ADA NORTH ($8.00) and CLEO WEST ($7.00).',
    ],
    ['number of customers who are active', [[3]], {}, 'There are 3 active customers across all stores.'],
    [
      'number of customers who are active',
      [[1]],
      { role: 'store_manager', stores: [1] },
      'There is 1 active customer at store 1.',
    ],
    ['rentals that came back late, how many', [[2]], {}, 'There were 2 rentals returned late across all stores.'],
    ['how many customers live in Portugal', [[2]], {}, 'There are 2 customers in Portugal across all stores.'],
    ['number of films with rating PG', [[2]], {}, 'There are 2 films rated PG.'],
    ['how many rentals did ADA NORTH make', [[2]], {}, 'There were 2 rentals by customer ADA NORTH across all stores.'],
    ['takings of Comedy', [[5]], {}, 'Revenue of category Comedy across all stores was $5.00.'],
    ['takings from customers in Italy', [[5]], {}, 'Revenue of customers in Italy across all stores was $5.00.'],
    [
      'date of the first rental',
      [['2022-01-08T10:00:00Z']],
      {},
      'Earliest rental date of all stores was 8 January 2022, 10:00 UTC.',
    ],
    [
      'how many customers spent more than 6 dollars',
      [[2]],
      {},
      '2 customers have revenue of more than $6.00 of all stores.',
    ],
    [
      'which customers have more than 1 rental',
      [
        [1, 'ADA NORTH', 3],
        [2, 'BEN SOUTH', 2],
      ],
      {},
      '2 customers have more than 1 rental of all stores: ADA NORTH (3) and BEN SOUTH (2).',
    ],
    ['films longer than 95 minutes', [], {}, 'There are no films with length above 95 minutes.'],
  ])('%s', (question, rows, asker, sentence) => {
    expect(answer(question, rows, asker).answer).toBe(sentence);
  });

  it('names no stores for the catalogue, which is the same for all of them', () => {
    expect(answer('how many films', [[4]], { role: 'store_manager', stores: [1] }).answer).toBe('There are 4 films.');
  });

  it('names no group as the lowest alone where several have the same figure', () => {
    const tied = [
      ['Comedy', 8],
      ['Drama', 5],
      ['Horror', 2],
      ['Music', 2],
    ];
    expect(answer('takings by genre', tied).answer).toBe(
      'Revenue by category of all stores: highest Comedy ($8.00), lowest Horror and Music ($2.00 each); 4 categories.',
    );
    expect(answer('takings by genre', [...tied, ['Travel', 2]]).answer).toBe(
      'Revenue by category of all stores: highest Comedy ($8.00), lowest 3 categories with $2.00 each; 5 categories.',
    );
  });

  it('says that a place is shared', () => {
    const tied: Cell[][] = [
      [1, 'ADA NORTH', 2],
      [2, 'BEN SOUTH', 2],
      [3, 'CLEO WEST', 2],
    ];
    expect(answer('top 1 customers by number of rentals', tied).answer).toBe(
      '3 customers share the most rentals of all stores, 2: ADA NORTH, BEN SOUTH and CLEO WEST.',
    );
    expect(answer('top 2 customers by number of rentals', tied).answer).toMatch(/ 1 more ties with the last place\.$/);
  });

  it('says nothing of the last where rows are missing', () => {
    const many: Cell[][] = [...genres, ['Drama', 4]];
    expect(answer('takings by genre', many).answer).toBe(
      'Revenue by category of all stores: highest Action ($15.00), lowest Drama ($4.00); 4 categories.',
    );
    expect(answer('takings by genre', many, {}, true).answer).toBe(
      'Revenue by category of all stores: highest Action ($15.00). Only the first 4 rows are shown.',
    );
  });

  it.each<[string, Cell[][], string]>([
    ['best film', [['ALPHA DAWN', 34]], 'ALPHA DAWN has the most rentals of all stores: 34.'],
    [
      'share of takings by genre',
      [...genres.map((row, i) => [...row, [50, 30, 15][i] ?? 0]), ['Drama', 1, 5]],
      'Revenue by category of all stores: the largest share is that of Action (50 %), the smallest that of Drama (5 %).',
    ],
    [
      'top film per store',
      [
        ['ALPHA DAWN', 1, 34],
        ['BETA DUSK', 2, 30],
      ],
      'The films with the most rentals in each store: ALPHA DAWN, store 1 (34) and BETA DUSK, store 2 (30).',
    ],
    [
      'what percentage of rentals were late',
      [[51.2]],
      '51.2 % of rentals of all stores (returned) were returned late.',
    ],
    [
      'copies by store',
      [
        [2, 123],
        [1, 111],
      ],
      'Copies by store: store 2 (123) and store 1 (111).',
    ],
    [
      'takings by genre and store',
      [
        ['Action', 2, 9],
        ['Action', 1, 6],
      ],
      'Revenue by category and store: Action, store 2 $9.00 and Action, store 1 $6.00.',
    ],
    [
      'longest film',
      [
        ['ALPHA DAWN', 120],
        ['BRAVO DUSK', 120],
      ],
      '2 films share the highest length, 120 minutes: ALPHA DAWN and BRAVO DUSK.',
    ],
  ])('reads well for "%s"', (question, rows, sentence) => {
    expect(answer(question, rows).answer).toBe(sentence);
  });

  it('calls customers by their number where the role knows no names', () => {
    const asker = { role: 'finance', stores: [1] } as const;
    expect(
      answer(
        'top 2 customers by takings',
        [
          [1, 8],
          [3, 7],
        ],
        asker,
      ).answer,
    ).toBe('The 2 customers with the highest revenue of store 1: customer 1 ($8.00) and customer 3 ($7.00).');
  });

  it('says that rows are missing', () => {
    expect(
      answer(
        'list all customers',
        [
          [1, 'ADA NORTH', 'Lisbon', 'Portugal'],
          [2, 'BEN SOUTH', 'Porto', 'Portugal'],
        ],
        {},
        true,
      ).answer,
    ).toMatch(/^More than 2 customers .* Only the first 2 rows are shown\.$/);
  });

  it('shows five names at most', () => {
    const names = Array.from({ length: 9 }, (_, i): Cell[] => [`FILM ${'ABCDEFGHI'[i] ?? ''}`]);
    expect(answer('which films has nobody rented', names).answer).toContain(
      'FILM A, FILM B, FILM C, FILM D and 5 more',
    );
  });
});

describe('the numbers in a sentence', () => {
  it.each<[string, Cell[][]]>([
    ['takings', [[20.5]]],
    ['takings by genre', genres],
    [
      'top 2 customers by takings',
      [
        [1, 'ADA NORTH', 8.25],
        [3, 'CLEO WEST', 7],
      ],
    ],
    [
      'average rental length by rating',
      [
        ['R', 10.5],
        ['G', 3.25],
      ],
    ],
    [
      'median payment per store',
      [
        [2, 3.5],
        [1, 3],
      ],
    ],
    ['how many customers spent more than 6 dollars', [[2]]],
    [
      'running total of income by month',
      [
        ['2022-01-01', 5, 5],
        ['2022-02-01', 6, 11],
      ],
    ],
  ])('of "%s" all come from its rows, its question, or count them', (question, rows) => {
    const { answer: sentence } = answer(question, rows);
    const known = new Set<number>(rows.flat().flatMap((cell) => (typeof cell === 'number' ? [cell] : [])));
    known.add(rows.length);
    for (const [number] of `${question} ${rows
      .flat()
      .filter((cell) => typeof cell === 'string')
      .join(' ')}`.matchAll(/\d+/g))
      known.add(Number(number));
    const said = [...sentence.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([text]) => Number(text.replaceAll(',', '')));
    expect(said.filter((number) => !known.has(number))).toEqual([]);
    expect(said.length).toBeGreaterThan(0);
  });

  it('change with the rows', () => {
    expect(answer('takings', [[1234.5]]).answer).toContain('$1,234.50');
    expect(answer('takings', [[0]]).answer).toContain('$0.00');
  });
});

describe('what can be asked next', () => {
  it('goes from the figure of the answer to its other groupings, and keeps the time', () => {
    expect(answer('takings in February 2022', [[6]]).suggestions).toEqual([
      'Revenue by month',
      'Revenue by category in February 2022',
      'Revenue by store in February 2022',
    ]);
  });

  it.each(['admin', 'store_manager', 'marketing', 'finance'] as const)(
    'can all be answered, for the role %s',
    (role) => {
      const asker: Asker = { role, stores: [1] };
      const open = [...suggestQuestions(modelOf(role), 8)];
      const seen = new Set<string>();
      for (let question = open.shift(); question !== undefined; question = open.shift()) {
        if (seen.has(question)) continue;
        seen.add(question);
        const { query } = plan(question, asker);
        open.push(...nextQuestions({ query, model: modelOf(role), context: contextOf(asker) }));
      }
      expect(seen.size).toBeGreaterThan(4);
      // What belongs to one store alone is not worth grouping by store.
      const counted = [...seen].filter((question) => /\b(\w+)s by \1s?$/i.test(question));
      expect(counted).toEqual([]);
    },
  );

  it('offers no grouping that is shown already', () => {
    expect(answer('takings by genre', genres).suggestions.join()).not.toContain('category');
  });
});
