import { SemanticQuerySchema } from '@copilot/contracts';
import type { Assembled, Assembly } from './assembly.js';
import { metricOf } from './events.js';
import { mergeAlternatives } from './merge-alternatives.js';

/**
 * "customers by the month of their first rental": things counted by when something first or last happened to each of them.
 * *Returns* null where the question is not one of these.
 */
export function cohortQuery(assembly: Assembly): Assembled | null {
  const { reading, model } = assembly;
  if (!reading.cohort) return null;
  const { dataset, edge, grain } = reading.cohort;
  const time = model.datasets.get(dataset)?.defaultTime;
  const entity = sortedEntity(assembly);
  const key = model.datasets.get(entity ?? '')?.primaryKey ?? [];
  const metric = entity ? metricOf(assembly, entity) : null;
  const alone =
    reading.rank === null && reading.figureConditions.length + reading.calculations.length + reading.sets.length === 0;
  const linked = model.relationships.some((r) => r.from === dataset && r.to === entity);
  if (!time || !entity || !metric || key.length !== 1 || !alone || !linked)
    return { gap: { code: 'unsure', hint: '' } };
  if (reading.times.length > 0 || reading.dimensions.length > 0) return { gap: { code: 'unsure', hint: 'time' } };
  const query = SemanticQuerySchema.safeParse({
    metrics: [{ metric }],
    dimensions: [
      { member: `${entity}.${key[0] ?? ''}`, grain, figure: { field: `${dataset}.${time}`, aggregate: edge } },
    ],
    filters: mergeAlternatives(reading.conditions).map((condition) => condition.filter),
  });
  return query.success
    ? { draft: { query: query.data, assumptions: assembly.assumptions, doubts: assembly.doubts } }
    : { gap: { code: 'unsure', hint: '' } };
}

/** What is counted or named, and did not merely happen; persons where nothing is named. */
function sortedEntity({ reading, model }: Assembly): string | null {
  const subject = reading.subject?.subject.kind === 'dataset' ? reading.subject.subject.dataset : null;
  const named = [...reading.measures.map((m) => m.counted), subject, ...reading.mentions.map((m) => m.dataset)];
  return (
    named.find((name) => name !== null && !model.datasets.get(name)?.event && !model.datasets.get(name)?.bridge) ?? null
  );
}
