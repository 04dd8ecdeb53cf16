import { unsure, type Check } from './evidence.js';
import { says } from './said.js';

/** "how long …" asks for a length or a time; how many there are of something is no answer to it. */
export const askedLength: Check = ({ items, query, model }) => {
  const asked = items.some((item) => item.status === 'used' && says(item, 'how_long'));
  const counts = query.metrics.map(({ metric }) => model.metrics.get(metric ?? '')?.aggregate ?? '');
  if (!asked || query.entity || counts.length === 0 || !counts.every((aggregate) => aggregate.startsWith('count')))
    return null;
  return unsure('The question asks how long, and what I could read from it counts.');
};
