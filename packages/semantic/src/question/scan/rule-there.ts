import { findField, memberOf } from '../../model/model.js';
import type { ScanContext } from './scan-context.js';

/** "for each branch, the member registered there who …": they are put together by the field that the verb is about, not by where they bought. */
export function ruleThere(scan: ScanContext, at: number): boolean {
  const { items, model, reading, meanings, use } = scan;
  if (items[at]?.tokens[0]?.lower !== 'there') return false;
  const fields = meanings(at - 1, 'verb').flatMap((v) => (v.of === 'field' ? (findField(model, v.name) ?? []) : []));
  for (const [i, group] of reading.dimensions.entries()) {
    const { subject } = group;
    if (subject.kind !== 'dataset') continue;
    const own = fields.find((field) =>
      model.relationships.some(
        (r) => r.from === field.dataset && r.to === subject.dataset && r.fromColumns[0] === field.name,
      ),
    );
    if (!own) continue;
    reading.dimensions[i] = { ...group, subject: { kind: 'field', member: memberOf(own) } };
    use(at - 1, `names ${own.name}`);
    const before = items[at - 1];
    if (before) [before.status, before.as] = ['used', 'names the group'];
    use(at, 'in the group');
    return true;
  }
  return false;
}
