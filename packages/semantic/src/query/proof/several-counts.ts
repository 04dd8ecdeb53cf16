import { unsure, type Check } from './evidence.js';
import { wordsOf } from './said.js';

/** "how many … and how many …": several figures were asked for, and one would be the sum of them. */
export const severalCounts: Check = ({ items, query, model: _model }) => {
  const asked = items.filter((item) => item.status === 'used' && /^how (many|much)\b/.test(wordsOf(item))).length;
  const rows = query.dimensions.length > 0 && (!query.count_groups || (query.count_within?.length ?? 0) > 0);
  const shown = query.metrics.length + (query.attributes ?? []).length;
  if (asked >= 2 && query.entity && shown < asked && query.limit === null)
    return unsure(`The question asks for ${asked} figures, and what I could read from it has ${shown}.`);
  if (asked < 2 || rows || query.metrics.length >= asked || query.entity) return null;
  const list = query.filters.find((f) => f.kind === 'compare' && f.op === 'in');
  return unsure(
    `The question asks for ${asked} figures, and what I could read from it has ${query.metrics.length}.`,
    ...(list?.kind === 'compare' ? [{ ...query, dimensions: [{ member: list.member }] }] : []),
  );
};
