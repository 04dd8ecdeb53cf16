import { describe, expect, it } from 'vitest';
import { toCatalog } from '../answer/to-catalog.js';
import { suggestQuestions } from '../answer/suggest.js';
import { ask } from '../testing/ask-planner.js';
import { modelOf, pagila, policyOf } from '../testing/pagila-model.js';
import { columnsOf } from './expression.js';

const roles = ['admin', 'store_manager', 'marketing', 'finance'] as const;

describe.each(roles)('the model of the role %s', (role) => {
  const model = modelOf(role);
  const policy = policyOf(role);

  it('holds no field, metric, relationship or condition that reads a column which is not granted', () => {
    const granted = (dataset: string, column: string): boolean =>
      policy.views.get(pagila.datasets.get(dataset)?.view ?? '')?.columns.includes(column) ?? false;
    const read = [
      ...[...model.datasets.values()].flatMap((dataset) =>
        [...dataset.fields.values()].flatMap((field) =>
          columnsOf(field.expression).map((column) => [dataset.name, column] as const),
        ),
      ),
      ...[...model.namedFilters.values()].flatMap((filter) =>
        columnsOf(filter.where).map((column) => [filter.dataset, column] as const),
      ),
      ...model.relationships.flatMap((link) => [
        ...link.fromColumns.map((column) => [link.from, column] as const),
        ...link.toColumns.map((column) => [link.to, column] as const),
      ]),
      ...[...model.metrics.values()].flatMap((metric) =>
        metric.rollups.size > 0
          ? [...metric.rollups].map(([dataset, column]) => [dataset, column] as const)
          : columnsOf(metric.argument).map((column) => [metric.dataset, column] as const),
      ),
    ];
    expect(read.length).toBeGreaterThan(20);
    expect(read.filter(([dataset, column]) => !granted(dataset, column))).toEqual([]);
  });

  it('says of every other field that it is hidden', () => {
    const all = [...pagila.datasets.values()].flatMap((dataset) =>
      [...dataset.fields.keys()].map((field) => `${dataset.name}.${field}`),
    );
    const seen = [...model.datasets.values()].flatMap((dataset) =>
      [...dataset.fields.keys()].map((field) => `${dataset.name}.${field}`),
    );
    expect([...seen, ...model.hidden].sort()).toEqual(all.sort());
  });

  it('has a catalog of views and columns that the role may read', () => {
    const catalog = toCatalog(model, policy);
    for (const view of catalog.views) {
      const columns = policy.views.get(view.name)?.columns ?? [];
      expect(view.columns.filter((column) => !columns.includes(column.name))).toEqual([]);
    }
  });
});

it.each(['admin', 'store_manager', 'finance'] as const)(
  'only questions that can be answered are suggested to %s',
  (role) => {
    const suggestions = suggestQuestions(modelOf(role), 20);
    expect(suggestions.length).toBeGreaterThan(3);
    expect(suggestions.filter((question) => ask(question, { role }).kind !== 'planned')).toEqual([]);
  },
);

describe('what single roles may not see', () => {
  it('is, for finance, who the customers are', () => {
    const customers = modelOf('finance').datasets.get('customers');
    expect([...(customers?.fields.keys() ?? [])]).toEqual(['customer_id', 'store_id']);
    expect(customers?.label).toEqual([]);
    expect(modelOf('finance').namedFilters.has('active_customer')).toBe(false);
  });

  it('is, for marketing, the single payment: revenue comes from rollups alone', () => {
    const model = modelOf('marketing');
    expect(model.datasets.has('payments')).toBe(false);
    expect([...(model.metrics.get('revenue')?.rollups.keys() ?? [])]).toEqual([
      'revenue_by_month',
      'revenue_by_film',
      'revenue_by_category',
    ]);
    expect(model.metrics.has('staff_count')).toBe(false);
    expect(model.datasets.get('customers')?.fields.has('email')).toBe(false);
  });

  it('is nothing for the admin, who never needs a rollup in place of the payments', () => {
    expect(modelOf('admin').hidden.size).toBe(0);
    expect(modelOf('admin').metrics.get('revenue')?.rollups.size).toBe(0);
  });
});
