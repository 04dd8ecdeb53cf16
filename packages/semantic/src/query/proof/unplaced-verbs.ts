import { findField } from '../../model/model.js';
import type { Check } from './evidence.js';
import { meaningsOf } from './said.js';

/** "… to replace": a verb that stands for an amount of money must be found again in the query. */
export const unplacedVerbs: Check = ({ items, query, model }) => {
  const text = JSON.stringify(query);
  return {
    kind: 'unplaced',
    at: items.flatMap((item, at) => {
      const members = meaningsOf(item, 'verb').flatMap((v) => (v.of === 'field' ? [v.name] : []));
      const money = members.filter((member) => findField(model, member)?.format === 'currency');
      const taken = item.as?.startsWith('field ') ?? false;
      return taken && money.length > 0 && !money.some((member) => text.includes(`"${member}"`)) ? [at] : [];
    }),
  };
};
