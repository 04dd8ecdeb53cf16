import type { Filter } from '@copilot/contracts';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembly } from './assembly.js';
import { withYear } from './compare-groups.js';
import { positiveEvents } from './events.js';
import { whoDataset } from './listed-dataset.js';
import { ofEntity } from './place-sets.js';
import { baseOf } from './place-events.js';

/** "guests who came in both May and June": what happened in each of the times is a condition of its own on the thing. */
export function separateTimes(assembly: Assembly): void {
  const { reading, model, clock, filters } = assembly;
  const both = reading.connectors.find((c) => c.op === 'both');
  const times = reading.times.filter((t) => !t.negated && (t.time.kind === 'range' || t.time.kind === 'yearless'));
  const event = positiveEvents(assembly).findLast((e) => e.verb);
  const member = `${event?.dataset ?? ''}.${model.datasets.get(event?.dataset ?? '')?.defaultTime ?? ''}`;
  const entity = thingOf(assembly);
  if (!both || !event || !entity || times.length !== reading.times.length || times.length < 2) return;
  if (times.some((t) => t.at < both.at) || reading.rank || reading.dimensions.length > 0) return;
  const years = times.flatMap((t) => (t.time.kind === 'range' && t.time.from ? [t.time.from.slice(0, 4)] : []));
  const noun = model.datasets.get(event.dataset)?.noun[1] ?? event.dataset;
  const each = times.flatMap(({ time }): Filter[] => {
    const range = withYear(
      resolveTime(time, member, clock, null).range,
      time.kind === 'yearless' ? years[0] : undefined,
    );
    if (!range) return [];
    const ends = { ...(range.from ? { from: range.from } : {}), ...(range.to ? { to: range.to } : {}) };
    const inside: Filter = { kind: 'time', member, ...ends, label: range.label };
    return [{ kind: 'exists', dataset: event.dataset, filters: [inside], label: `${noun} in ${range.label}` }];
  });
  if (each.length !== times.length) return;
  const base = baseOf(assembly, reading.measures);
  // With a bound the figure is taken over what happened, whoever is counted.
  const own = reading.figureConditions.length === 0 && (base === null || base === entity);
  filters.push(...each.map((filter) => (own ? filter : ofEntity(model, entity, filter))));
  reading.times.length = 0;
  reading.events.splice(reading.events.indexOf(event), 1);
  assembly.setsPlaced = true;
}

/** The things that are counted, listed or asked for. */
export function thingOf(assembly: Assembly): string | null {
  const { reading, model } = assembly;
  const subject = reading.subject?.subject.kind === 'dataset' ? reading.subject.subject.dataset : undefined;
  const named =
    reading.measures.find((m) => m.counted !== null)?.counted ??
    subject ??
    reading.mentions.find((m) => model.datasets.get(m.dataset)?.event === false)?.dataset ??
    (reading.form === 'who' ? whoDataset(assembly) : null);
  return named && model.datasets.get(named)?.event === false ? named : null;
}
