import { unsure, type Check } from './evidence.js';
import { says, wordsOf } from './said.js';

/** Things that have a number and no name (a payment, a copy) are groups only where they are what is ranked or listed. */
export const groupOfKey: Check = ({ items, reading, query, model }) => {
  if (query.count_groups || query.fold || reading.spread) return null;
  const at = query.dimensions.findIndex(({ member, figure }) => {
    const [name = '', field = ''] = member.split('.');
    const dataset = model.datasets.get(name);
    return !figure && dataset?.label.length === 0 && !dataset.who && dataset.primaryKey[0] === field;
  });
  if (at < 0) return null;
  const ranked = reading.rank !== null && query.limit !== null;
  const listed = reading.form === 'which' || reading.form === 'list';
  const number = items.some((item) => /\b(id|ids|number|numbers|key)$/.test(wordsOf(item)) && !says(item, 'count'));
  if (ranked || listed || number) return null;
  const noun = model.datasets.get(query.dimensions[at]?.member.split('.')[0] ?? '')?.noun[0] ?? 'row';
  const dimensions = query.dimensions.filter((_, i) => i !== at);
  return unsure(`What I could read from it has a figure for each single ${noun}.`, { ...query, dimensions });
};
