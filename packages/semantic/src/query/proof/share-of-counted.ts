import type { MetricRef } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { unsure, type Check } from './evidence.js';
import { meaningsOf, nounFrom, wordsOf } from './said.js';

/** "what share of the guests spent over 90": a part of all the guests, which how many they are does not say. */
export const shareOfCounted: Check = ({ reading, query }) =>
  query.count_groups && reading.calculations.some((c) => c.kind === 'share') && reading.reaches === null
    ? unsure('The question asks for a share, and what I could read from it is a number.', {
        ...query,
        calculations: [],
      })
    : null;

/** "what percentage of the guests are still in", "… spent over 90": a part of the guests, and no part of their stays or of what they spent. */
export const shareOfOthers: Check = ({ items, reading, query, model }) => {
  const at = items.findIndex(
    (item) => item.as === 'share of the whole' && item.tokens.at(-1)?.lower === 'of' && !/\brate\b/.test(wordsOf(item)),
  );
  const noun = at < 0 ? null : nounFrom(items, at + 1);
  const whole = noun === null ? [] : meaningsOf(items[noun], 'dataset').map((m) => m.name);
  const counted = query.metrics.map((ref) => countedBy(ref, model));
  const [only = null] = counted;
  const isOther =
    only === null
      ? reading.figureConditions.length > 0
      : model.datasets.get(only)?.event === true && !whole.includes(only);
  if (whole.length === 0 || counted.length !== 1 || !isOther) return null;
  // "returned discs": what is said of them happened to them, and makes them the events that are counted.
  const called = items.slice(at + 1, noun ?? 0).flatMap((item) => meaningsOf(item, 'named'));
  if (called.some((m) => model.namedFilters.get(m.name)?.dataset === only)) return null;
  return whole.some((name) => model.datasets.get(name)?.countMetric != null && model.datasets.get(name)?.event !== true)
    ? unsure(
        `The question asks for a part of the ${model.datasets.get(whole[0] ?? '')?.noun[1] ?? whole[0] ?? ''}, and what I could read from it is a part of something else.`,
        query,
      )
    : null;
};

/** The dataset whose rows a figure counts; null for any other figure. */
function countedBy(ref: MetricRef, model: Model): string | null {
  const metric = model.metrics.get(ref.metric ?? '');
  const dataset = metric ? model.datasets.get(metric.dataset) : undefined;
  return dataset?.countMetric === metric?.name ? (dataset?.name ?? null) : null;
}
