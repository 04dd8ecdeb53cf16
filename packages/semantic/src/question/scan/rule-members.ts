import { findField } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import type { ScanContext } from './scan-context.js';

type Op = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';

/** more than the rental rate, at a store other than their home store: one field of a row against another that the model calls comparable. */
export function ruleMembers(scan: ScanContext, at: number): boolean {
  const { items, model, reading, meanings, use } = scan;
  const said = comparisonAt(scan, at);
  if (!said) return false;
  const noun = fieldNoun(scan, said.last + 1);
  if (noun === null) return false;
  // A time of the calendar after "before" is a bound, and no field.
  if (items.slice(at, noun + 1).some((item) => item.time !== null)) return false;
  const names = new Set(meanings(noun, 'field').map((m) => m.member));
  const pair = model.comparable
    .filter(([, right]) => names.has(right))
    .map((pair) => ({ pair, near: nearness(scan, at, pair[0]) }))
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near)[0]?.pair;
  if (!pair) return false;
  const [left, right] = pair;
  const text = `${wordOf(model, left)} ${WORDS[said.op]} ${wordOf(model, right)}`;
  const attribute = reading.attributes.findIndex((a) => a.members.includes(left));
  if (attribute >= 0) reading.attributes.splice(attribute, 1);
  reading.conditions.push({
    filter: { kind: 'members', left, op: said.op, right, label: text },
    dataset: left.split('.')[0] ?? null,
    at,
    joined: null,
  });
  for (let i = at; i <= noun; i++) if (!items[i]?.filler || i === noun) use(i, text);
  if (scan.negation?.at === at) scan.negation = null;
  return true;
}

const WORDS = {
  eq: 'the same as',
  ne: 'other than',
  gt: 'above',
  gte: 'at least',
  lt: 'below',
  lte: 'at most',
} as const;

function comparisonAt(scan: ScanContext, at: number): { op: Op; last: number } | null {
  const { ops, has, meaning, next, items } = scan;
  if (has(at, 'differs')) return { op: 'ne', last: at };
  if (has(at, 'equals', 'eq')) return { op: 'eq', last: at };
  const op = ops(at).find((o): o is 'gt' | 'gte' | 'lt' | 'lte' => /^(gt|lt)e?$/.test(o));
  if (op) return { op, last: at };
  const order = has(next(at), 'than') ? next(at) : at;
  const word = items[at]?.tokens.at(-1)?.lower ?? '';
  if (/^(after|past)$/.test(word) || (word === 'later' && order > at)) return { op: 'gt', last: order };
  if (word === 'before' || (/^(earlier|sooner)$/.test(word) && order > at)) return { op: 'lt', last: order };
  const quality = meaning(at, 'quality');
  const than = next(at);
  if (!quality || !/er$/.test(items[at]?.tokens.at(-1)?.lower ?? '') || !has(than, 'than')) return null;
  return { op: quality.more ? 'gt' : 'lt', last: than };
}

/** The field named next, past "the", "their" and the thing that it belongs to. */
function fieldNoun({ items, meaning, meanings }: ScanContext, from: number): number | null {
  for (let i = from; i < items.length && i < from + 5; i++) {
    if (meanings(i, 'field').length > 0) return i;
    const passes =
      items[i]?.filler || meaning(i, 'dataset') || /^(their|its|his|her)$/.test(items[i]?.tokens[0]?.lower ?? '');
    if (!passes) return null;
  }
  return null;
}

/** How surely a question is about the first field of a pair: it is named, its dataset is, or its verb is. */
function nearness({ reading, items, meanings, model }: ScanContext, at: number, member: string): number {
  const dataset = member.split('.')[0] ?? '';
  const before = items.slice(0, at);
  const named = before.some((_, i) => meanings(i, 'field').some((m) => m.member === member));
  const verb = before.some((_, i) => meanings(i, 'verb').some((v) => v.name === member || v.name === dataset));
  const thing = before.some((_, i) => meanings(i, 'dataset').some((m) => m.name === dataset));
  const counted = reading.measures.some((m) => model.metrics.get(m.ref.metric ?? '')?.dataset === dataset);
  return (named ? 4 : 0) + (verb ? 2 : 0) + (thing || counted ? 3 : 0);
}

function wordOf(model: ScanContext['model'], member: string): string {
  const field = findField(model, member);
  return field
    ? `${model.datasets.get(field.dataset)?.noun[0] ?? field.dataset} ${nameOf(field).replace(/ id$/, '')}`
    : member;
}
