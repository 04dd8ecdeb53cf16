import type { Filter } from '@copilot/contracts';
import { findField } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import { joinerBefore } from './joiner-before.js';
import type { ScanContext } from './scan-context.js';
import { takeNegation } from './take-negation.js';

/** "guests called Iris", "members named North": one name of persons, first or last, of those whose noun stands nearest before it. */
export function ruleCalled(scan: ScanContext, at: number): boolean {
  const { items, reading, next, use } = scan;
  if (!/^(called|named)$/.test(items[at]?.tokens.at(-1)?.lower ?? '')) return false;
  const place = next(at);
  const dataset = personsBefore(scan, at);
  const values = (items[place]?.values ?? []).filter((v) => v.member.startsWith(`${dataset ?? ''}.`));
  if (!dataset || values.length === 0 || values.some((v) => v.length > 1)) return false;
  const parts = values.filter((v) => findField(scan.model, v.member)?.partOfName);
  const negated = scan.negation !== null && takeNegation(scan, place);
  const filters = parts.flatMap((v): Filter[] => {
    const field = findField(scan.model, v.member);
    const label = `${field ? nameOf(field) : 'name'} ${negated ? 'is not' : '='} ${v.value}`;
    return [{ kind: 'compare', member: v.member, op: negated ? 'ne' : 'eq', values: [v.value], label }];
  });
  const [only] = filters;
  if (!only || (negated && filters.length > 1)) return false;
  reading.conditions.push({
    filter: filters.length === 1 ? only : { kind: 'any', filters },
    dataset,
    at: place,
    joined: joinerBefore(scan, place),
  });
  use(at, 'by name');
  use(place, `filter ${only.label ?? 'name'}`);
  return true;
}

function personsBefore({ items, model, meaning }: ScanContext, at: number): string | null {
  const noun = items.findLastIndex((_, i) => i < at && meaning(i, 'dataset') !== undefined);
  const dataset = model.datasets.get(meaning(noun, 'dataset')?.name ?? '');
  return dataset && [...dataset.fields.values()].some((f) => f.partOfName) ? dataset.name : null;
}
