import { SemanticQuerySchema, type SemanticQuery } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import {
  addFilter,
  addLimit,
  addMetric,
  removeChip,
  replaceDimension,
  replaceFilterValues,
  replaceMetric,
  replaceTimeRange,
  toChips,
  turnSort,
} from './edit-query';

const labels = new Map([
  ['revenue', 'revenue'],
  ['categories.category', 'category'],
]);
const query: SemanticQuery = SemanticQuerySchema.parse({
  metrics: [{ metric: 'revenue' }, { metric: 'rental_count' }],
  dimensions: [{ member: 'payments.payment_date', grain: 'month' }, { member: 'categories.category' }],
  filters: [{ kind: 'compare', member: 'categories.category', op: 'eq', values: ['Action'], label: 'category Action' }],
  time_range: { member: 'payments.payment_date', from: '2022-01-01', to: '2022-04-01', label: 'Q1 2022' },
  sort: [
    { by: 'metric:1', direction: 'desc' },
    { by: 'dimension:0', direction: 'asc' },
  ],
  limit: 10,
  with_ties: true,
});
const chip = (text: string) => {
  const found = toChips(query, labels).find((item) => item.text === text);
  if (found === undefined) throw new Error(`no chip says "${text}"`);
  return found;
};

describe('the chips of an interpretation', () => {
  it('say every part in words, in reading order', () => {
    expect(toChips(query, labels).map((item) => item.text)).toEqual([
      'revenue',
      'rental count',
      'by month',
      'by category',
      'category Action',
      'Q1 2022',
      'sorted by rental count ↓',
      'sorted by month ↑',
      'first 10 rows, ties kept',
    ]);
  });

  it('say shares, averages and figures per entity', () => {
    const odd = SemanticQuerySchema.parse({
      metrics: [
        { aggregate: 'avg', field: 'films.length' },
        { metric: 'revenue', aggregate: 'avg', per: 'customers' },
        { metric: 'rental_count', percent: true, over: { metric: 'rental_count' } },
      ],
      count_groups: true,
    });
    expect(toChips(odd, labels).map((item) => item.text)).toEqual([
      'average length',
      'average revenue per customers',
      'share of rental count',
      'counted',
    ]);
  });

  it('cannot take away the only figure', () => {
    expect(toChips({ ...query, metrics: [{ metric: 'revenue' }] }, labels)[0]?.removable).toBe(false);
  });
});

describe('taking a chip away', () => {
  it('moves the sorting to the figure that is left', () => {
    const edited = removeChip(query, chip('revenue'));
    expect(edited.metrics).toEqual([{ metric: 'rental_count' }]);
    expect(edited.sort[0]).toEqual({ by: 'metric:0', direction: 'desc' });
  });

  it('takes the sorting by a grouping along with the grouping', () => {
    const edited = removeChip(query, chip('by month'));
    expect(edited.dimensions).toEqual([{ member: 'categories.category' }]);
    expect(edited.sort).toEqual([{ by: 'metric:1', direction: 'desc' }]);
  });

  it('takes filters, periods and limits away and leaves a query that the contract takes', () => {
    const edited = ['category Action', 'Q1 2022', 'first 10 rows, ties kept'].reduce(
      (rest, text) => removeChip(rest, chip(text)),
      query,
    );
    expect(edited).toMatchObject({ filters: [], time_range: null, limit: null });
    expect(SemanticQuerySchema.safeParse(edited).success).toBe(true);
  });
});

describe('changing a chip', () => {
  it('drops a filter label that no longer says the truth', () => {
    expect(replaceFilterValues(query, 0, ['Comedy', 'Drama']).filters).toEqual([
      { kind: 'compare', member: 'categories.category', op: 'in', values: ['Comedy', 'Drama'] },
    ]);
  });

  it('takes the last day of a period as part of it', () => {
    expect(replaceTimeRange(query, '2022-02-01', '2022-02-28').time_range).toMatchObject({
      from: '2022-02-01',
      to: '2022-03-01',
    });
  });

  it('puts other members in place and turns the order round', () => {
    expect(replaceMetric(query, 0, 'customer_count').metrics[0]).toEqual({ metric: 'customer_count' });
    expect(replaceDimension(query, 1, 'films.title').dimensions[1]).toEqual({ member: 'films.title' });
    expect(turnSort(query, 0).sort[0]).toEqual({ by: 'metric:1', direction: 'asc' });
  });
});

describe('what is added to a query', () => {
  it('comes last, and leaves the rest alone', () => {
    expect(addMetric(query, 'customer_count').metrics).toEqual([...query.metrics, { metric: 'customer_count' }]);
    const filter = { kind: 'compare' as const, member: 'films.rating', op: 'eq' as const, values: ['PG'] };
    expect(addFilter(query, filter)).toEqual({ ...query, filters: [...query.filters, filter] });
  });

  it('keeps the highest rows when it is a limit, unless a figure sorts them already', () => {
    expect(addLimit({ ...query, limit: null }, 5)).toMatchObject({ limit: 5, sort: query.sort });
    expect(addLimit({ ...query, sort: [{ by: 'dimension:0', direction: 'asc' }] }, 5).sort).toEqual([
      { by: 'metric:0', direction: 'desc' },
    ]);
  });

  it('is a period where there was none, about the time that is named', () => {
    const none = { ...query, time_range: null };
    expect(replaceTimeRange(none, '2022-05-01', '2022-05-31')).toBe(none);
    expect(replaceTimeRange(none, '2022-05-01', '2022-05-31', 'rentals.rental_date').time_range).toEqual({
      member: 'rentals.rental_date',
      from: '2022-05-01',
      to: '2022-06-01',
      label: '2022-05-01 to 2022-05-31',
    });
  });
});
