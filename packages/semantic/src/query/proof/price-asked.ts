import { findField } from '../../model/model.js';
import { unsure, type Check } from './evidence.js';
import { wordsOf } from './said.js';

/** "how much and for how long …": beside a length an amount is asked for, and nothing that is shown is one. */
export const priceAsked: Check = ({ items, query, model }) => {
  const much = items.findIndex((item) => item.status === 'used' && /(?:^| )how much$/.test(wordsOf(item)));
  const words = items
    .slice(much + 1)
    .map(wordsOf)
    .join(' ');
  if (much < 0 || !/^(?:and|or) (?:for )?how (?:long|many)\b/.test(words)) return null;
  const members = [...(query.attributes ?? []), ...query.metrics.flatMap((m) => m.field ?? [])];
  const amounts =
    members.some((member) => findField(model, member)?.format === 'currency') ||
    query.metrics.some((m) => model.metrics.get(m.metric ?? '')?.format === 'currency');
  return amounts ? null : unsure('The question asks how much, and what I could read from it shows no amount.');
};
