import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../testing/evidence-of.js';
import { groupOfKey } from './group-of-key.js';
import { groupedTwice } from './grouped-twice.js';
import { groupsNeedFigure } from './groups-need-figure.js';
import { growthOfTwo } from './growth-of-two.js';
import { otherVerb } from './other-verb.js';
import { ownGroup } from './own-group.js';
import { severalCounts } from './several-counts.js';
import { singleFigure } from './single-figure.js';

const revenue = [{ metric: 'revenue' }];
const rentals = [{ metric: 'rental_count' }];
const byCustomer = [{ member: 'customers.full_name' }];
const byMonth = [{ member: 'payments.payment_date', grain: 'month' as const }];

describe('one figure', () => {
  it.each([
    ['how many rentals were kept by the customer for a week', { metrics: rentals, dimensions: byCustomer }],
    ['90th percentile of what customers spent', { metrics: revenue, dimensions: byCustomer }],
    ['how many days were films out', { entity: 'rentals', attributes: ['rentals.rental_id'] }],
  ])('is asked for by "%s"', (question, query) => {
    expect(singleFigure(evidenceOf(question, query))).toMatchObject({ kind: 'unsure' });
  });

  it.each([
    ['how many rentals by customer', { metrics: rentals, dimensions: byCustomer }],
    ['how many rentals did each customer have', { metrics: rentals, dimensions: byCustomer }],
    ['which customers have the most rentals', { metrics: rentals, dimensions: byCustomer }],
    ['how many customers spent over 5', { metrics: revenue, dimensions: byCustomer, count_groups: true }],
    [
      'how much did ADA NORTH and BEN SOUTH pay',
      {
        metrics: revenue,
        dimensions: byCustomer,
        filters: [
          {
            kind: 'compare' as const,
            member: 'customers.full_name',
            op: 'in' as const,
            values: ['ADA NORTH', 'BEN SOUTH'],
          },
        ],
      },
    ],
    [
      'how much does ALPHA DAWN cost',
      {
        entity: 'films',
        attributes: ['films.rental_rate'],
        filters: [{ kind: 'compare' as const, member: 'films.title', op: 'eq' as const, values: ['ALPHA DAWN'] }],
      },
    ],
    ['how much revenue month by month', { metrics: revenue, dimensions: byMonth }],
  ])('is not all that "%s" asks for', (question, query) => {
    expect(singleFigure(evidenceOf(question, query))).toBeNull();
  });
});

describe('groups of single rows', () => {
  const perPayment = { metrics: revenue, dimensions: [{ member: 'payments.payment_id' }, ...byCustomer] };

  it('are taken back, and the figure without them is offered', () => {
    expect(groupOfKey(evidenceOf('what did we take with payments', perPayment))).toMatchObject({
      kind: 'unsure',
      instead: [{ dimensions: byCustomer }],
    });
  });

  it.each([
    ['top 3 payments', { ...perPayment, limit: 3 }],
    ['which payments did ADA NORTH make', perPayment],
    ['revenue by payment id', perPayment],
    ['revenue by store', { metrics: revenue, dimensions: [{ member: 'stores.store_id' }] }],
  ])('may stand for "%s"', (question, query) => {
    expect(groupOfKey(evidenceOf(question, query))).toBeNull();
  });
});

describe('a figure over its own group', () => {
  it.each([
    [{ metrics: [{ field: 'payments.payment_date', aggregate: 'min' as const }], dimensions: byMonth }],
    [
      {
        metrics: [{ metric: 'revenue', aggregate: 'avg' as const, per: 'customers' }],
        dimensions: [{ member: 'payments.customer_id' }],
      },
    ],
  ])('says nothing (%#)', (query) => {
    expect(ownGroup(evidenceOf('revenue', query))).toMatchObject({ kind: 'unsure', instead: [{ dimensions: [] }] });
  });

  it.each([
    [{ metrics: [{ field: 'payments.payment_date', aggregate: 'min' as const }], dimensions: byCustomer }],
    [{ metrics: [{ metric: 'revenue', aggregate: 'avg' as const, per: 'customers' }], dimensions: byMonth }],
    [{ metrics: revenue, dimensions: byMonth }],
  ])('is another thing than one over wider groups (%#)', (query) => {
    expect(ownGroup(evidenceOf('revenue', query))).toBeNull();
  });
});

