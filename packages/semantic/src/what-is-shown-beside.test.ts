import { describe, expect, it } from 'vitest';
import { plan } from './testing/ask-planner.js';

describe('what is shown beside things', () => {
  it('gives each ranked thing a field of its own', () => {
    expect(plan('the 3 best films by takings with their rating').query).toMatchObject({
      metrics: [{ metric: 'revenue' }],
      dimensions: [{ member: 'films.title' }, { member: 'films.rating' }],
      limit: 3,
    });
  });

  it('shows the name of what listed things belong to', () => {
    expect(plan('films under 60 minutes with genre').query).toMatchObject({
      entity: 'films',
      attributes: ['films.title', 'categories.category', 'films.length'],
    });
  });

  it('tells towns of one name apart by their country', () => {
    expect(plan('which 2 cities spent the most, and which country are they in?').query).toMatchObject({
      dimensions: [{ member: 'customers.city' }, { member: 'customers.country' }],
    });
  });
});
