import type { Condition, Event, Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { positiveEvents } from './events.js';
import { belongsToDenied, placeDenied } from './place-denied.js';
import { mergeAlternatives } from './merge-alternatives.js';
import { addPositiveEvent, baseOf, edgeFiltersOf, saidOfEvent } from './place-events.js';

/** "titles that we stock and that were never rented": what is owned besides what did not happen. */
export function heldBeside({ reading, model }: Assembly): Event[] {
  const denied = reading.events.filter((e) => e.negated).map((e) => e.dataset);
  if (denied.length === 0) return [];
  return reading.events.filter((e) => {
    const dataset = model.datasets.get(e.dataset);
    return (
      !e.negated && !denied.includes(e.dataset) && e.verb && dataset !== undefined && !dataset.event && !dataset.bridge
    );
  });
}

/** Puts the conditions and events of the question where they act. */
export function placeConditions(assembly: Assembly, measures: readonly Measure[], used: ReadonlySet<Condition>): void {
  const { reading, filters } = assembly;
  const base = baseOf(assembly, measures);
  for (const condition of mergeAlternatives(reading.conditions.filter((c) => !used.has(c)))) {
    if (belongsToDenied(assembly, condition, base)) continue;
    if (saidOfEvent(assembly, condition)) assembly.eventFilters.add(condition.filter);
    filters.push(condition.filter);
  }
  if (reading.edgeEvent) filters.push(...edgeFiltersOf(assembly, base));
  placeDenied(assembly, base);
  if (!base) return;
  for (const event of positiveEvents(assembly)) addPositiveEvent(assembly, event.dataset, base, measures);
  for (const held of heldBeside(assembly)) addPositiveEvent(assembly, held.dataset, base, measures);
}
