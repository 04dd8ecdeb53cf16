import { describe, expect, it } from 'vitest';
import { ask, plan } from '../../testing/ask-planner.js';

describe('a word that left no trace in the query', () => {
  it.each([
    'what percentage of our copies are still out',
    'list the movies ADA NORTH rented in February 2022 with their rental dates',
  ])('is asked about: %s', (question) => {
    expect(ask(question).kind).toBe('clarify');
  });

  it.each([
    ['takings on Valentine’s Day 2022', { time_range: { from: '2022-02-14', to: '2022-02-15' } }],
    ['average length of the movies in minutes', { metrics: [{ field: 'films.length' }] }],
    [
      'what percentage of rentals are still out',
      { metrics: [{ metric: 'rental_count', over: { metric: 'rental_count' } }] },
    ],
    [
      'per genre: number of movies, number of copies we own, number of hires',
      { metrics: [{ metric: 'film_count' }, { metric: 'copy_count' }, { metric: 'rental_count' }], filters: [] },
    ],
    ['what is the longest time that a disc was out', { metrics: [{ field: 'rentals.days_kept', aggregate: 'max' }] }],
  ])('is in its place: %s', (question, query) => {
    expect(plan(question).query).toMatchObject(query);
  });
});
