import { describe, expect, it } from 'vitest';
import { plan } from '../testing/ask-planner.js';
import { pagila } from '../testing/pagila-model.js';
import { buildValueIndex } from './value-index.js';
import { withListed } from './with-listed.js';

describe('withListed', () => {
  const index = withListed(
    buildValueIndex([
      { member: 'customers.country', value: 'Canada' },
      { member: 'countries.country', value: 'Canada' },
      { member: 'countries.country', value: 'Norway' },
    ]),
    pagila,
  );

  it('leaves a value that occurs as it is', () => {
    expect(index.match(['canada'], 0)).toMatchObject([{ member: 'customers.country', value: 'Canada' }]);
    expect(index.match(['canada'], 0)).toHaveLength(1);
  });

  it('makes what is only on a list an unused value of what the list is of', () => {
    expect(index.match(['norway'], 0)).toMatchObject([{ member: 'customers.country', value: 'Norway', unused: true }]);
  });
});

describe('what is on a list', () => {
  const filtersOf = (question: string) => plan(question).query.filters;

  it('is counted and listed by itself, used or not', () => {
    expect(plan('How many languages are on record?').query.metrics).toEqual([{ metric: 'language_count' }]);
    expect(plan('Which nations are set up in the system?').query.entity).toBe('countries');
    expect(plan('Which cities on file have no members?').query).toMatchObject({ entity: 'cities', filters: [{}] });
  });

  it('is a condition although nothing has it', () => {
    expect(filtersOf('How many films are in Basque?')).toMatchObject([
      { member: 'films.language', values: ['Basque'] },
    ]);
    expect(filtersOf('customers in Iceland')).toMatchObject([{ member: 'customers.country', values: ['Iceland'] }]);
  });

  it('gives way to what occurs', () => {
    expect(filtersOf('revenue of the Bergen store')).toMatchObject([{ member: 'stores.city', values: ['Bergen'] }]);
  });
});
