import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../testing/evidence-of.js';
import { askedWhether } from './asked-whether.js';
import { bothEnds } from './both-ends.js';
import { bothOfEvent } from './both-of-event.js';
import { mostOfThese } from './most-of-these.js';
import { repeatsRows } from './repeats-rows.js';

const revenue = [{ metric: 'revenue' }];
const byCustomer = [{ member: 'customers.full_name' }];

describe('a field that a listed thing has many times', () => {
  const listing = { entity: 'customers', attributes: ['customers.full_name', 'films.release_year'] };

  it('is taken back', () => {
    expect(repeatsRows(evidenceOf('who is the oldest of them', listing))).toMatchObject({
      instead: [{ attributes: ['customers.full_name'] }],
    });
  });

  it('is shown where its things are named', () => {
    expect(repeatsRows(evidenceOf('customers and their films with release year', listing))).toBeNull();
    expect(repeatsRows(evidenceOf('customers and release year of ALPHA DAWN', listing))).toBeNull();
    const own = { entity: 'customers', attributes: ['customers.full_name', 'customers.city'] };
    expect(repeatsRows(evidenceOf('customers with city', own))).toBeNull();
  });
});

describe('two values of one thing that happened', () => {
  const filters = ['Action', 'Comedy'].map((value) => ({
    kind: 'all' as const,
    filters: [{ kind: 'compare' as const, member: 'categories.category', op: 'eq' as const, values: [value] }],
  }));

  it('are those of somebody, not of one rental', () => {
    const question = 'rentals of both Action and Comedy films';
    expect(bothOfEvent(evidenceOf(question, { metrics: [{ metric: 'rental_count' }], filters }))).not.toBeNull();
    expect(bothOfEvent(evidenceOf(question, { metrics: [{ metric: 'customer_count' }], filters }))).toBeNull();
  });
});

describe('yes or no', () => {
  it.each([
    ['does every film have a copy', { metrics: [{ metric: 'copy_count' }], dimensions: [{ member: 'films.title' }] }],
    ['are all films rated PG', { entity: 'films', attributes: ['films.title'] }],
    ['is revenue by customer above 5', { metrics: revenue, dimensions: byCustomer }],
  ])('is not told by the rows for "%s"', (question, query) => {
    expect(askedWhether(evidenceOf(question, query))).toMatchObject({ kind: 'unsure' });
  });

  it.each([
    ['are there customers in Portugal', { entity: 'customers', attributes: [], yes_no: true }],
    ['is there a payment over 5', { metrics: [{ metric: 'payment_count' }], yes_no: true }],
    ['list all films', { entity: 'films', attributes: ['films.title'] }],
  ])('is told, or not asked for, with "%s"', (question, query) => {
    expect(askedWhether(evidenceOf(question, query))).toBeNull();
  });
});

describe('both ends of an order', () => {
  const lowest = { field: 'payments.amount', aggregate: 'min' as const };

  it('are not one of them', () => {
    expect(bothEnds(evidenceOf('highest and lowest payment', { metrics: [lowest] }))).toMatchObject({ kind: 'unsure' });
    const both = { metrics: [lowest, { ...lowest, aggregate: 'max' as const }] };
    expect(bothEnds(evidenceOf('highest and lowest payment', both))).toBeNull();
    expect(bothEnds(evidenceOf('lowest payment', { metrics: [lowest] }))).toBeNull();
  });
});

describe('the most of what is named', () => {
  const ranked = { dimensions: byCustomer, limit: 1, sort: [{ by: 'metric:0', direction: 'desc' as const }] };

  it('is counted', () => {
    const question = 'customer with the most late returns';
    expect(mostOfThese(evidenceOf(question, { ...ranked, metrics: revenue }))).toMatchObject({
      instead: [{ metrics: [{ metric: 'rental_count' }] }],
    });
    expect(mostOfThese(evidenceOf(question, { ...ranked, metrics: [{ metric: 'rental_count' }] }))).toBeNull();
    expect(mostOfThese(evidenceOf('customer with the most revenue', { ...ranked, metrics: revenue }))).toBeNull();
  });
});
