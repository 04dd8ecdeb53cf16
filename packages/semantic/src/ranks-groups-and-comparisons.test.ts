import type { SemanticQuery } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { ask, decline, plan } from './testing/ask-planner.js';

const queryOf = (question: string): SemanticQuery => plan(question).query;
const groupsOf = (question: string): string[] => queryOf(question).dimensions.map((d) => d.grain ?? d.member);

describe('two that are set against each other', () => {
  it.each<[string, Partial<SemanticQuery>]>([
    ['do Comedies earn more than Dramas', { metrics: [{ metric: 'revenue' }] }],
    ['is the revenue of branch 2 higher than that of branch 1', { metrics: [{ metric: 'revenue' }] }],
    ['has branch 2 more inactive clients than branch 1', { metrics: [{ metric: 'customer_count' }] }],
    ['have we got more G movies than R movies', { metrics: [{ metric: 'film_count' }] }],
    ['compare the inactive clients of store 2 and store 1', { metrics: [{ metric: 'customer_count' }] }],
    ['which branch has more inactive clients, 2 or 1', { metrics: [{ metric: 'customer_count' }] }],
    ['are Comedies on average longer than Dramas', { metrics: [{ field: 'films.length', aggregate: 'avg' }] }],
    ['what is cheaper, an Action or a Comedy movie', { metrics: [{ field: 'films.rental_rate', aggregate: 'avg' }] }],
    ['is Comedy or Drama more in demand', { metrics: [{ metric: 'rental_count' }] }],
    ['Comedy against Drama in takings, who is ahead', { metrics: [{ metric: 'revenue' }] }],
  ])('are the groups of "%s"', (question, expected) => {
    const query = queryOf(question);
    expect(query).toMatchObject({ ...expected, limit: null });
    expect(query.dimensions).toHaveLength(1);
    expect(query.filters.some((f) => f.kind === 'compare' && f.op === 'in' && f.values.length === 2)).toBe(true);
  });

  it('are the periods that are named, and both are shown', () => {
    const query = queryOf('was February 2022 a better month than March 2022 for takings');
    expect(query).toMatchObject({ metrics: [{ metric: 'revenue' }], dimensions: [{ grain: 'month' }], limit: null });
  });

  it('are persons where persons are named', () => {
    expect(groupsOf('who took in more payments, Ivo Reed or Uma Hale')).toEqual(['staff.full_name']);
  });
});

describe('several figures for each group', () => {
  it.each([
    ['for every rating I want two things: how many films and their average length', 2],
    ['takings, hires and clients by branch', 3],
    ['per genre: shortest running time and longest running time', 2],
    ['lowest, highest and median replacement price by genre', 3],
  ])('%s', (question, figures) => {
    const query = queryOf(question);
    expect(query.metrics).toHaveLength(figures);
    expect(query.dimensions).toHaveLength(1);
  });

  it('takes the highest average for one figure', () => {
    expect(queryOf('genre with the highest average length').metrics).toHaveLength(1);
  });
});

describe('what a figure is split by', () => {
  it.each([
    ['share our takings out among the branches', ['stores.store_id']],
    ['how are the copies spread between our two branches', ['stores.store_id']],
    ['copies, rating by branch', ['films.rating', 'stores.store_id']],
    ['carve the takings up by genre and also by branch', ['categories.category', 'stores.store_id']],
    ['hires in every month, both branches separately', ['month', 'stores.store_id']],
    ['daily pattern of the hires', ['day']],
    ['takings genre by genre', ['categories.category']],
    ['how many movies fall under each rating', ['films.rating']],
    ['how are the movies spread over the genres? movies per genre', ['categories.category']],
    ['takings for every rating, G through NC-17', ['films.rating']],
  ])('%s', (question, groups) => {
    expect(groupsOf(question)).toEqual(groups);
  });
});

