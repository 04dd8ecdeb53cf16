import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';

/**
 * "how many towns have no guests": a value that nothing has is found only on the list of all of them, so that those on the list are counted
 * and not the different ones that occur.
 */
export function countsListed({ reading, model }: Assembly, measure: Measure): Measure {
  const { ref, from } = measure;
  const denied = reading.events.map((e) => e.dataset);
  const others = [...reading.mentions.map((m) => m.dataset), ...reading.dimensions].some(
    (one) => typeof one !== 'string' || !denied.includes(one),
  );
  if (from !== 'count' || ref.aggregate !== 'count_distinct' || ref.field === undefined || others) return measure;
  if (denied.length === 0 || !reading.events.every((e) => e.negated)) return measure;
  const list = [...model.datasets.values()].find((d) => d.lists.includes(ref.field ?? ''));
  if (!list?.countMetric || !model.metrics.has(list.countMetric)) return measure;
  return { ...measure, ref: { metric: list.countMetric }, counted: list.name };
}
