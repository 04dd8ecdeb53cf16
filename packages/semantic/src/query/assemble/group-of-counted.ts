import { memberOf, type Model } from '../../model/model.js';
import type { Subject } from '../../question/reading.js';

/** "guests of each town": where the things that are counted point at the groups themselves, it is that, not where something happened to them. */
export function groupOfCounted(model: Model, counted: string, subject: Subject): Subject {
  if (subject.kind !== 'dataset') return subject;
  const own = model.relationships.find((r) => r.from === counted && r.to === subject.dataset);
  const [column] = own?.fromColumns ?? [];
  const field = column === undefined ? undefined : model.datasets.get(counted)?.fields.get(column);
  return field && own?.fromColumns.length === 1 ? { kind: 'field', member: memberOf(field) } : subject;
}
