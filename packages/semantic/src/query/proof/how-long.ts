import { findField } from '../../model/model.js';
import { unsure, type Check } from './evidence.js';
import { says } from './said.js';

/** "how long are they": something that is measured in days or minutes must be shown, or compared with. */
export const howLong: Check = ({ items, query, model, before }) => {
  const asked = items.some((item) => item.status === 'used' && says(item, 'how_long'));
  if (!asked || before !== undefined) return null;
  const members = JSON.stringify(query).match(/[a-z_]+\.[a-z_]+/g) ?? [];
  const measured = members.some((member) => {
    const field = findField(model, member);
    return field !== undefined && (field.units.size > 0 || field.isTime);
  });
  return measured ? null : unsure('The question asks how long, and what I could read from it shows nothing of that.');
};
