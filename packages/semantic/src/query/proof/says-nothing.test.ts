import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../testing/evidence-of.js';
import { alwaysOne } from './always-one.js';
import { alwaysWhole } from './always-whole.js';
import { amountNotCount } from './amount-not-count.js';
import { onePeriod } from './one-period.js';
import { pinnedCount } from './pinned-count.js';
import { rateOfTime } from './rate-of-time.js';
import { twoGrains } from './two-grains.js';

const byMonth = { member: 'payments.payment_date', grain: 'month' as const };

describe('a count of one in every group', () => {
  it('is asked back', () => {
    const query = { metrics: [{ metric: 'film_count' }], dimensions: [{ member: 'films.title' }] };
    expect(alwaysOne(evidenceOf('how do films do', query))).toMatchObject({ kind: 'unsure' });
  });

  it('is answered where its members are asked for by their name, or where there are several in a group', () => {
    const named = { metrics: [{ metric: 'film_count' }], dimensions: [{ member: 'films.title' }] };
    expect(alwaysOne(evidenceOf('films by title', named))).toBeNull();
    const copies = { metrics: [{ metric: 'copy_count' }], dimensions: [{ member: 'films.title' }] };
    expect(alwaysOne(evidenceOf('copies of each film', copies))).toBeNull();
  });
});

describe('a share of itself', () => {
  const share = { kind: 'share' as const, metric: 0 };

  it('is asked back', () => {
    const one = { kind: 'compare' as const, member: 'categories.category', op: 'eq' as const, values: ['Action'] };
    const query = {
      metrics: [{ metric: 'revenue' }],
      dimensions: [{ member: 'categories.category' }],
      calculations: [share],
      filters: [one],
    };
    expect(alwaysWhole(evidenceOf('share of revenue of Action', query))).toMatchObject({ kind: 'unsure' });
    expect(alwaysWhole(evidenceOf('share of revenue by category', { ...query, filters: [] }))).toBeNull();
  });
});

describe('how much', () => {
  it('is no count of what is worth money', () => {
    const counted = { metrics: [{ metric: 'payment_count' }] };
    expect(amountNotCount(evidenceOf('how much was paid', counted))).toMatchObject({
      instead: [{ metrics: [{ metric: 'revenue' }] }],
    });
    expect(amountNotCount(evidenceOf('how many payments', counted))).toBeNull();
  });
});

describe('stretches of time', () => {
  it('are at least two where a change is asked for', () => {
    const query = {
      metrics: [{ metric: 'revenue' }],
      dimensions: [byMonth],
      calculations: [{ kind: 'change' as const, metric: 0 }],
    };
    const range = (to: string) => ({ member: byMonth.member, from: '2022-05-01', to, label: 'then' });
    expect(onePeriod(evidenceOf('growth of revenue', { ...query, time_range: range('2022-06-01') }))).not.toBeNull();
    expect(onePeriod(evidenceOf('growth of revenue', { ...query, time_range: range('2022-08-01') }))).toBeNull();
  });

  it('are of one length unless two are said side by side', () => {
    const query = { metrics: [{ metric: 'revenue' }], dimensions: [byMonth, { ...byMonth, grain: 'day' as const }] };
    expect(twoGrains(evidenceOf('monthly revenue on the same day', query))).toMatchObject({ kind: 'unsure' });
    expect(twoGrains(evidenceOf('revenue by month and day', query))).toBeNull();
  });
});

describe('a count of one thing that is named', () => {
  it('is asked back', () => {
    const one = { kind: 'compare' as const, member: 'films.title', op: 'eq' as const, values: ['ALPHA DAWN'] };
    const query = { metrics: [{ metric: 'film_count' }], filters: [one] };
    expect(pinnedCount(evidenceOf('ALPHA DAWN, how many', query))).toMatchObject({ kind: 'unsure' });
  });
});

describe('a figure of time', () => {
  it('is no rate for each hour and no average of moments', () => {
    const hours = { metrics: [{ metric: 'revenue' }], dimensions: [{ ...byMonth, grain: 'hour_of_day' as const }] };
    expect(rateOfTime(evidenceOf('what does store 1 earn an hour', hours))).toMatchObject({ kind: 'unsure' });
    expect(rateOfTime(evidenceOf('revenue by hour', hours))).toBeNull();
    const moments = { metrics: [{ field: 'payments.payment_date', aggregate: 'avg' as const }] };
    expect(rateOfTime(evidenceOf('average payment date', moments))).toMatchObject({ kind: 'unsure' });
    const last = { metrics: [{ field: 'payments.payment_date', aggregate: 'max' as const }] };
    expect(rateOfTime(evidenceOf('last payment date', last))).toBeNull();
  });
});
