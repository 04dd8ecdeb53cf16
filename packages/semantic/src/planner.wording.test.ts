import { describe, expect, it } from 'vitest';
import { plan } from './testing/ask-planner.js';

describe('the same request in other words', () => {
  it.each([
    ['who are the two biggest spenders', 'top 2 customers by revenue'],
    ['top 3 renters', 'top 3 customers by rentals'],
    [
      'what did customers from Portugal hand over in January 2022',
      'revenue of customers from Portugal in January 2022',
    ],
    ['discs that came back late, how many', 'rentals that came back late, how many'],
    ['how many movies went out in January 2022', 'count of rentals in January 2022'],
    ['how busy were we in January 2022', 'count of rentals in January 2022'],
    ['payments from 3 to 20 January 2022', 'payments between 3 January 2022 and 20 January 2022'],
    ['takings month after month', 'takings by month'],
    ['break the takings down by genre', 'takings by genre'],
    ['takings for each of our two shops', 'takings by store'],
    ['takings per head', 'average revenue per customer'],
    ['hw mny rntls in January 2022', 'count of rentals in January 2022'],
    ['I am new here and my director would like to know how many rentals there were', 'how many rentals'],
    ['what portion of the rentals came back late', 'what share of the rentals came back late'],
  ])('"%s" asks for what "%s" asks for', (other, plain) => {
    expect(plan(other).query).toEqual(plan(plain).query);
  });
});

describe('a number', () => {
  it('that counts what follows is no year', () => {
    expect(plan('which customers spent over 2000 dollars').query.having).toMatchObject([{ op: 'gt', values: [2000] }]);
    expect(plan('which customers have more than 2000 rentals').query.time_range).toBeNull();
  });

  it('of zero before a field is its value and denies nothing', () => {
    expect(plan('how many zero-amount payments are there').query.filters).toMatchObject([
      { kind: 'compare', member: 'payments.amount', op: 'eq', values: [0] },
    ]);
  });
});

describe('a thing that happened again and again', () => {
  it('counts each time and says so; different ones count once', () => {
    const each = plan('how many films were rented in January 2022');
    expect(each.query.metrics).toMatchObject([{ metric: 'rental_count' }]);
    expect(each.assumptions.join(' ')).toContain('say "different films" to count each once');
    expect(plan('how many different films were rented in January 2022').query.metrics).not.toMatchObject([
      { metric: 'rental_count' },
    ]);
  });
});
