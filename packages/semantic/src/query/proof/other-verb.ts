import { unsure, type Check } from './evidence.js';

/** "come in to rent the least": the verb beside the rank says what is ranked, not one further away. */
export const otherVerb: Check = ({ reading, query, model }) => {
  const { rank, verbs, events } = reading;
  const verb = verbs[0];
  if (!rank || !verb || query.limit === null || query.metrics[0]?.metric !== verb.metric) return null;
  const nearer = events.find((e) => e.verb && !e.negated && e.at > verb.at && e.at < rank.at && rank.at - e.at <= 2);
  const count = model.datasets.get(nearer?.dataset ?? '')?.countMetric;
  if (!nearer || !count || model.metrics.get(verb.metric)?.dataset === nearer.dataset) return null;
  const [taken, other] = [verb.metric, count].map((name) => model.metrics.get(name)?.label ?? name);
  return unsure(`I cannot tell whether ${taken ?? ''} or ${other ?? ''} is to be ranked.`, {
    ...query,
    metrics: [{ metric: count }],
  });
};
