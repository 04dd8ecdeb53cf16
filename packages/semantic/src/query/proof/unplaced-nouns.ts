import type { SemanticQuery } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import type { Check } from './evidence.js';

/** A thing or field that the question names must play a part in the query, or be what its rows have anyway. */
export const unplacedNouns: Check = ({ reading, query, model }) => {
  const at = reading.mentions.filter((m) => dangles(m.dataset, query, model)).map((m) => m.at);
  if (!query.entity) {
    const shown = new Set([
      ...query.dimensions.map((d) => d.member),
      ...query.metrics.flatMap((m) => (m.field ? [m.field] : [])),
      ...(JSON.stringify(query.filters).match(/"member":"([^"]+)"/g) ?? []).map((m) => m.slice(10, -1)),
      ...query.metrics.flatMap((ref) => argumentsOf(ref, model)),
    ]);
    for (const attribute of reading.attributes)
      if (attribute.members.every((m) => !shown.has(m))) at.push(attribute.at);
  }
  return { kind: 'unplaced', at };
};

/** A thing that the question names, that plays no part in the query and that its rows do not simply have. */
function dangles(dataset: string, query: SemanticQuery, model: Model): boolean {
  const text = JSON.stringify(query);
  if (text.includes(`"${dataset}.`) || text.includes(`"${dataset}"`)) return false;
  const bases = [
    ...query.metrics
      .flatMap((ref) => [ref, ...(ref.over ? [ref.over] : [])])
      .map((ref) =>
        ref.metric ? (model.metrics.get(ref.metric)?.dataset ?? '') : (ref.of ?? ref.field?.split('.')[0] ?? ''),
      ),
    ...(query.entity ? [query.entity] : []),
  ];
  for (const [, used] of text.matchAll(/"dataset":"([a-z_]+)"/g)) bases.push(used ?? '');
  for (const f of query.filters) if (f.kind === 'named') bases.push(model.namedFilters.get(f.name)?.dataset ?? '');
  if (bases.length === 0) bases.push(...query.dimensions.map((d) => d.member.split('.')[0] ?? ''));
  for (const [, used] of text.matchAll(/"(?:member|field)":"([a-z_]+)\./g)) bases.push(used ?? '');
  return !bases.some((base) => base === dataset || (model.datasets.has(base) && keepsRows(model, base, dataset)));
}

function keepsRows(model: Model, from: string, to: string): boolean {
  const path = chooseJoinPath(model, from, to);
  return path !== null && path.every((hop) => hop.direction === 'one' || (model.datasets.get(hop.to)?.bridge ?? false));
}

/** Fields that a metric is made of: "the amounts" beside revenue is the same thing again. */
function argumentsOf(ref: SemanticQuery['metrics'][number], model: Model): string[] {
  const metric = ref.metric ? model.metrics.get(ref.metric) : undefined;
  return metric ? [`${metric.dataset}.${metric.argument}`] : [];
}
