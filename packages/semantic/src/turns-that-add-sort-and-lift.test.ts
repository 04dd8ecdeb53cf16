import type { Cell, Turn } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { ask, plan } from './testing/ask-planner.js';

type Said = readonly [string, ...Cell[][]];

function conversation(turns: readonly Said[]): Turn[] {
  const answered: Turn[] = [];
  for (const [asked, ...rows] of turns) {
    const { query, columns } = plan(asked, { conversation: { id: 'c', turns: [...answered] } });
    answered.push({ question: asked, status: 'answered', query, columns: columns.map((c) => c.name), rows });
  }
  return answered;
}

function last(turns: readonly Said[], question: string) {
  return plan(question, { conversation: { id: 'c', turns: conversation(turns) } }).query;
}

function kind(turns: readonly Said[], question: string) {
  return ask(question, { conversation: { id: 'c', turns: conversation(turns) } }).kind;
}

const long: Said = ['films longer than 100 minutes', ['ALPHA DAWN', 120], ['BRAVO DUSK', 110]];
const best: Said = ['top 2 customers by takings', [1, 'ADA NORTH', 9], [2, 'BEN SOUTH', 8]];
const byGenre: Said = ['rentals by genre in store 2', ['Action', 5], ['Drama', 4]];

describe('a turn that adds a column', () => {
  it('keeps the list and shows what each thing has', () => {
    expect(last([long], 'add the genre of each')).toMatchObject({
      entity: 'films',
      attributes: ['films.title', 'films.length', 'categories.category'],
      filters: [{ member: 'films.length' }],
    });
  });

  it('keeps the ranking, its figure and its order', () => {
    expect(last([best], 'with their phone')).toMatchObject({
      metrics: [{ metric: 'revenue' }],
      dimensions: [{ member: 'customers.full_name' }, { member: 'customers.phone' }],
      limit: 2,
    });
  });

  it('asks back where groups have no such field', () => {
    expect(kind([['rentals by month', ['2022-01-01', 3]]], 'with their phone')).toBe('clarify');
  });
});

describe('a turn that asks for what is shown', () => {
  it('shows it once more', () => {
    for (const asked of ['with the totals', 'as a table'])
      expect(last([byGenre], asked)).toMatchObject({ metrics: [{ metric: 'rental_count' }], dimensions: [{}] });
  });
});

describe('a turn that sorts', () => {
  it('sorts a list by a field of its things', () => {
    expect(last([long], 'order them by rental rate')).toMatchObject({
      attributes: ['films.title', 'films.length', 'films.rental_rate'],
      sort: [{ by: 'attribute:2', direction: 'asc' }],
    });
  });

  it('sorts groups by what they are called', () => {
    expect(last([byGenre], 'alphabetically')).toMatchObject({ sort: [{ by: 'dimension:0', direction: 'asc' }] });
  });

  it('keeps the few that were picked', () => {
    expect(last([best], 'sort by name')).toMatchObject({ limit: null, filters: [{ values: [1, 2] }] });
  });
});

describe('a turn that takes something back', () => {
  it('lifts the condition that it names', () => {
    expect(last([byGenre], 'remove the store filter')).toMatchObject({ filters: [] });
    expect(kind([byGenre], 'remove the rating filter')).toBe('clarify');
  });

  it('shows one figure less', () => {
    const both: Said = ['number of films and average length by rating', ['PG', 3, 90]];
    expect(last([both], 'without the average length')).toMatchObject({ metrics: [{ metric: 'film_count' }] });
  });
});

describe('a turn that picks from those', () => {
  it('ranks only the things that were shown', () => {
    expect(
      last([['customers in Italy', [1, 'ADA NORTH'], [3, 'CLEO WEST']]], 'which of them paid the most?'),
    ).toMatchObject({
      metrics: [{ metric: 'revenue' }],
      limit: 1,
      filters: [{ member: 'customers.customer_id', values: [1, 3] }],
    });
  });

  it('lists the things behind counts by group', () => {
    expect(last([byGenre], 'which titles are those?')).toMatchObject({
      dimensions: [{ member: 'films.title' }],
      filters: [{ member: 'stores.store_id' }],
    });
  });

  it('narrows a stretch at its other end', () => {
    expect(last([long], 'only those under 115 minutes').filters).toHaveLength(2);
  });

  it('means the one that the figure before was of', () => {
    expect(last([['what did ADA NORTH pay?', [9]]], 'which city does the customer live in?')).toMatchObject({
      filters: [{ values: ['ADA NORTH'] }],
    });
  });

  it('speaks of the field that was bounded before where a unit alone is said', () => {
    expect(last([['how many films last over 2 hours?', [3]]], 'list the ones above 3 hours')).toMatchObject({
      filters: [{ member: 'films.length', values: [180] }],
    });
  });
});