describe('what is asked for by a noun alone', () => {
  it.each<[string, object]>([
    ['countries that have spent over 40', { dimensions: [{ member: 'customers.country' }], having: [{ op: 'gt' }] }],
    ['the country whose clients hire the most', { dimensions: [{ member: 'customers.country' }], limit: 1 }],
    ['ratings with more than 2 movies', { dimensions: [{ member: 'films.rating' }], having: [{ values: [2] }] }],
    ['clients who paid more than 30', { metrics: [{ metric: 'revenue' }], having: [{ values: [30] }] }],
    ['months in which we made over 50', { dimensions: [{ grain: 'month' }], having: [{ values: [50] }] }],
    ['genres that went past 3 hires', { metrics: [{ metric: 'rental_count' }], having: [{ op: 'gt', values: [3] }] }],
    ['cities our clients live in: number', { metrics: [{ field: 'customers.city', aggregate: 'count_distinct' }] }],
  ])('%s', (question, expected) => {
    expect(queryOf(question)).toMatchObject(expected);
  });

  it('ranks the things behind a pause within the groups before it', () => {
    expect(queryOf('for every rating, the movie that has earned the most')).toMatchObject({
      dimensions: [{ member: 'films.title' }, { member: 'films.rating' }],
      limit: 1,
      limit_per: [1],
    });
  });
});

describe('who comes first', () => {
  it.each<[string, Partial<SemanticQuery>]>([
    ['which client has hired more than anybody else', { limit: 1 }],
    ['which movie earns less than any other', { limit: 1 }],
    ['among the clients registered at branch 1, the two who have spent most', { limit: 2 }],
    ['third busiest day for hires', { limit: 1, offset: 2 }],
    ['second biggest country by takings', { limit: 1, offset: 1 }],
    [
      'two performers whose movies get hired most, counts included',
      { limit: 2, metrics: [{ metric: 'rental_count' }] },
    ],
    ['what day of the week brings in the most money', { limit: 1 }],
    ['on what date did we hire out the most copies', { dimensions: [{ member: 'rentals.rental_date', grain: 'day' }] }],
    ['top two clients by how often they hire', { limit: 2, metrics: [{ metric: 'rental_count' }] }],
    ['top two clients by how much they spend', { limit: 2, metrics: [{ metric: 'revenue' }] }],
    ['which Italian city do we earn the most from', { dimensions: [{ member: 'customers.city' }], limit: 1 }],
  ])('%s', (question, expected) => {
    expect(queryOf(question)).toMatchObject(expected);
  });

  it('asks back where only one of two ends could be shown', () => {
    expect(decline('the shortest and the longest movie').problem.code).toBe('question.ambiguous');
  });

  it('counts no thing by itself', () => {
    expect(ask('top 3 movies by movies')).not.toMatchObject({ query: { metrics: [{ metric: 'film_count' }] } });
  });
});

describe('the values from one to another', () => {
  it('are those between them in the order of the field', () => {
    expect(queryOf('takings by rating, G to PG-13').filters).toMatchObject([
      { op: 'in', values: ['G', 'PG', 'PG-13'] },
    ]);
  });

  it('are no condition where they are all there are', () => {
    expect(queryOf('takings by rating, G to NC-17').filters).toEqual([]);
  });
});

describe('a comma', () => {
  it('ends a phrase: what stands on both sides of it are two figures', () => {
    expect(queryOf('rental count, rental revenue and copies per branch').metrics).toHaveLength(3);
    expect(queryOf('count of hires, income and mean payment for each genre').metrics).toEqual([
      { metric: 'rental_count' },
      { metric: 'revenue' },
      { field: 'payments.amount', aggregate: 'avg' },
    ]);
  });
});

describe('a noun behind a preposition', () => {
  it('says where something is the most, and not of what there are the most', () => {
    expect(queryOf('which genre earns the most at branch 2')).toMatchObject({
      metrics: [{ metric: 'revenue' }],
      filters: [{ values: [2] }],
    });
  });
});

describe('a condition that is a noun', () => {
  it('is what is counted, whoever it comes from', () => {
    expect(queryOf('how many late returns were there from members in Portugal').metrics).toEqual([
      { metric: 'rental_count' },
    ]);
  });
});
