import { chooseJoinPath } from '../../plan/join-path.js';
import { unsure, type Check } from './evidence.js';

/** "number of guests per town with more than 9 visits": the guests may have them, or the town; only who asks knows. */
export const whoseBound: Check = ({ reading, query, model }) => {
  if (query.count_groups || query.dimensions.length === 0) return null;
  const [head] = query.metrics;
  const counted = [...model.datasets.values()].find((d) => !d.event && d.countMetric && d.countMetric === head?.metric);
  const bound = reading.figureConditions.find((c) => c.held && !c.finite && c.measure.metric !== head?.metric);
  const of = model.metrics.get(bound?.measure.metric ?? '')?.dataset;
  const group = reading.dimensions.find((d) => d.per && d.at < (bound?.at ?? 0));
  if (!counted || !bound || of === undefined || !group || of === counted.name) return null;
  const owns = chooseJoinPath(model, counted.name, of)?.some((hop) => hop.direction === 'many') ?? false;
  return owns ? unsure(`The condition may be meant of the ${counted.noun[1]}, or of what they are grouped by.`) : null;
};
