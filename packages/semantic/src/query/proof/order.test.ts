import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../testing/evidence-of.js';
import { conditionNoun } from './condition-noun.js';
import { limitedTwice } from './limited-twice.js';
import { rankedTime } from './ranked-time.js';

const byCustomer = {
  metrics: [{ metric: 'revenue' }],
  dimensions: [{ member: 'customers.full_name' }],
  sort: [{ by: 'metric:0', direction: 'desc' as const }],
};

describe('the time that orders', () => {
  const newest = {
    entity: 'customers',
    attributes: ['customers.full_name', 'customers.create_date'],
    sort: [{ by: 'attribute:1', direction: 'desc' as const }],
    limit: 1,
  };

  it('is that of what happened', () => {
    expect(rankedTime(evidenceOf('the newest customer among those who rented', newest))).toMatchObject({
      kind: 'unsure',
    });
  });

  it('is the own one where nothing happened', () => {
    expect(rankedTime(evidenceOf('which is the newest customer', newest))).toBeNull();
  });
});

describe('a rank beside a bound on its figure', () => {
  const bound = { ...byCustomer, limit: 1, having: [{ metric: 0, op: 'gt' as const, values: [5] }] };

  it('is asked about, and offered without the rank', () => {
    expect(limitedTwice(evidenceOf('biggest customers over $5', bound))).toMatchObject({ instead: [{ limit: null }] });
  });

  it('is none where a number or no bound was said', () => {
    expect(limitedTwice(evidenceOf('top 1 customers by revenue over $5', bound))).toBeNull();
    expect(limitedTwice(evidenceOf('biggest customers', { ...byCustomer, limit: 1 }))).toBeNull();
  });
});

describe('a number before a noun', () => {
  const having = [{ metric: 0, op: 'gte' as const, values: [3] }];

  it('is a condition on how many of them there are', () => {
    const question = 'countries by revenue with at least 3 customers';
    expect(conditionNoun(evidenceOf(question, { ...byCustomer, having }))).toMatchObject({ kind: 'unsure' });
    const counted = { ...byCustomer, metrics: [{ metric: 'customer_count' }], having };
    expect(conditionNoun(evidenceOf(question, counted))).toBeNull();
  });

  it('may be money', () => {
    expect(conditionNoun(evidenceOf('customers with at least 3 dollars', { ...byCustomer, having }))).toBeNull();
  });
});
