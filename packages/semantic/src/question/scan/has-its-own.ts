import { chooseJoinPath } from '../../plan/join-path.js';
import type { ScanContext } from './scan-context.js';

/**
 * "how many members have visits in May", "halls with chairs": things are told by something that belongs to them, which is neither denied nor
 * counted nor shown beside them. *Returns* false where another figure is asked for, or where the noun is narrowed by a condition of its own.
 */
export function hasItsOwn(scan: ScanContext, name: string, at: number): boolean {
  const { model, reading, meaning, use } = scan;
  const dataset = model.datasets.get(name);
  if (!dataset || dataset.numbered || scan.negation || reading.rank || reading.aggregate || !owns(scan, at))
    return false;
  const owner = ownerBefore(scan, name, at);
  if (owner === null || !ends(scan, at)) return false;
  if (reading.dimensions.length > 0 && reading.measures.length === 0) return false;
  const isOwn = (member = ''): boolean => member.startsWith(`${owner.name}.`);
  if (!reading.measures.every((m) => m.counted === owner.name || (m.ref.aggregate && isOwn(m.ref.field)))) return false;
  const label = `with ${dataset.noun[1]}`;
  if (reading.measures.length === 0)
    reading.subject ??= { subject: { kind: 'dataset', dataset: owner.name }, at: owner.at };
  else reading.distinct = true;
  // "with overdue visits": what is said of them is the test already.
  if (meaning(at - 1, 'named')) reading.mentions.push({ dataset: name, at });
  else if (dataset.event) reading.events.push({ dataset: name, at, negated: false, verb: true });
  else
    reading.conditions.push({
      filter: { kind: 'exists', dataset: name, filters: [], label },
      dataset: owner.name,
      at,
      joined: null,
    });
  use(at, label);
  return true;
}

/** Whether nothing narrows the noun but a time or a numbered place, and nothing is shown with it. */
function ends({ items, model, reading, has, meaning, next }: ScanContext, at: number): boolean {
  const tail = next(at);
  if (tail >= items.length || items[tail]?.time) return true;
  if (model.datasets.get(meaning(tail, 'dataset')?.name ?? '')?.numbered) return true;
  if (has(tail, 'yes_no')) return next(tail) >= items.length;
  const denied = has(tail, 'and') ? next(tail) : tail;
  return has(denied, 'no', 'not', 'never', 'without', 'except') || (has(tail, 'by') && reading.measures.length > 0);
}

/** "have rentals", "with any copies": right before the noun stands what says that it is theirs. */
function owns({ items, meaning }: ScanContext, at: number): boolean {
  let i = at - 1;
  while (meaning(i, 'named')) i -= 1;
  while (/^(any|some|an?|one)$/.test(items[i]?.tokens.at(-1)?.lower ?? '')) i -= 1;
  const said = i < at - 1 || /s$/.test(items[at]?.tokens.at(-1)?.lower ?? '');
  return said && /^(have|has|had|having|with|got)$/.test(items[i]?.tokens.at(-1)?.lower ?? '');
}

/** The thing named last before a place that has several of these. */
function ownerBefore(
  { model, meaning, numberAt }: ScanContext,
  name: string,
  at: number,
): { readonly name: string; readonly at: number } | null {
  for (let i = at - 1; i >= 0; i--) {
    const owner = model.datasets.get(meaning(i, 'dataset')?.name ?? '');
    // "members of club 3 with …": the number says whose the members are.
    if (!owner || (owner.numbered && numberAt(i + 1) !== null)) continue;
    const path = owner.event || owner.name === name ? null : chooseJoinPath(model, owner.name, name);
    return path?.[0]?.direction === 'many' ? { name: owner.name, at: i } : null;
  }
  return null;
}
