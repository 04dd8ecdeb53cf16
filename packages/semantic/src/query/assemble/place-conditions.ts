import type { Condition, Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { positiveEvents } from './events.js';
import { mergeAlternatives } from './merge-alternatives.js';
import { addPositiveEvent, baseOf, deniedEvent, edgeFilters } from './place-events.js';

/** Puts the conditions and events of the question where they act. */
export function placeConditions(assembly: Assembly, measures: readonly Measure[], used: ReadonlySet<Condition>): void {
  const { reading, filters } = assembly;
  const base = baseOf(assembly, measures);
  const negated = reading.events.find((e) => e.negated);
  for (const condition of mergeAlternatives(reading.conditions.filter((c) => !used.has(c)))) {
    if (negated && condition.at > negated.at && condition.dataset !== base) continue;
    filters.push(condition.filter);
  }
  if (reading.edgeEvent) filters.push(...edgeFilters(assembly));
  if (negated) filters.push(deniedEvent(assembly, negated.dataset, negated.at, base));
  if (base && !negated)
    for (const event of positiveEvents(assembly)) addPositiveEvent(assembly, event.dataset, base, measures);
}
