import type { DimensionRef, Filter } from '@copilot/contracts';
import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';

/** "what share of customers rented in May": things are counted, and the part is those to which something happened. */
export function partIsEvent(
  assembly: Assembly,
  measures: readonly Measure[],
  dimensions: readonly DimensionRef[],
): boolean {
  const { reading, model, setsPlaced } = assembly;
  const counted = model.datasets.get(measures[0]?.counted ?? '');
  if (!counted || counted.event || dimensions.length > 0 || reading.figureConditions.length > 0) return false;
  if (!reading.calculations.some((c) => c.kind === 'share')) return false;
  const happened = reading.events.some((e) => e.negated || (e.verb && (model.datasets.get(e.dataset)?.event ?? false)));
  // "… of active customers rented": what stands before the noun is said of all of them.
  const noun = reading.mentions.find((m) => m.dataset === counted.name)?.at ?? -1;
  const named = reading.conditions.some(
    (c) => c.filter.kind === 'named' && c.at > noun && happenedTo(assembly, c.filter.name) === null,
  );
  const happening = reading.conditions.some((c) => c.filter.kind === 'named' && happenedTo(assembly, c.filter.name));
  return setsPlaced || ((happened || happening) && !named);
}

/** "what share of the members have a loan that is overdue": the event that a named condition is said of, where it is one of many to each. */
function happenedTo({ model }: Assembly, name: string): string | null {
  const dataset = model.datasets.get(model.namedFilters.get(name)?.dataset ?? '');
  return dataset?.event ? dataset.name : null;
}

const isSet = ({ kind }: Filter): boolean => kind === 'exists' || kind === 'all' || kind === 'any';

/** Moves what happened from the conditions of the whole to those of the part. */
export function shareOfEvents(assembly: Assembly, measures: readonly Measure[]): Measure[] {
  const { filters } = assembly;
  // "… of active members": what the things are is part of the whole.
  const found = filters.filter((f) => (f.kind === 'named' ? happenedTo(assembly, f.name) !== null : isSet(f)));
  const [first, ...rest] = measures;
  if (!first || found.length === 0) return [...measures];
  for (const f of found) filters.splice(filters.indexOf(f), 1);
  const part = found.map((f): Filter => {
    const event = f.kind === 'named' ? happenedTo(assembly, f.name) : null;
    return event === null ? f : { kind: 'exists', dataset: event, filters: [f], label: f.label ?? '' };
  });
  const { over: _over, ...plain } = first.ref;
  return [{ ...first, ref: { ...plain, filters: part, over: plain, percent: true } }, ...rest];
}
