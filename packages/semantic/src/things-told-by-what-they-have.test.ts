import type { Turn } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { plan, decline } from './testing/ask-planner.js';

const queryOf = (question: string): ReturnType<typeof plan>['query'] => plan(question).query;

describe('what belongs to a thing', () => {
  it('tells which of them are counted, each once', () => {
    expect(queryOf('how many movies have loans in March 2022?')).toMatchObject({
      metrics: [{ field: 'rentals.film_id', aggregate: 'count_distinct' }],
      time_range: { label: 'March 2022' },
    });
    expect(queryOf('how many movies have copies?')).toMatchObject({
      metrics: [{ metric: 'film_count' }],
      filters: [{ kind: 'exists', dataset: 'inventory' }],
    });
  });

  it('tells which of them are listed', () => {
    expect(queryOf('which clients have loans in March 2022?')).toMatchObject({
      entity: 'customers',
      filters: [{ kind: 'exists', dataset: 'rentals' }],
    });
  });

  it('is what those have that are not left out', () => {
    expect(queryOf('number of movies by rating, leaving out those without copies').filters).toMatchObject([
      { kind: 'exists', dataset: 'inventory', filters: [] },
    ]);
  });

  it('is looked for on the list of all where nothing has it', () => {
    expect(queryOf('how many towns have no clients?').metrics).toMatchObject([{ metric: 'city_count' }]);
    expect(queryOf('how many towns do clients live in?').metrics).toMatchObject([
      { field: 'customers.city', aggregate: 'count_distinct' },
    ]);
  });
});

describe('groups that are named once more', () => {
  it('are all shown, in the order asked for', () => {
    const { limit, sort } = queryOf('which genre has the fewest movies? list the number for every genre');
    expect(limit).toBeNull();
    expect(sort).toMatchObject([{ direction: 'asc' }]);
    expect(queryOf('which genre has the fewest movies?').limit).toBe(1);
  });

  it('have the figure that stands before them', () => {
    expect(queryOf('in which months do people borrow? show the loans of each month').metrics).toMatchObject([
      { metric: 'rental_count' },
    ]);
  });

  it('are no set of all where a figure is asked for', () => {
    expect(queryOf('for how many days are movies of each genre kept on average?')).toMatchObject({
      dimensions: [{ member: 'categories.category' }],
      filters: [],
    });
  });
});

describe('a number of four digits', () => {
  it('is no year behind what only numbers are measured by', () => {
    expect(queryOf('which genres took more than 2000 in all?').having).toMatchObject([{ op: 'gt', values: [2000] }]);
  });
});

describe('the worst and the best', () => {
  it('have the most and the least of what nobody wants', () => {
    expect(queryOf('worst 3 genres for late returns').sort).toMatchObject([{ direction: 'desc' }]);
    expect(queryOf('best 3 genres for late returns').sort).toMatchObject([{ direction: 'asc' }]);
    expect(queryOf('worst 3 genres by takings').sort).toMatchObject([{ direction: 'asc' }]);
  });
});

describe('some of those that were counted', () => {
  const counted = (question: string): Turn => {
    const { query, columns } = plan(question);
    return { question, status: 'answered', query, columns: columns.map((c) => c.name), rows: [[9]] };
  };

  it('are told by what they never did, and nothing said of them before is lost', () => {
    const turns = [counted('how many clients borrowed a Drama movie?')];
    const { query } = plan('how many of them never borrowed a Comedy?', { conversation: { id: 'c', turns } });
    expect(query.metrics).toMatchObject([{ metric: 'customer_count' }]);
    expect(JSON.stringify(query.filters)).toContain('Drama');
    expect(query.filters).toMatchObject([
      { kind: 'exists', dataset: 'rentals', negate: true },
      { kind: 'exists', dataset: 'customers' },
    ]);
  });

  it('are not told by a turn that was asked back', () => {
    const asked: Turn = {
      ...counted('how many clients are there?'),
      status: 'needs_clarification',
      query: null,
      rows: [],
    };
    const turns = [counted('how many clients are active?'), asked];
    expect(decline('which of them live in Italy?', { conversation: { id: 'c', turns } }).kind).toBe('clarify');
  });
});
