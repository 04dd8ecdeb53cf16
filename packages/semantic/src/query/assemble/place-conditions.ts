import type { Condition, Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { positiveEvents } from './events.js';
import { belongsToDenied, placeDenied } from './place-denied.js';
import { mergeAlternatives } from './merge-alternatives.js';
import { addPositiveEvent, baseOf, edgeFilters, saidOfEvent } from './place-events.js';

/** Puts the conditions and events of the question where they act. */
export function placeConditions(assembly: Assembly, measures: readonly Measure[], used: ReadonlySet<Condition>): void {
  const { reading, filters } = assembly;
  const base = baseOf(assembly, measures);
  for (const condition of mergeAlternatives(reading.conditions.filter((c) => !used.has(c)))) {
    if (belongsToDenied(assembly, condition, base)) continue;
    if (saidOfEvent(assembly, condition)) assembly.eventFilters.add(condition.filter);
    filters.push(condition.filter);
  }
  if (reading.edgeEvent) filters.push(...edgeFilters(assembly));
  placeDenied(assembly, base);
  if (base) for (const event of positiveEvents(assembly)) addPositiveEvent(assembly, event.dataset, base, measures);
}
