import type { Catalog, RolePolicy } from '@copilot/contracts';
import type { Model } from '../model/model.js';

/** What a role may read and ask for, from the same model that plans its questions. */
export function toCatalog(model: Model, policy: RolePolicy): Catalog {
  const datasets = [...model.datasets.values()];
  return {
    views: datasets.map((dataset) => ({
      name: dataset.view,
      description: policy.views.get(dataset.view)?.description ?? dataset.description,
      columns: [...dataset.fields.values()]
        .filter((field) => field.expression === field.name)
        .map((field) => ({ name: field.name, type: field.datatype, description: field.description })),
    })),
    metrics: [...model.metrics.values()].map((m) => ({
      name: m.name,
      label: m.label,
      description: m.description,
      format: m.format,
      ...(m.time === null ? {} : { time: m.time }),
      synonyms: [...m.synonyms],
    })),
    dimensions: datasets
      .filter((dataset) => !dataset.bridge && !dataset.rollup)
      .flatMap((dataset) =>
        [...dataset.fields.values()]
          .filter((field) => field.synonyms.length > 0 && !field.name.endsWith('_id'))
          .map((field) => ({
            name: `${dataset.name}.${field.name}`,
            label: labelOf(dataset.noun[0], field.name),
            description: field.description,
            type: field.datatype,
            synonyms: [...field.synonyms],
          })),
      ),
  };
}

/** "payment date", not "payment payment date"; "film title", "customer city". */
function labelOf(noun: string, field: string): string {
  const words = field.replaceAll('_', ' ');
  return words.startsWith(noun) ? words : `${noun} ${words}`;
}
