import type { Filter } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../testing/evidence-of.js';
import { neverTrue } from './never-true.js';
import { pinnedCount } from './pinned-count.js';

const compare = (
  member: string,
  op: 'eq' | 'in' | 'gt' | 'lt' | 'gte' | 'lte' | 'between' | 'has',
  ...values: (string | number)[]
): Filter => ({
  kind: 'compare',
  member,
  op,
  values,
});
const weekday = (...days: string[]): Filter => ({
  kind: 'compare',
  member: 'rentals.rental_date',
  op: 'in',
  values: days,
  grain: 'weekday',
});
const exists = (negate: boolean, ...filters: Filter[]): Filter => ({
  kind: 'exists',
  dataset: 'payments',
  ...(negate ? { negate } : {}),
  filters,
});
const metrics = [{ metric: 'film_count' }];

describe('conditions that exclude each other', () => {
  it.each<[string, Filter[]]>([
    ['two values of one field', [compare('films.rating', 'eq', 'PG'), compare('films.rating', 'eq', 'R')]],
    ['ranges apart', [compare('films.length', 'lt', 60), compare('films.length', 'gt', 120)]],
    ['ranges that only touch', [compare('films.length', 'lt', 60), compare('films.length', 'gte', 60)]],
    ['days apart', [weekday('Saturday', 'Sunday'), weekday('Monday')]],
    [
      'a state and its opposite',
      [
        { kind: 'named', name: 'late' },
        { kind: 'named', name: 'late', negate: true },
      ],
    ],
    ['none and some', [exists(true), exists(false, compare('payments.amount', 'gt', 5))]],
    ['inside one event', [exists(false, compare('payments.amount', 'gt', 5), compare('payments.amount', 'lt', 3))]],
  ])('are found: %s', (_, filters) => {
    expect(neverTrue(evidenceOf('films', { metrics, filters }))).toMatchObject({ kind: 'unsure' });
  });

  it('are found between a figure of its own and the rest', () => {
    const query = {
      metrics: [{ metric: 'film_count', filters: [compare('films.rating', 'eq', 'PG')] }],
      filters: [compare('films.rating', 'eq', 'R')],
    };
    expect(neverTrue(evidenceOf('films', query))).toMatchObject({ kind: 'unsure' });
  });

  it('offer the values side by side', () => {
    const query = { metrics, filters: [compare('films.rating', 'eq', 'PG'), compare('films.rating', 'eq', 'R')] };
    expect(neverTrue(evidenceOf('films', query))).toMatchObject({
      instead: [{ dimensions: [{ member: 'films.rating' }], filters: [{ op: 'in', values: ['PG', 'R'] }] }, {}, {}],
    });
  });

  it.each<[string, Filter[]]>([
    [
      'values of a list',
      [
        compare('films.special_features', 'has', 'Trailers'),
        compare('films.special_features', 'has', 'Deleted Scenes'),
      ],
    ],
    ['one value within a list', [compare('films.rating', 'in', 'PG', 'R'), compare('films.rating', 'eq', 'R')]],
    ['a range within another', [compare('films.length', 'gt', 60), compare('films.length', 'lt', 120)]],
    [
      'two events',
      [exists(false, compare('payments.amount', 'gt', 5)), exists(false, compare('payments.amount', 'lt', 3))],
    ],
    ['some, but none of a kind', [exists(false), exists(true, compare('payments.amount', 'gt', 5))]],
    [
      'either of two',
      [{ kind: 'any', filters: [compare('films.rating', 'eq', 'PG'), compare('films.rating', 'eq', 'R')] }],
    ],
    ['times of day and days', [weekday('Monday'), { kind: 'time', member: 'rentals.rental_date', from: '2022-01-01' }]],
  ])('are not taken for %s', (_, filters) => {
    expect(neverTrue(evidenceOf('films', { metrics, filters }))).toBeNull();
  });

  it('are found between a period and another time', () => {
    const time_range = { member: 'rentals.rental_date', from: '2022-03-01', to: '2022-04-01', label: 'March 2022' };
    const time = (from: string): Filter => ({ kind: 'time', member: 'rentals.rental_date', from });
    expect(neverTrue(evidenceOf('rentals', { metrics, time_range, filters: [time('2022-05-01')] }))).not.toBeNull();
    expect(neverTrue(evidenceOf('rentals', { metrics, time_range, filters: [time('2022-03-10')] }))).toBeNull();
  });
});

describe('counting the values of a field', () => {
  const filters = [compare('customers.first_name', 'eq', 'ADA')];

  it('that is held to one value counts nothing', () => {
    const query = { metrics: [{ field: 'customers.first_name', aggregate: 'count_distinct' as const }], filters };
    expect(pinnedCount(evidenceOf('people with the first name ADA', query))).toMatchObject({
      instead: [{ metrics: [{ metric: 'customer_count' }], filters }],
    });
  });

  it('beside another condition is right', () => {
    const query = { metrics: [{ field: 'customers.country', aggregate: 'count_distinct' as const }], filters };
    expect(pinnedCount(evidenceOf('how many countries', query))).toBeNull();
  });
});
