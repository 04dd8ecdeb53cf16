import type { Filter } from '@copilot/contracts';
import type { Assembly } from './assembly.js';
import { mergeAlternatives } from './merge-alternatives.js';
import { takeTimes } from './place-events.js';

/** "none in hall 1 but some in hall 2": what is affirmed beside its denial is a test of its own, with the conditions that follow it. */
export function placeAffirmed({ reading, model, filters, ...rest }: Assembly): void {
  for (const event of reading.events.filter((e) => e.again)) {
    const said = reading.conditions.filter((c) => c.at > event.at);
    for (const condition of said) reading.conditions.splice(reading.conditions.indexOf(condition), 1);
    const inside: Filter[] = [
      ...mergeAlternatives(said).map((c) => c.filter),
      ...takeTimes({ reading, model, filters, ...rest }, event.dataset, event.at),
    ];
    const noun = model.datasets.get(event.dataset)?.noun[1] ?? event.dataset;
    filters.push({
      kind: 'exists',
      dataset: event.dataset,
      filters: inside,
      label: [`with ${noun}`, ...inside.map((f) => f.label ?? '')].filter(Boolean).join(', '),
    });
    reading.events.splice(reading.events.indexOf(event), 1);
  }
}
