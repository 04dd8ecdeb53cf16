import type { Dataset, Model, Relationship } from './model.js';

/** The relationship by which a field points at another thing. A value that is on a list as well names itself and points at nothing. */
export function linkOf(model: Model, dataset: string, field: string): Relationship | undefined {
  return model.relationships.find(
    (r) => r.from === dataset && r.fromColumns.includes(field) && (model.datasets.get(r.to)?.lists ?? []).length === 0,
  );
}

/** The thing that a key of another one stands for: groups are by store, not by store id. */
export function pointedAt(model: Model, dataset: string, field: string): Dataset | undefined {
  const to = linkOf(model, dataset, field)?.to ?? '';
  return to !== dataset && field.endsWith('_id') ? model.datasets.get(to) : undefined;
}
