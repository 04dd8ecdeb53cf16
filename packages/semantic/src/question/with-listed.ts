import type { Model } from '../model/model.js';
import type { ValueEntry, ValueIndex } from './value-index.js';

/**
 * The values that are on a list, whether or not anything has them, as values of what the list is of: "films in Italian" asks for the language of
 * films, though none is. A value that occurs stays as it is.
 */
export function withListed(values: ValueIndex, model: Model): ValueIndex {
  const memberOf = new Map<string, string>();
  for (const dataset of model.datasets.values())
    for (const label of dataset.label) {
      const member = dataset.lists.find((listed) => model.datasets.has(listed.split('.')[0] ?? ''));
      if (member) memberOf.set(`${dataset.name}.${label}`, member);
    }
  if (memberOf.size === 0) return values;
  const mapped = <T extends ValueEntry>(entries: readonly T[]): readonly T[] => {
    if (!entries.some((entry) => memberOf.has(entry.member))) return entries;
    const occurs = new Set(entries.map((entry) => `${entry.member}=${entry.value}`));
    return entries.flatMap((entry) => {
      const member = memberOf.get(entry.member);
      if (member === undefined) return [entry];
      return occurs.has(`${member}=${entry.value}`) ? [] : [{ ...entry, member, unused: true }];
    });
  };
  return {
    ...values,
    match: (words, at) => mapped(values.match(words, at)),
    holding: (word, limit) => mapped(values.holding(word, limit)),
    beginningWith: (letters) => mapped(values.beginningWith(letters)),
    of: (member) => values.of(member),
  };
}
