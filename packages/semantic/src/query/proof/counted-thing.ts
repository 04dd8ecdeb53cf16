import { unsure, type Check, type Evidence } from './evidence.js';
import { meaningsOf, nounFrom, says } from './said.js';
import { counts, isMember } from './stands-for.js';

/** "how many rentals …": what stands after the count must be what is counted. */
export const countedThing: Check = ({ items, query, model }) => {
  const at = items.findIndex((item) => item.status === 'used' && says(item, 'count'));
  const noun = at < 0 ? null : nounFrom(items, pastOwner(items, at + 1));
  if (noun === null) return null;
  const names = new Set<string>();
  for (let i = noun; meaningsOf(items[i], 'dataset').length > 0; i++)
    for (const { name } of meaningsOf(items[i], 'dataset')) names.add(name);
  const datasets = [...names].filter((name) => model.datasets.has(name));
  const [dataset] = datasets;
  if (!dataset || meaningsOf(items[noun], 'grain').length + meaningsOf(items[noun], 'unit').length > 0) return null;
  const met = datasets.some((name) =>
    query.count_groups
      ? query.dimensions.some((d) => !d.grain && isMember(model, d.member, name))
      : query.metrics.some((ref) => counts(ref, model, name) || (ref.over && counts(ref.over, model, name))) ||
        query.dimensions.some((d) => d.figure && counts(d.figure, model, name)),
  );
  if (met || (query.having ?? []).some((h) => h.metric !== undefined)) return null;
  const noun2 = model.datasets.get(dataset)?.noun[1] ?? dataset;
  const count = model.datasets.get(dataset)?.countMetric;
  return unsure(
    `The question asks how many ${noun2}, and what I could read from it counts something else.`,
    ...(count ? [{ ...query, metrics: [{ metric: count }], count_groups: false }] : []),
  );
};

/** "how many of store 2's customers", "how many store 2 customers": the owner, called by number, is not what is counted. */
function pastOwner(items: Evidence['items'], at: number): number {
  const number = items.findIndex((item, i) => i >= at && i <= at + 2 && item.number !== null);
  if (number < 0) return at;
  if (/^'?s$/.test(items[number + 1]?.tokens[0]?.lower ?? '')) return number + 2;
  const owner = number === at + 1 && meaningsOf(items[at], 'dataset').length > 0;
  return owner && meaningsOf(items[number + 1], 'dataset').length > 0 ? number + 1 : at;
}
