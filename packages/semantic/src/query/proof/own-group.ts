import type { DimensionRef, MetricRef } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { unsure, type Check } from './evidence.js';
import { isMember } from './stands-for.js';

/** A figure of nothing but its own group says nothing: the first date of each date, the average per customer of each customer. */
export const ownGroup: Check = ({ query, model }) => {
  if (query.count_groups) return null;
  const at = query.dimensions.findIndex(
    (d) =>
      !d.figure &&
      query.metrics.some(
        (m) =>
          countsOwn(model, m, d) ||
          ownValue(model, m, d) ||
          (m.field === d.member &&
            m.aggregate !== undefined &&
            !/^count/.test(m.aggregate) &&
            !d.ranges &&
            !d.bucket_width) ||
          (m.per !== undefined &&
            !m.filters &&
            (isMember(model, d.member, m.per) || (d.grain !== undefined && m.per === `@${d.grain}`))),
      ),
  );
  if (at < 0) return null;
  const dimensions = query.dimensions.filter((_, i) => i !== at);
  return unsure('What I could read from it takes a figure over groups that hold one value each.', {
    ...query,
    dimensions,
    ...(dimensions.length === 0 ? { sort: [], limit: null } : {}),
  });
};

/** How many actors each actor is. */
function countsOwn(model: Model, { metric, filters }: MetricRef, { member, grain }: DimensionRef): boolean {
  const counted = [...model.datasets.values()].find((dataset) => dataset.countMetric === metric);
  return counted !== undefined && metric !== undefined && !filters && !grain && isMember(model, member, counted.name);
}

/** The average length of each film: of a thing's own field it has one value. */
function ownValue(model: Model, { field, aggregate }: MetricRef, { member, grain }: DimensionRef): boolean {
  const [dataset = '', name = ''] = (field ?? '').split('.');
  const central = aggregate === 'avg' || aggregate === 'median' || aggregate === 'stddev';
  const found = model.datasets.get(dataset);
  if (!found || !central || grain || member.split('.')[0] !== dataset) return false;
  return found.fields.has(name) && !found.event && isMember(model, member, dataset);
}
