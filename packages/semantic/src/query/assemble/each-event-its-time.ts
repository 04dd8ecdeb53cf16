import type { Filter } from '@copilot/contracts';
import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import type { Assembly } from './assembly.js';
import { mergeAlternatives } from './merge-alternatives.js';
import { takeTimes } from './place-events.js';
import { thingOf } from './separate-times.js';

/**
 * "members who came in May and paid nothing in June": of two things that happened, or did not, each with a time behind it, each is a condition
 * of its own on those who are asked for.
 */
export function eachEventItsTime(assembly: Assembly): void {
  const { reading, model, filters } = assembly;
  const entity = thingOf(assembly);
  const events = reading.events
    .filter((e, i, all) => all.findIndex((o) => o.at === e.at && o.dataset === e.dataset) === i)
    .sort((a, b) => a.at - b.at);
  if (!entity || events.length < 2 || reading.rank || reading.dimensions.length > 0) return;
  if (reading.measures.some((m) => m.counted !== entity) || reading.figureConditions.length > 0) return;
  const until = (i: number): number => events[i + 1]?.at ?? Infinity;
  const timed = events.every((e, i) => {
    const path = model.datasets.get(e.dataset)?.event ? chooseJoinPath(model, entity, e.dataset) : null;
    return path !== null && fansOut(path) && reading.times.filter((t) => t.at > e.at && t.at < until(i)).length === 1;
  });
  if (!timed || reading.times.length !== events.length || reading.times.some((t) => t.negated)) return;
  for (const [i, event] of events.entries()) {
    const own = reading.conditions.filter(
      (c) => c.at > event.at && c.at < until(i) && c.dataset !== null && c.dataset !== entity,
    );
    for (const c of own) reading.conditions.splice(reading.conditions.indexOf(c), 1);
    const inside: Filter[] = [
      ...mergeAlternatives(own).map((c) => c.filter),
      ...takeTimes(assembly, event.dataset, event.at, until(i)),
    ];
    const noun = model.datasets.get(event.dataset)?.noun[1] ?? event.dataset;
    const said = inside.map((f) => f.label ?? '').join(', ');
    filters.push({
      kind: 'exists',
      dataset: event.dataset,
      ...(event.negated ? { negate: true } : {}),
      filters: inside,
      label: `${event.negated ? 'no ' : ''}${noun} in ${said}`,
    });
  }
  reading.events.length = 0;
  reading.verbs.length = 0;
  assembly.setsPlaced = true;
}
