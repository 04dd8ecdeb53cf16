import { unsure, type Check } from './evidence.js';
import { says } from './said.js';
import { counts, shows } from './stands-for.js';

/** "who …" must name persons: those of a dataset of persons, or a name that stands in a field that was asked for. */
export const askedPerson: Check = ({ items, reading, query, model }) => {
  const at = items.findIndex((item) => says(item, 'who'));
  if (reading.form !== 'who' || !items.slice(0, at).every((item) => item.filler)) return null;
  const persons = [...model.datasets.values()].filter((d) => d.who);
  if (persons.length === 0 || persons.some((d) => shows(query, model, d.name))) return null;
  const counted = items.some((item) => says(item, 'count'));
  if (counted && persons.some((d) => query.metrics.some((ref) => counts(ref, model, d.name)))) return null;
  const asked = reading.attributes.flatMap((a) => a.members);
  if ((query.attributes ?? []).some((member) => asked.includes(member))) return null;
  const named = query.dimensions.some((d) => asked.includes(d.member));
  return named ? null : unsure('The question asks who, and what I could read from it names nobody.');
};
