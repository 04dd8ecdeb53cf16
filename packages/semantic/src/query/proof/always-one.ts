import type { MetricRef } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import { unsure, type Check, type Evidence } from './evidence.js';
import { meaningsOf } from './said.js';
import { isMember, thingOf } from './stands-for.js';

/** A count that comes to one in every group says nothing: films by film, the payments of each payment, the film of each rental. */
export const alwaysOne: Check = ({ items, query, model }) => {
  if (query.count_groups || query.fill || query.fold) return null;
  const [ref] = query.metrics;
  const counted = ref ? countedOf(ref, model) : null;
  const single = query.dimensions.findIndex(
    (d) =>
      !d.figure &&
      !d.grain &&
      counted !== null &&
      !ref?.per &&
      isMember(model, d.member, thingOf(model, d.member)) &&
      !(query.dimensions.length === 1 && namesOf(items, d.member)) &&
      reachesOne(thingOf(model, d.member), counted, model),
  );
  const dimensions = query.dimensions.filter((_, i) => i !== single);
  const each = counted !== null && ref?.per !== undefined && !ref.filters && reachesOne(ref.per, counted, model);
  if (single < 0 && !each) return null;
  return unsure(
    'What I could read from it counts one in every group.',
    ...(single >= 0 && dimensions.length > 0 ? [{ ...query, dimensions }] : []),
  );
};

/** The dataset whose members a figure counts, each once. */
function countedOf(ref: MetricRef, model: Model): string | null {
  if (ref.over) return null;
  if (ref.field && ref.aggregate === 'count_distinct') {
    const thing = thingOf(model, ref.field);
    return isMember(model, ref.field, thing) ? thing : null;
  }
  return [...model.datasets.values()].find((d) => d.countMetric !== null && d.countMetric === ref.metric)?.name ?? null;
}

/** "members of store 2, by name": each of them is shown by the name that was asked for. */
function namesOf(items: Evidence['items'], member: string): boolean {
  return items.some((item) => meaningsOf(item, 'field').some((m) => m.member === member));
}

/** Whether each member of a dataset has to do with one member of another at most. */
function reachesOne(from: string, to: string, model: Model): boolean {
  if (from === to) return true;
  const path = model.datasets.has(from) && model.datasets.has(to) ? chooseJoinPath(model, from, to) : null;
  return path !== null && path.every((hop) => hop.direction === 'one');
}
