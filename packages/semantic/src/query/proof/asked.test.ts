import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../testing/evidence-of.js';
import { askedPerson } from './asked-person.js';
import { askedThing } from './asked-thing.js';
import { askedTime } from './asked-time.js';
import { countedThing } from './counted-thing.js';
import { thingNotCount } from './thing-not-count.js';

const perMonth = {
  metrics: [{ metric: 'customer_count' }],
  dimensions: [{ member: 'payments.payment_date', grain: 'month' as const }],
};

describe('the thing asked for', () => {
  it.each([
    ['which Comedy films have MIRA STONE', { dimensions: [{ member: 'films.special_features' }] }],
    ['films whose rental rate is 4.99', { entity: 'customers', attributes: ['customers.full_name'] }],
    ['customers who rented Comedy films', { metrics: [{ metric: 'rental_count' }] }],
    [
      'in which country are the most rentals',
      { metrics: [{ metric: 'rental_count' }], dimensions: [{ member: 'customers.city' }] },
    ],
  ])('is missed by the query for "%s"', (question, query) => {
    const stopped = askedThing(evidenceOf(question, query));
    if (question.startsWith('in which country')) expect(stopped).toBeNull();
    else expect(stopped).toMatchObject({ kind: 'unsure' });
  });

  it.each([
    ['which films have MIRA STONE', { entity: 'films', attributes: ['films.title'] }],
    [
      'which customers paid most',
      { metrics: [{ metric: 'revenue' }], dimensions: [{ member: 'payments.customer_id' }] },
    ],
    [
      'customers who rented Comedy films, how many',
      { metrics: [{ field: 'rentals.customer_id', aggregate: 'count_distinct' as const }] },
    ],
    ['which months had no rentals', perMonth],
    ['which store 1 customers rented', { entity: 'customers', attributes: [] }],
    [
      'customers by country',
      { metrics: [{ metric: 'customer_count' }], dimensions: [{ member: 'customers.country' }] },
    ],
  ])('is there for "%s"', (question, query) => {
    expect(askedThing(evidenceOf(question, query))).toBeNull();
  });
});

describe('who', () => {
  it('must be told by a name', () => {
    expect(askedPerson(evidenceOf('who rented nothing in February', perMonth))).toMatchObject({ kind: 'unsure' });
  });

  it.each([
    ['who rented in February', { entity: 'customers', attributes: ['customers.full_name'] }],
    ['who paid most', { metrics: [{ metric: 'revenue' }], dimensions: [{ member: 'customers.full_name' }] }],
    ['who has not paid? the number of them', { metrics: [{ metric: 'customer_count' }] }],
    ['customers who are inactive', { metrics: [{ metric: 'customer_count' }] }],
  ])('is answered for "%s"', (question, query) => {
    expect(askedPerson(evidenceOf(question, query))).toBeNull();
  });
});

describe('when', () => {
  const count = { metrics: [{ metric: 'payment_count' }] };

  it.each(['when did ADA NORTH pay', 'what date was the payment of ADA NORTH'])(
    'is not told by a count: "%s"',
    (question) => {
      const objection = askedTime(evidenceOf(question, count));
      expect(objection).toMatchObject({
        kind: 'unsure',
        instead: [
          { metrics: [{ field: 'payments.payment_date', aggregate: 'max' }] },
          { metrics: [{ aggregate: 'min' }] },
        ],
      });
    },
  );

  it.each([
    [{ metrics: [{ field: 'payments.payment_date', aggregate: 'max' as const }] }],
    [{ entity: 'payments', attributes: ['payments.payment_date'] }],
    [{ ...count, dimensions: [{ member: 'payments.payment_date', grain: 'day' as const }] }],
  ])('is told by a time (%#)', (query) => {
    expect(askedTime(evidenceOf('when did ADA NORTH pay', query))).toBeNull();
  });
});

describe('what is counted', () => {
  it.each([
    [
      'how many rentals are there on a day',
      {
        metrics: [{ metric: 'rental_count' }],
        dimensions: [{ member: 'rentals.rental_date', grain: 'day' as const }],
        count_groups: true,
      },
    ],
    ['how many customers rented', { metrics: [{ metric: 'revenue' }] }],
  ])('is not what "%s" asks for', (question, query) => {
    expect(countedThing(evidenceOf(question, query))).toMatchObject({ kind: 'unsure' });
  });

  it.each([
    [
      'how many customers rented',
      { metrics: [{ field: 'rentals.customer_id', aggregate: 'count_distinct' as const }] },
    ],
    ['how many films went out per month', { metrics: [{ metric: 'rental_count' }] }],
    [
      'how many customers spent over 5',
      { metrics: [{ metric: 'revenue' }], dimensions: [{ member: 'customers.full_name' }], count_groups: true },
    ],
    ['how many days had no rentals', { metrics: [{ metric: 'rental_count' }], count_groups: true }],
  ])('is what "%s" asks for', (question, query) => {
    expect(countedThing(evidenceOf(question, query))).toBeNull();
  });
});

describe('what someone did', () => {
  const rentals = { metrics: [{ metric: 'rental_count' }] };

  it('is not told by how often', () => {
    expect(thingNotCount(evidenceOf('what has ADA NORTH rented', rentals))).toMatchObject({ kind: 'unsure' });
  });

  it.each(['what is the number of rentals of ADA NORTH', 'how often did ADA NORTH rent', 'what did ADA NORTH spend'])(
    'may be a figure: "%s"',
    (question) => {
      expect(thingNotCount(evidenceOf(question, rentals))).toBeNull();
    },
  );
});
