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
