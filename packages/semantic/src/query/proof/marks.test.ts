import { describe, expect, it } from 'vitest';
import { ask, plan } from '../../testing/ask-planner.js';
import { evidenceOf } from '../../testing/evidence-of.js';
import { exactLength } from './exact-length.js';
import { unplacedMarks } from './unplaced-marks.js';

describe('what words were taken for', () => {
  it('is left over where the query lost it', () => {
    const lost = unplacedMarks(evidenceOf('takings by genre', { metrics: [{ metric: 'revenue' }] }));
    expect(lost).toEqual({ kind: 'unplaced', at: [2] });
  });

  it.each(['takings by genre', 'films longer than the average film', 'average takings per customer'])(
    'is found again in the query of "%s"',
    (question) => {
      expect(unplacedMarks(evidenceOf(question, plan(question).query))).toEqual({ kind: 'unplaced', at: [] });
    },
  );
});

describe('a length measured to the second', () => {
  it('is never just that long', () => {
    const filters = [
      { kind: 'compare' as const, member: 'rentals.days_kept', op: 'eq' as const, values: [7], label: '' },
    ];
    expect(
      exactLength(evidenceOf('rentals kept for 7 days', { metrics: [{ metric: 'rental_count' }], filters })),
    ).not.toBeNull();
  });

  it('can have a bound, and whole minutes are what they are', () => {
    expect(ask('how many rentals were kept for more than 7 days').kind).toBe('planned');
    expect(ask('how many films last exactly 90 minutes').kind).toBe('planned');
  });
});

describe('a comparison with the average of the same thing', () => {
  it('goes by what that thing is worth', () => {
    expect(plan('payments larger than the average payment, how many').query.filters).toMatchObject([
      { kind: 'against', member: 'payments.amount', op: 'gt', aggregate: 'avg' },
    ]);
  });
});

describe('an owner called by number', () => {
  it('is not what is counted', () => {
    expect(plan("how many of store 2's customers live in Portugal").query.metrics).toMatchObject([
      { metric: 'customer_count' },
    ]);
  });
});

describe('the edge of a field in each group', () => {
  it('is a figure of its own', () => {
    expect(plan('shortest running time for each rating').query).toMatchObject({
      metrics: [{ field: 'films.length', aggregate: 'min' }],
      dimensions: [{ member: 'films.rating' }],
    });
  });
});
