import { unsure, type Check } from './evidence.js';
import { says } from './said.js';
import { suggestedFigures } from './suggested-figures.js';
import { isMember } from './stands-for.js';

/** How many there are of each single thing is always one: the things are shown, and nothing is said of them. */
export const ownCount: Check = ({ items, query, model }) => {
  const asked = items.some((item) => item.status === 'used' && says(item, 'count'));
  if (query.count_groups || query.fold || (query.limit === null && !asked && query.dimensions.length === 1))
    return null;
  const counted = query.metrics.flatMap((ref) =>
    ref.metric && !ref.per && !ref.over && !ref.filters
      ? [...model.datasets.values()].filter((d) => d.countMetric === ref.metric && !d.event)
      : [],
  );
  const single = counted.find((d) =>
    query.dimensions.some(
      (g) =>
        !g.grain && !g.figure && !g.ranges && g.member.startsWith(`${d.name}.`) && isMember(model, g.member, d.name),
    ),
  );
  if (!single || query.metrics.length > 1) return null;
  return unsure(
    `What I could read from it counts each of the ${single.noun[1]} by itself.`,
    {
      ...query,
      dimensions: query.dimensions.filter((g) => !isMember(model, g.member, single.name)),
      sort: [],
      limit: null,
    },
    ...suggestedFigures(query, model),
  );
};
