import { unsure, type Check } from './evidence.js';

/** "what has she rented": the things are asked for; how often it happened is no answer. */
export const thingNotCount: Check = ({ items, reading, query, model }) => {
  const bare = reading.form === 'what' && reading.measures.length === 0 && reading.verbs.length === 0;
  if (!bare || reading.calculations.length > 0 || reading.rank || reading.aggregate || reading.total) return null;
  if (query.dimensions.length > 0 || query.entity || query.metrics.length !== 1) return null;
  const metric = model.metrics.get(query.metrics[0]?.metric ?? '');
  const verb = reading.events.find((e) => e.verb && e.dataset === metric?.dataset && !e.negated);
  const count = model.datasets.get(metric?.dataset ?? '')?.countMetric;
  if (!verb || count !== metric?.name || items.length === 0) return null;
  const noun = model.datasets.get(verb.dataset)?.noun[1] ?? verb.dataset;
  return unsure(`The question asks what, and what I could read from it only counts ${noun}.`);
};
