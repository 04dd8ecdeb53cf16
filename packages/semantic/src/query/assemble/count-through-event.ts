import { findField } from '../../model/model.js';
import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { positiveEvents } from './events.js';

/** "how many customers rented in May": counted over what happened, so that every condition speaks about the same rows. */
export function countThroughEvent(assembly: Assembly, measures: Measure[]): Measure[] {
  const { model } = assembly;
  const event = positiveEvents(assembly)[0];
  return measures.map((measure) => {
    if (!measure.counted || measure.ref.per || measure.ref.over) return measure;
    const dataset = model.datasets.get(measure.counted);
    if (!dataset || dataset.event) return measure;
    const link = event?.dataset ?? linkEvent(assembly, measure.counted);
    if (!link || link === measure.counted) return measure;
    const relationship = model.relationships.find((r) => r.from === link && r.to === measure.counted);
    const column = relationship?.fromColumns[0];
    return column && findField(model, `${link}.${column}`)
      ? { ...measure, ref: { field: `${link}.${column}`, aggregate: 'count_distinct' as const } }
      : measure;
  });
}

/** A verb such as "stock" links through a dataset that is no event. */
function linkEvent(assembly: Assembly, counted: string): string | null {
  const { reading, model } = assembly;
  const link = reading.events.find(
    (e) =>
      !e.negated &&
      !model.datasets.get(e.dataset)?.bridge &&
      e.dataset !== counted &&
      model.relationships.some((r) => r.from === e.dataset && r.to === counted),
  );
  return link?.dataset ?? null;
}
