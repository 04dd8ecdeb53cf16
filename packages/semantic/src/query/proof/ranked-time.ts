import { unsure, type Check } from './evidence.js';
import { meaningsOf } from './said.js';

/** "the last customer who rented": the time of what happened ranks, not the time since when there is the customer. */
export const rankedTime: Check = ({ items, reading, query, model }) => {
  if (!query.entity || !reading.rank || query.limit === null) return null;
  const own = model.datasets.get(query.entity);
  const by = query.attributes?.[Number(query.sort[0]?.by.split(':')[1] ?? -1)];
  if (!own?.defaultTime || by !== `${own.name}.${own.defaultTime}`) return null;
  const happened = items
    .flatMap((item) => meaningsOf(item, 'verb'))
    .find((v) => v.of === 'dataset' && v.name !== own.name && model.datasets.get(v.name)?.event);
  if (!happened) return null;
  return unsure(`I cannot tell by which time the ${own.noun[1]} are ordered.`);
};
