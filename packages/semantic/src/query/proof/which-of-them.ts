import { unsure, type Check } from './evidence.js';
import { wordsOf } from './said.js';
import { counts, shows } from './stands-for.js';

/** "which of them are out of print", after they were counted: some of them are asked for by name, and another count names none. */
export const whichOfThem: Check = ({ items, query, model }) => {
  const words = items.map(wordsOf).join(' ');
  if (!/^(?:(?:and|so|but|ok|then|now) )*(?:which|who|what)(?: ones?)? of (?:them|those|these)\b/.test(words))
    return null;
  if (query.entity || query.metrics.length === 0) return null;
  const things = [...model.datasets.values()].filter(
    (d) => !d.event && query.metrics.some((m) => counts(m, model, d.name)),
  );
  const named = query.dimensions.length > 0 && things.every((d) => shows(query, model, d.name));
  return named ? null : unsure('The question asks which of them, and what I could read from it only counts them.');
};
