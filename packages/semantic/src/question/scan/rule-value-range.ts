import { findField } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import type { ScanContext } from './scan-context.js';

/** "PG through NC-17", "from G to PG-13": the values of an ordered field from the one to the other; all of them are no condition. */
export function ruleValueRange(scan: ScanContext, at: number): boolean {
  const { items, model, reading, use } = scan;
  const joint = items[at + 1];
  const last = at + 2;
  if (!/^(to|through|thru|till|until|up to)$/.test(joint?.tokens.map((t) => t.lower).join(' ') ?? '')) return false;
  for (const { member, value } of items[at]?.values ?? []) {
    const field = findField(model, member);
    const end = items[last]?.values.find((v) => v.member === member);
    const [from, to] = [field?.order.indexOf(value) ?? -1, field?.order.indexOf(end?.value ?? '') ?? -1];
    if (!field || !end || from < 0 || to <= from) continue;
    const values = field.order.slice(from, to + 1);
    const label = `${nameOf(field)} ${value} to ${end.value}`;
    if (values.length < field.order.length)
      reading.conditions.push({
        filter: { kind: 'compare', member, op: 'in', values, label },
        dataset: field.dataset,
        at,
        joined: null,
      });
    for (const i of [at, at + 1, last]) use(i, label);
    return true;
  }
  return false;
}
