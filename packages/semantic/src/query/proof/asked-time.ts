import { findField } from '../../model/model.js';
import { unsure, type Check } from './evidence.js';
import { says, wordsOf } from './said.js';

/** "when …", "what date …" must give a time. */
export const askedTime: Check = ({ items, reading, query, model }) => {
  const asked =
    reading.form === 'when' ||
    items.some(
      (item, at) => item.status === 'used' && says(item, 'when') && !(items[at + 1]?.status === 'ignored' && at > 2),
    ) ||
    items.some((item, at) => /^(what|which)$/.test(wordsOf(item)) && wordsOf(items[at + 1]) === 'date');
  if (!asked) return null;
  const time = (member: string | undefined): boolean => findField(model, member ?? '')?.isTime ?? false;
  if ((query.attributes ?? []).some(time) || query.dimensions.some((d) => d.grain !== undefined || time(d.member)))
    return null;
  if (query.metrics.some((m) => time(m.field))) return null;
  const dataset = model.datasets.get(model.metrics.get(query.metrics[0]?.metric ?? '')?.dataset ?? '');
  const field = dataset?.defaultTime ? `${dataset.name}.${dataset.defaultTime}` : null;
  return unsure(
    'The question asks when, and what I could read from it gives no time.',
    ...(field
      ? [
          { ...query, metrics: [{ field, aggregate: 'max' as const }] },
          { ...query, metrics: [{ field, aggregate: 'min' as const }] },
        ]
      : []),
  );
};
