import { findField } from '../../model/model.js';
import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { positiveEvents } from './events.js';

/** "how many customers rented in May": counted over what happened, so that every condition speaks about the same rows. */
export function countThroughEvent(assembly: Assembly, measures: Measure[]): Measure[] {
  const { model } = assembly;
  if (deniesBeside(assembly)) return measures;
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

/** "rented this but not that": what never happened is no property of the rows that did, so the things themselves are counted. */
function deniesBeside({ reading }: Assembly): boolean {
  const compares = reading.conditions.flatMap((c) => (c.filter.kind === 'compare' ? [c.filter] : []));
  const deniedTime = reading.times.some((t) => t.negated) && reading.times.some((t) => !t.negated);
  return (
    deniedTime ||
    compares.some((f) => f.op === 'ne' && compares.some((o) => o.member === f.member && o.op === 'eq')) ||
    (reading.events.some((e) => e.negated) && reading.events.some((e) => !e.negated))
  );
}
