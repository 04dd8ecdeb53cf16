import type { Filter } from '@copilot/contracts';
import { emptyReading, type Measure } from '../../question/reading.js';
import { createAssembly, type Assembly } from './assembly.js';
import { placeConditions } from './place-conditions.js';
import { placeTimes } from './place-times.js';

/**
 * "how many halls are there, and how many of them are full": a second count of the same things, with what is said behind it as a condition
 * of its own. *Returns* both counts; null where nothing was said that narrows the second.
 */
export function partOfCounted(assembly: Assembly, measures: readonly Measure[]): Measure[] | null {
  const { reading, model, clock, previousTime } = assembly;
  const [first, ...more] = measures;
  const from = reading.partOf;
  if (from === null || !first?.ref.metric || more.length > 0) return null;
  const after = <T extends { readonly at: number }>(list: T[]): T[] => {
    const taken = list.filter((one) => one.at > from);
    for (const one of taken) list.splice(list.indexOf(one), 1);
    return taken;
  };
  const own = {
    ...emptyReading(),
    measures: [first],
    conditions: after(reading.conditions),
    events: after(reading.events),
    times: after(reading.times),
  };
  const part = createAssembly(own, { model, clock, previousTime });
  placeConditions(part, [first], new Set());
  placeTimes(part, [first], []);
  const range = part.timeRange;
  const ends = { ...(range?.from ? { from: range.from } : {}), ...(range?.to ? { to: range.to } : {}) };
  const filters: Filter[] = [
    ...part.filters,
    ...(range ? [{ kind: 'time' as const, member: range.member, ...ends, label: range.label }] : []),
  ];
  if (filters.length === 0) return null;
  const label = `${model.metrics.get(first.ref.metric)?.label ?? first.ref.metric}: ${filters.map((f) => f.label ?? '').join(', ')}`;
  return [first, { ...first, at: from, ref: { ...first.ref, filters, label } }];
}
