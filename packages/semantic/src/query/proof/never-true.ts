import type { Filter, SemanticQuery } from '@copilot/contracts';
import { findField, type Model } from '../../model/model.js';
import { unsure, type Check } from './evidence.js';

type Compare = Extract<Filter, { kind: 'compare' }>;
type Named = Extract<Filter, { kind: 'named' }>;

/** Two conditions that no row can meet together: a zero would say nothing about the business. */
export const neverTrue: Check = ({ query, model }) => {
  if (deniesItself(query, model)) return unsure('What I could read from it denies the very things that it measures.');
  const levels = [query.filters, ...query.metrics.map((m) => [...query.filters, ...(m.filters ?? [])])];
  for (const filters of levels) {
    const pair = clash(withRange(filters, query), model);
    if (!pair) continue;
    const [one, other] = pair.map((f) => f.label ?? 'one condition');
    return unsure(`Nothing can be ${one ?? ''} and ${other ?? ''} at once.`, ...apart(query, pair));
  }
  return null;
};

/** The rows that a figure is taken over cannot be those that there are none of. */
function deniesItself({ metrics, filters }: SemanticQuery, { metrics: known }: Model): boolean {
  const bases = metrics.map((m) => known.get(m.metric ?? '')?.dataset ?? m.field?.split('.')[0]);
  const denied = filters.flatMap((f) =>
    f.kind === 'exists' && f.negate && f.filters.length === 0 && !f.count && !f.all && !f.distinct && !f.same
      ? [f.dataset]
      : [],
  );
  return bases.length > 0 && bases.every((base) => base !== undefined && denied.includes(base));
}

function withRange(filters: readonly Filter[], { time_range: range }: SemanticQuery): Filter[] {
  if (!range) return [...filters];
  const { member, from, to, label } = range;
  return [...filters, { kind: 'time', member, ...(from ? { from } : {}), ...(to ? { to } : {}), label }];
}

/** The first two conditions of one level that exclude each other; what must exist has a level of its own. */
function clash(filters: readonly Filter[], model: Model): [Filter, Filter] | null {
  for (const [i, one] of filters.entries())
    for (const other of filters.slice(i + 1)) if (excludes(one, other, model)) return [one, other];
  for (const f of filters) {
    const inner = (f.kind === 'exists' || f.kind === 'all') && !f.negate ? clash(f.filters, model) : null;
    if (inner) return inner;
  }
  return null;
}

function excludes(one: Filter, other: Filter, model: Model): boolean {
  if (one.kind === 'compare' && other.kind === 'compare')
    return (
      one.member === other.member &&
      one.grain === other.grain &&
      !(findField(model, one.member)?.array ?? false) &&
      (noCommonValue(one, other) || noCommonRange(one, other))
    );
  if (one.kind === 'named' && other.kind === 'named')
    return (
      (one.name === other.name && (one.negate ?? false) !== (other.negate ?? false)) ||
      isOutside(one, other, model) ||
      isOutside(other, one, model)
    );
  if (one.kind === 'time' && other.kind === 'time' && one.member === other.member && !one.negate && !other.negate)
    return endsBefore(one, other) || endsBefore(other, one);
  if (one.kind === 'exists' && other.kind === 'exists' && one.dataset === other.dataset) {
    const [denied, affirmed] = one.negate ? [one, other] : [other, one];
    return Boolean(denied.negate) && !affirmed.negate && plain(denied) && within(denied.filters, affirmed.filters);
  }
  return false;
}

/** What is late is late among what came back: nothing is that and still out. */
function isOutside(one: Named, other: Named, { namedFilters }: Model): boolean {
  const among = namedFilters.get(one.name)?.among;
  return among?.name === other.name && among.negate !== (other.negate ?? false);
}

function plain(f: Extract<Filter, { kind: 'exists' }>): boolean {
  return !f.every && !f.count && !f.all && !f.distinct && !f.same;
}

/** Whether whatever meets the second list meets the first. */
function within(wider: readonly Filter[], narrower: readonly Filter[]): boolean {
  const known = new Set(narrower.map((f) => JSON.stringify({ ...f, label: undefined })));
  return wider.every((f) => known.has(JSON.stringify({ ...f, label: undefined })));
}

function endsBefore(one: Extract<Filter, { kind: 'time' }>, other: Extract<Filter, { kind: 'time' }>): boolean {
  return one.to !== undefined && other.from !== undefined && Date.parse(one.to) <= Date.parse(other.from);
}

function noCommonValue(one: Compare, other: Compare): boolean {
  const lists = (f: Compare): boolean => f.op === 'eq' || f.op === 'in';
  return lists(one) && lists(other) && !one.values.some((v) => other.values.includes(v));
}

function noCommonRange(one: Compare, other: Compare): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  if (!a || !b) return false;
  const below = (x: Bounds, y: Bounds): boolean => x.to < y.from || (x.to === y.from && (x.open || y.open));
  return below(a, b) || below(b, a);
}

interface Bounds {
  readonly from: number;
  readonly to: number;
  /** The bounds themselves are left out. */
  readonly open: boolean;
}

function rangeOf({ op, values }: Compare): Bounds | null {
  const [first, second] = values;
  if (typeof first !== 'number') return null;
  if (op === 'gt' || op === 'gte') return { from: first, to: Infinity, open: op === 'gt' };
  if (op === 'lt' || op === 'lte') return { from: -Infinity, to: first, open: op === 'lt' };
  if (op === 'between' && typeof second === 'number') return { from: first, to: second, open: false };
  return op === 'eq' ? { from: first, to: first, open: false } : null;
}

/** Each of the two by itself, and two values of a field side by side. */
function apart(query: SemanticQuery, [one, other]: readonly [Filter, Filter]): SemanticQuery[] {
  const rest = query.filters.filter((f) => f !== one && f !== other);
  const beside =
    one.kind === 'compare' && other.kind === 'compare' && query.dimensions.length === 0 && query.metrics.length > 0
      ? [
          {
            ...query,
            dimensions: [{ member: one.member, ...(one.grain ? { grain: one.grain } : {}) }],
            filters: [
              ...rest,
              {
                kind: 'compare' as const,
                member: one.member,
                op: 'in' as const,
                values: [...one.values, ...other.values],
              },
            ],
          },
        ]
      : [];
  return [...beside, ...[one, other].map((f) => ({ ...query, filters: [...rest, f] }))];
}