describe('one thing by two ways', () => {
  it('is asked about', () => {
    const query = { metrics: revenue, dimensions: [{ member: 'payments.store_id' }, { member: 'customers.store_id' }] };
    expect(groupedTwice(evidenceOf('revenue by store', query))).toMatchObject({
      instead: [{ dimensions: [{ member: 'payments.store_id' }] }, { dimensions: [{ member: 'customers.store_id' }] }],
    });
  });

  it.each([
    [[{ member: 'payments.store_id' }, { member: 'customers.country' }]],
    [[{ member: 'payments.store_id' }, { member: 'payments.customer_id' }]],
    [
      [
        { member: 'rentals.rental_date', grain: 'month' as const },
        { member: 'rentals.rental_date', grain: 'weekday' as const },
      ],
    ],
  ])('is not what two groups are (%#)', (dimensions) => {
    expect(groupedTwice(evidenceOf('revenue by store', { metrics: revenue, dimensions }))).toBeNull();
  });
});

describe('a split without a figure', () => {
  const languages = { dimensions: [{ member: 'films.language' }] };

  it('asks which figure, and offers the count', () => {
    expect(groupsNeedFigure(evidenceOf('split up by language', languages))).toMatchObject({
      instead: [{ metrics: [{ metric: 'film_count' }] }, { metrics: [{ metric: 'rental_count' }] }],
    });
  });

  it.each(['which languages are there', 'list the languages'])('is not "%s"', (question) => {
    expect(groupsNeedFigure(evidenceOf(question, languages))).toBeNull();
  });
});

describe('several counts in one question', () => {
  const filters = [
    { kind: 'compare' as const, member: 'customers.country', op: 'in' as const, values: ['Portugal', 'Italy'] },
  ];
  const question = 'how many customers are from Portugal and how many from Italy';

  it('are not added up', () => {
    expect(severalCounts(evidenceOf(question, { metrics: [{ metric: 'customer_count' }], filters }))).toMatchObject({
      instead: [{ dimensions: [{ member: 'customers.country' }] }],
    });
  });

  it('may be rows, or figures side by side', () => {
    const rows = { metrics: [{ metric: 'customer_count' }], dimensions: [{ member: 'customers.country' }], filters };
    expect(severalCounts(evidenceOf(question, rows))).toBeNull();
    expect(severalCounts(evidenceOf(question, { metrics: [...rentals, ...revenue] }))).toBeNull();
    expect(severalCounts(evidenceOf('how many customers', { metrics: rentals }))).toBeNull();
  });
});

describe('growth between two periods', () => {
  const table = { metrics: revenue, dimensions: byMonth };

  it('is no table', () => {
    expect(growthOfTwo(evidenceOf('revenue growth from January 2022 to March 2022', { metrics: revenue }))).toBeNull();
    expect(growthOfTwo(evidenceOf('revenue growth, January 2022 against March 2022', table))).toMatchObject({
      kind: 'unsure',
    });
  });

  it('by month is one', () => {
    expect(growthOfTwo(evidenceOf('revenue growth by month', table))).toBeNull();
  });
});

describe('two verbs before a rank', () => {
  const ranked = {
    metrics: revenue,
    dimensions: byCustomer,
    limit: 1,
    sort: [{ by: 'metric:0', direction: 'asc' as const }],
  };

  it('leave open which is ranked', () => {
    expect(otherVerb(evidenceOf('which customers come in to rent the least', ranked))).toMatchObject({
      instead: [{ metrics: rentals }],
    });
  });

  it.each(['which customers spend the least', 'which customers that rented in March spend the least'])(
    'are one where the verb of the figure is nearest: "%s"',
    (question) => {
      expect(otherVerb(evidenceOf(question, ranked))).toBeNull();
    },
  );
});
