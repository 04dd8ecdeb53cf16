import type { RolePolicy } from '@copilot/contracts';
import { columnsOf } from './expression.js';
import type { Dataset, Metric, Model } from './model.js';

/**
 * The part of the model that a role may see. A field stays when every column it reads is granted, a metric when its dataset does,
 * or when a rollup that the role may read holds it ready-made. What is not here does not exist for the planner.
 */
export function toRoleModel(model: Model, policy: RolePolicy): Model {
  const datasets = new Map<string, Dataset>();
  for (const dataset of model.datasets.values()) {
    const granted = policy.views.get(dataset.view)?.columns;
    if (!granted) continue;
    const fields = new Map(
      [...dataset.fields].filter(([, field]) =>
        columnsOf(field.expression).every((column) => granted.includes(column)),
      ),
    );
    if (dataset.primaryKey.some((key) => !fields.has(key))) continue;
    datasets.set(dataset.name, {
      ...dataset,
      fields,
      label: dataset.label.filter((f) => fields.has(f)),
      list: dataset.list.filter((f) => fields.has(f)),
      where: dataset.where.filter((f) => fields.has(f)),
    });
  }
  const has = (name: string, column: string): boolean => datasets.get(name)?.fields.has(column) ?? false;
  const metrics = new Map<string, Metric>();
  for (const metric of model.metrics.values()) {
    const direct = columnsOf(metric.argument).every((column) => has(metric.dataset, column));
    const rollups = new Map([...metric.rollups].filter(([dataset, column]) => has(dataset, column)));
    if (direct || rollups.size > 0) metrics.set(metric.name, { ...metric, rollups: direct ? new Map() : rollups });
  }
  const hidden = new Set(
    [...model.datasets.values()].flatMap((dataset) =>
      [...dataset.fields.keys()]
        .filter((field) => !has(dataset.name, field))
        .map((field) => `${dataset.name}.${field}`),
    ),
  );
  return {
    ...model,
    hidden,
    comparable: model.comparable.filter((pair) =>
      pair.every((member) => has(member.split('.')[0] ?? '', member.split('.')[1] ?? '')),
    ),
    datasets,
    metrics,
    relationships: model.relationships.filter(
      (r) => r.fromColumns.every((c) => has(r.from, c)) && r.toColumns.every((c) => has(r.to, c)),
    ),
    namedFilters: new Map(
      [...model.namedFilters].filter(([, f]) => columnsOf(f.where).every((column) => has(f.dataset, column))),
    ),
  };
}
