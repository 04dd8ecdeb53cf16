import { describe, expect, it } from 'vitest';
import { ask, plan } from './testing/ask-planner.js';

const queryOf = (question: string) => plan(question).query;
const copies = [{ metric: 'copy_count' }];

describe('a count that is asked for at the end', () => {
  it.each([
    ['Comedy films rated PG - how many are there?', [{ metric: 'film_count' }]],
    ['Clients flagged as active, number of', [{ metric: 'customer_count' }]],
    ['branch 1 dvds still out, count', [{ metric: 'rental_count' }]],
    ['discs on the books, both branches together', copies],
    ['loan count, February 2022', [{ metric: 'rental_count' }]],
  ])('%s', (question, metrics) => {
    expect(queryOf(question)).toMatchObject({ metrics });
  });

  it('is the whole of what two sentences say', () => {
    expect(queryOf('We hire some titles out at 2.50. How many of these are there?')).toMatchObject({
      metrics: [{ metric: 'film_count' }],
      filters: [{ member: 'films.rental_rate', op: 'eq', values: [2.5] }],
    });
  });
});

describe('those who do something', () => {
  it('are counted for the time in which they did it', () => {
    expect(queryOf('number of renters in March 2022')).toMatchObject({
      metrics: [{ field: 'rentals.customer_id', aggregate: 'count_distinct' }],
      time_range: { member: 'rentals.rental_date' },
    });
  });
});

describe('a price', () => {
  it.each([
    ['films that go for $3.50 a rental', 'films.rental_rate', 'eq', [3.5]],
    ['films that cost 18.50 to replace', 'films.replacement_cost', 'eq', [18.5]],
    ['films that cost more than 18 dollars to replace', 'films.replacement_cost', 'gt', [18]],
    ['payments of a dollar or less', 'payments.amount', 'lte', [1]],
    ['films with a replacement cost from 10 up to 12 dollars', 'films.replacement_cost', 'between', [10, 12]],
  ])('%s', (question, member, op, values) => {
    expect(queryOf(question).filters).toMatchObject([{ member, op, values }]);
  });
});

describe('the highest or lowest value', () => {
  it.each([
    ['how long is the shortest film', { field: 'films.length', aggregate: 'min' }],
    ['what does the cheapest film cost to replace', { field: 'films.replacement_cost', aggregate: 'min' }],
    ['what is the dearest rental rate', { field: 'films.rental_rate', aggregate: 'max' }],
    ['date of the newest rental', { field: 'rentals.rental_date', aggregate: 'max' }],
  ])('is one figure in "%s"', (question, metric) => {
    expect(queryOf(question)).toMatchObject({ metrics: [metric], dimensions: [] });
  });

  it('is a list where the things are asked for', () => {
    expect(queryOf('which is the shortest film')).toMatchObject({ entity: 'films', limit: 1 });
  });
});

describe('money that changed hands', () => {
  it.each(['What has ADA NORTH paid?', 'total paid by ADA NORTH', 'everything ADA NORTH paid, as a total'])(
    'is summed in "%s"',
    (question) => {
      expect(ask(question)).toMatchObject({ query: { metrics: [{ metric: 'revenue' }] } });
    },
  );

  it('is counted where payments are', () => {
    expect(queryOf('payments of ADA NORTH')).toMatchObject({ metrics: [{ metric: 'payment_count' }] });
  });
});

describe('a store called by number', () => {
  it.each(['discs of store number 2', 'discs of shop no. 2', 'discs of branch nr 2'])('%s', (question) => {
    expect(queryOf(question)).toMatchObject({ metrics: copies, filters: [{ values: [2] }] });
  });
});

describe('what is denied', () => {
  it.each(['films of which we own not even one copy', 'titles with not a single disc', 'films with no dvd anywhere'])(
    '%s',
    (question) => {
      expect(queryOf(question)).toMatchObject({
        entity: 'films',
        filters: [{ kind: 'exists', dataset: 'inventory', negate: true }],
      });
    },
  );
});

describe('a look-up', () => {
  it('takes the verb of what is named where it may mean several fields', () => {
    expect(queryOf('how long does ALPHA DAWN run')).toMatchObject({
      entity: 'films',
      attributes: ['films.title', 'films.length'],
    });
    expect(queryOf('who runs branch 2')).toMatchObject({ entity: 'stores' });
  });

  it('tells things without a name by what else is named', () => {
    expect(queryOf('list the dvds nobody ever rented, with their film').attributes).toContain('films.title');
  });

  it('gives the persons that a thing has of itself', () => {
    expect(queryOf('who is in BRAVO DUSK')).toMatchObject({ entity: 'actors' });
  });

  it('tells what may be kept from what was kept', () => {
    expect(queryOf('films that one may keep for 5 days').filters).toMatchObject([
      { member: 'films.rental_duration', op: 'eq', values: [5] },
    ]);
  });
});

describe('what is left out', () => {
  it.each(['takings if you leave Drama out', 'takings, Drama left aside'])('%s', (question) => {
    expect(ask(question)).toMatchObject({
      query: { filters: [{ member: 'categories.category', op: 'ne', values: ['Drama'] }] },
    });
  });
});
