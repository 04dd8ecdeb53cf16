import type { Assembly } from './assembly.js';
import { positiveEvents } from './events.js';

/** "how many guests had a visit in May": what is named after those who are counted happened to them, and a time is that of what happened. */
export function eventsOfCounted(assembly: Assembly): void {
  const { reading, model } = assembly;
  const [head, ...more] = reading.measures;
  const counted = model.datasets.get(head?.counted ?? '');
  const timed = reading.times.length > 0 || reading.dimensions.some((d) => d.subject.kind === 'grain');
  if (!head || !counted || counted.event || more.length > 0 || !timed || positiveEvents(assembly).length > 0) return;
  if (reading.rank || reading.figureConditions.length > 0 || reading.calculations.length > 0) return;
  const named = reading.mentions.find(
    (m) =>
      m.at > head.at &&
      model.datasets.get(m.dataset)?.event &&
      model.relationships.some((r) => r.from === m.dataset && r.to === counted.name),
  );
  if (!named || reading.events.some((e) => e.dataset === named.dataset)) return;
  reading.events.push({ dataset: named.dataset, at: named.at, negated: false, verb: true });
}
