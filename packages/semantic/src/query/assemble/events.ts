import type { Event } from '../../question/reading.js';
import type { Assembly } from './assembly.js';

/** Events of the question that happened, in the order named. */
export function positiveEvents(assembly: Assembly): Event[] {
  return assembly.reading.events.filter((e) => !e.negated && assembly.model.datasets.get(e.dataset)?.event);
}

/** The event that a named condition ("overdue") speaks of. */
export function namedDataset(assembly: Assembly): string | undefined {
  return (
    assembly.reading.conditions.find(
      (c) => c.filter.kind === 'named' && assembly.model.datasets.get(c.dataset ?? '')?.event,
    )?.dataset ?? undefined
  );
}

/** The figure that counts a dataset, where the role may see it. */
export function metricOf(assembly: Assembly, dataset: string): string | null {
  const { model } = assembly;
  const name = model.datasets.get(dataset)?.countMetric;
  return name && model.metrics.has(name) ? name : null;
}
