import type { SemanticQuery } from '@copilot/contracts';
import { unsure, type Check } from './evidence.js';
import { says, wordsOf } from './said.js';

/** "is every …", "does …": a yes or no is asked for, which a table of groups or a list of those that do is not. */
export const askedWhether: Check = ({ items, reading, query }) => {
  const auxiliary = /^(is|are|was|were|do|does|did|has|have)\b/.test(wordsOf(items[0]));
  if (reading.form !== 'yes_no' && !(auxiliary && reading.form === 'list')) return null;
  const all = items.some((item) => /^(all|every|each)\b/.test(wordsOf(item)) && !says(item, 'total'));
  const denied = JSON.stringify(query.filters).includes('"negate":true');
  if (all && !denied)
    return unsure(
      'The question asks whether it holds for all of them, and I could only read which of them it holds for.',
    );
  return query.yes_no || query.dimensions.length === 0 || comparesNamed(query)
    ? null
    : unsure('The question asks for a yes or no.');
};

/** "do we have more of A than of B": the two that are named, side by side, say which. */
function comparesNamed({ filters, dimensions }: SemanticQuery): boolean {
  return filters.some(
    (f) =>
      (f.kind === 'compare' && f.op === 'in' && dimensions.length === 1) ||
      (f.kind === 'any' && dimensions.every((d) => d.grain !== undefined)),
  );
}
