import { describe, expect, it } from 'vitest';
import { pagila, pagilaSources } from '../testing/pagila-model.js';
import { loadModel, ModelError, type ModelFault } from './load-model.js';

/** Faults of the shipped model after some texts of its files were exchanged. */
function faultsAfter(
  changes: readonly { file: 'semanticModel' | 'copilot'; from: string; to: string }[],
): readonly ModelFault[] {
  const sources = { ...pagilaSources };
  for (const { file, from, to } of changes) {
    if (!sources[file].includes(from)) throw new Error(`"${from}" is not in ${file}`);
    sources[file] = sources[file].replace(from, () => to);
  }
  try {
    loadModel(sources);
    return [];
  } catch (error) {
    if (error instanceof ModelError) return error.faults;
    throw error;
  }
}

describe('the shipped model', () => {
  it('has no fault', () => {
    expect(faultsAfter([])).toEqual([]);
  });

  it('reads metrics as one aggregate over one dataset', () => {
    expect(pagila.metrics.get('revenue')).toMatchObject({
      dataset: 'payments',
      aggregate: 'sum',
      argument: 'amount',
      format: 'currency',
      time: 'payments.payment_date',
    });
  });

  it('joins what stands in two files: the field of one, its format and words of the other', () => {
    expect(pagila.datasets.get('films')?.fields.get('rental_rate')).toMatchObject({
      expression: 'rental_rate',
      datatype: 'Decimal',
      format: 'currency',
      moreWords: ['expensive', 'costly', 'pricey', 'dear'],
    });
  });

  it('hides nothing by itself', () => {
    expect(pagila.hidden.size).toBe(0);
  });
});

describe('a model with faults', () => {
  it('names the idiom that cannot be read as a rewriting', () => {
    expect(faultsAfter([{ file: 'copilot', from: 'idioms:', to: 'idioms:\n  - "gone for <ever> -> lost"' }])).toEqual([
      { file: 'copilot.yaml', path: 'idioms', message: 'is not so: the rewriting “gone for <ever>” can be read' },
    ]);
  });

  it('is reported with file, path and the nearest known name', () => {
    expect(faultsAfter([{ file: 'copilot', from: 'customers.city: {', to: 'customers.cty: {' }])).toEqual([
      {
        file: 'copilot.yaml',
        path: 'fields',
        message: 'names the unknown member "customers.cty"; did you mean "customers.city"?',
      },
    ]);
  });

  it('is reported where a list is of a member that is not there', () => {
    const [fault] = faultsAfter([{ file: 'copilot', from: 'lists: [films.language]', to: 'lists: [films.langage]' }]);
    expect(fault).toMatchObject({ file: 'copilot.yaml', path: 'datasets.languages.lists' });
  });

  it('lists what is known where nothing is near', () => {
    const [fault] = faultsAfter([
      { file: 'copilot', from: 'still_out: { dataset: rentals', to: 'still_out: { dataset: warehouse' },
    ]);
    expect(fault?.message).toMatch(/^names the unknown dataset "warehouse"; known are payments, rentals, /);
  });

  it('is reported whole: every fault of both files at once', () => {
    const faults = faultsAfter([
      { file: 'semanticModel', from: 'from: payments, to: staff', to: 'from: payments, to: staf' },
      { file: 'semanticModel', from: 'COUNT(films.film_id)', to: 'COUNT(films.film_ids)' },
      { file: 'semanticModel', from: 'COUNT(stores.store_id)', to: 'stores.store_id' },
      { file: 'semanticModel', from: 'primary_key: [actor_id]', to: 'primary_key: [actors_id]' },
      { file: 'copilot', from: 'count: rental_count', to: 'count: rental_cout' },
      { file: 'copilot', from: 'prefer: [inventory_to_films', to: 'prefer: [inventory_to_film' },
      { file: 'copilot', from: 'where: return_date IS NULL', to: 'where: retrun_date IS NULL' },
    ]);
    expect(faults.map(({ file, path }) => `${file} ${path}`).sort()).toEqual([
      'copilot.yaml datasets.rentals',
      'copilot.yaml named_filters.still_out.where',
      'copilot.yaml prefer',
      'semantic-model.yaml datasets.actors.primary_key',
      'semantic-model.yaml metrics.film_count.expression',
      'semantic-model.yaml metrics.store_count.expression',
      'semantic-model.yaml relationships.payments_to_staff.to',
    ]);
    for (const fault of faults.filter((f) => !f.path.includes('store_count')))
      expect(fault.message).toContain('did you mean');
  });

  it('says where the shape is wrong', () => {
    expect(faultsAfter([{ file: 'copilot', from: 'event: true', to: 'event: sometimes' }])).toEqual([
      { file: 'copilot.yaml', path: 'datasets.payments.event', message: expect.stringContaining('boolean') },
    ]);
    expect(faultsAfter([{ file: 'semanticModel', from: 'analytics.v_payments', to: 'payment' }])).toEqual([
      {
        file: 'semantic-model.yaml',
        path: 'semantic_model.0.datasets.0.source',
        message: 'must be a scoped view, such as analytics.v_payments',
      },
    ]);
  });

  it('says that a file is no YAML', () => {
    expect(() => loadModel({ ...pagilaSources, copilot: 'model: [' })).toThrow(/copilot\.yaml : is not readable YAML/);
  });

  it('puts every fault into the message of the error', () => {
    expect(() => loadModel({ semanticModel: '{}', copilot: '{}' })).toThrow(
      /the semantic model has \d+ fault\(s\):\n {2}semantic-model\.yaml semantic_model: [^\n]+\n {2}copilot\.yaml model: /,
    );
  });
});
