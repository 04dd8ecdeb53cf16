import type { DimensionRef } from '@copilot/contracts';
import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';

/** "what share of customers rented in May": things are counted, and the part is those to which something happened. */
export function partIsEvent(
  { reading, model, setsPlaced }: Assembly,
  measures: readonly Measure[],
  dimensions: readonly DimensionRef[],
): boolean {
  const counted = model.datasets.get(measures[0]?.counted ?? '');
  if (!counted || counted.event || dimensions.length > 0 || reading.figureConditions.length > 0) return false;
  if (!reading.calculations.some((c) => c.kind === 'share')) return false;
  const happened = reading.events.some((e) => e.verb && (model.datasets.get(e.dataset)?.event ?? false));
  return setsPlaced || (happened && !reading.conditions.some((c) => c.filter.kind === 'named'));
}

/** Moves what happened from the conditions of the whole to those of the part. */
export function shareOfEvents({ filters }: Assembly, measures: readonly Measure[]): Measure[] {
  const part = filters.filter((f) => f.kind === 'exists' || f.kind === 'all' || f.kind === 'any');
  const [first, ...rest] = measures;
  if (!first || part.length === 0) return [...measures];
  for (const f of part) filters.splice(filters.indexOf(f), 1);
  const { over: _over, ...plain } = first.ref;
  return [{ ...first, ref: { ...plain, filters: part, over: plain, percent: true } }, ...rest];
}
