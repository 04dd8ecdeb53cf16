import type { Filter, SemanticQuery } from '@copilot/contracts';
import { isNumeric } from '../../model/is-numeric.js';
import { findField, memberOf, type Field } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import { resolveTime } from '../../question/resolve-time.js';
import { deniedTime } from '../assemble/place-times.js';
import type { FollowUpInput } from '../follow-up.js';
import type { Change } from './change-query.js';
import { denies, sameTarget } from './same-target.js';
import { thingsShown } from './things-shown.js';
import { timeMember } from './time-of-turn.js';

/** "only store 1", "and for Action?", "without the rating": conditions are laid over those on the same thing, or taken back. */
export function changeConditions(change: Change): void {
  for (const { filter } of change.input.reading.conditions) {
    const back =
      filter.kind === 'compare' && filter.op === 'is_null' && change.filters.some((f) => sameTarget(f, filter));
    if (takesBack(change, filter) || setBeside(change, filter)) continue;
    const rest = change.filters.filter(
      (f) => !sameTarget(f, filter) || (!back && denies(filter)) || narrows(change, f, filter),
    );
    const within = change.metrics.some((m) => m.filters?.some((f) => sameTarget(f, filter)));
    if (within && !back) {
      const replaced = (f: Filter): Filter => (sameTarget(f, filter) ? filter : f);
      change.metrics = change.metrics.map((m) => (m.filters ? { ...m, filters: m.filters.map(replaced) } : m));
    } else change.filters = back ? rest : [...rest, filter];
    change.touched = true;
  }
  changeAmount(change);
  liftConditions(change);
}

/** "compare that with hall 2", after hall 1: the value that was held stays, and the two stand side by side. */
function setBeside(change: Change, said: Filter): boolean {
  const compares = change.input.reading.connectors.some((c) => c.op === 'compare' || c.op === 'versus');
  const held = change.filters.find((f) => sameTarget(f, said));
  if (!compares || held?.kind !== 'compare' || said.kind !== 'compare' || held.op !== 'eq' || said.op !== 'eq')
    return false;
  if (held.values[0] === said.values[0] || change.entity !== null) return false;
  const { member } = said;
  const values = [...held.values, ...said.values];
  const [owner = '', field = ''] = member.split('.');
  const of = change.input.model.datasets.get(owner);
  const own = of !== undefined && (of.label.includes(field) || of.primaryKey.includes(field));
  const label = `${own ? of.noun[0] : field.replace(/_id$/, '').replaceAll('_', ' ')} ${values.join(' or ')}`;
  change.filters = change.filters.map((f) => (f === held ? { kind: 'compare', member, op: 'in', values, label } : f));
  if (!change.dimensions.some((d) => d.member === member)) change.dimensions = [...change.dimensions, { member }];
  change.touched = true;
  return true;
}

/** "only those under 90", after those over 60: the other end of the same stretch, which does not take the place of the first. */
function narrows({ input }: Change, held: Filter, said: Filter): boolean {
  if (held.kind !== 'compare' || said.kind !== 'compare') return false;
  const ends = [held.op, said.op].map((op) => (/^gte?$/.test(op) ? 'lower' : /^lte?$/.test(op) ? 'upper' : op)).sort();
  const words = input.items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  return ends.join() === 'lower,upper' && /\b(only|just|of (?:them|those|these)|ones|but|keep)\b/.test(words);
}

/** "over 3 hours", after a bound in minutes of another field that has hours too: it is that field which is spoken of, unless the new one is named. */
export function inSameField(last: SemanticQuery, { items, model }: FollowUpInput, said: Filter, at: number): Filter {
  const { filters } = last;
  if (said.kind !== 'compare' || filters.some((f) => sameTarget(f, said))) return said;
  const field = findField(model, said.member);
  const units = items
    .slice(Math.max(0, at - 1), at + 4)
    .flatMap((item) =>
      item.meanings.flatMap((m) => (m.kind === 'unit' ? [m.unit] : m.kind === 'grain' ? [m.grain] : [])),
    );
  const named = items.some((item) =>
    item.meanings.some((m) => (m.kind === 'field' ? m.member : m.kind === 'quality' ? m.name : '') === said.member),
  );
  if (!field || !isNumeric(field) || named || units.length === 0) return said;
  const spokenOf = [
    filters.flatMap((f) => (f.kind === 'compare' ? [f.member] : [])),
    last.dimensions.map((d) => d.member),
    last.metrics.flatMap((m) => m.field ?? []),
    [...(model.datasets.get(thingsShown(last, model) ?? '')?.fields.values() ?? [])].map(memberOf),
  ];
  const other = spokenOf
    .map((members) => members.flatMap((m) => findField(model, m) ?? []).filter((f) => unitOf(f, units) !== undefined))
    .find((fields) => fields.length > 0);
  const [target, ...more] = other ?? [];
  if (!target || more.length > 0 || memberOf(target) === said.member) return said;
  const unit = unitOf(target, units) ?? '';
  const [from, to] = [field.units.get(unit) ?? 1, target.units.get(unit) ?? 1];
  const values = said.values.map((value) =>
    typeof value === 'number' ? Math.round((value / from) * to * 1e3) / 1e3 : value,
  );
  const how = said.op in BOUNDS ? BOUNDS[said.op as keyof typeof BOUNDS] : said.op;
  return { ...said, member: memberOf(target), values, label: `${nameOf(target)} ${how} ${values.join(' and ')}` };
}

const BOUNDS = {
  gt: 'above',
  gte: 'at least',
  lt: 'below',
  lte: 'at most',
  eq: '=',
  ne: 'not',
  between: 'between',
} as const;

function unitOf({ units }: Field, said: readonly string[]): string | undefined {
  return said.find((unit) => units.has(unit));
}

/** "Drama again", after it was left out. */
function takesBack(change: Change, filter: Filter): boolean {
  if (filter.kind !== 'compare' || filter.op !== 'eq' || change.input.reading.only) return false;
  const kept = change.filters.filter(
    (f) => !(denies(f) && sameTarget(f, filter) && f.kind === 'compare' && f.values[0] === filter.values[0]),
  );
  if (kept.length === change.filters.length) return false;
  change.filters = kept;
  for (const item of change.input.items)
    if (item.status === 'open' && item.meanings.some((m) => m.kind === 'operator' && m.op === 'again'))
      [item.status, item.as] = ['used', 'changes the answer before'];
  change.touched = true;
  return true;
}

/** "without that filter": the one condition is lifted; of several it is not clear which. */
function liftConditions(change: Change): void {
  const said = change.input.items.find((item) =>
    item.meanings.some((m) => m.kind === 'operator' && m.op === 'unfiltered'),
  );
  if (!said || change.filters.length + (change.timeRange ? 1 : 0) !== 1) return;
  [change.filters, change.timeRange] = [[], null];
  [said.status, said.as] = ['used', 'lifts the condition'];
  change.touched = true;
}

/** "and at 2.49?": another amount in the place of the one amount that the answer before was about. */
function changeAmount(change: Change): void {
  const { items, model, reading } = change.input;
  const said = items.filter((item) => item.status === 'open' && item.number !== null);
  const held = change.filters.filter(
    (f) =>
      f.kind === 'compare' && f.op === 'eq' && isNumeric(findField(model, f.member)) && typeof f.values[0] === 'number',
  );
  const [[item], [filter]] = [said, held];
  const before = items[items.findIndex((other) => other === item) - 1]?.tokens.at(-1)?.lower ?? '';
  const amount =
    item?.tokens[0]?.money === true ||
    !Number.isInteger(item?.number ?? 0) ||
    /^(at|for|with|about|costing)$/.test(before);
  if (!item || item.number === null || filter?.kind !== 'compare' || said.length > 1 || held.length > 1) return;
  if (!amount || reading.conditions.length > 0 || reading.rank !== null) return;
  const name = filter.member.split('.')[1]?.replaceAll('_', ' ') ?? '';
  const other: Filter = { ...filter, values: [item.number], label: `${name} = ${item.number}` };
  change.filters = change.filters.map((f) => (f === filter ? other : f));
  [item.status, item.as] = ['used', `filter ${name} = ${item.number}`];
  change.touched = true;
}

/** "and the other store?", "the remaining ones": all but the one that the answer before was about. */
export function takeOthers(change: Change): void {
  const { items, model } = change.input;
  for (const [at, item] of items.entries()) {
    if (item.status !== 'open' || !/^(others?|rest|remaining)$/.test(item.tokens[0]?.lower ?? '')) continue;
    const named = items[at + 1]?.meanings.flatMap((m) =>
      m.kind === 'dataset' ? [m.name] : m.kind === 'field' ? [m.member] : [],
    );
    const about = change.filters.filter(
      (f) =>
        f.kind === 'compare' &&
        f.op === 'eq' &&
        f.grain === undefined &&
        (!named?.length || named.includes(f.member) || named.includes(f.member.split('.')[0] ?? '')),
    );
    const [filter] = about;
    if (filter?.kind !== 'compare' || about.length > 1) continue;
    const [dataset = '', field = ''] = filter.member.split('.');
    const of = model.datasets.get(dataset);
    const called =
      of?.label.includes(field) || of?.primaryKey.includes(field) ? of.noun[0] : field.replaceAll('_', ' ');
    const others: Filter = { ...filter, op: 'ne', label: `${called} is not ${filter.values.join(', ')}` };
    change.filters = change.filters.map((f) => (f === filter ? others : f));
    for (const used of [item, ...(named?.length ? [items[at + 1]] : [])])
      if (used) [used.status, used.as] = ['used', 'all but that of the answer before'];
    change.touched = true;
  }
}

/** "and last month?" *Returns* false when the figure has no time that could change. */
export function changeTimes(change: Change): boolean {
  const { reading, model, clock } = change.input;
  const member = timeMember(model, change.last, change.metrics, change.dimensions, change.timeRange);
  for (const t of reading.times) {
    if (!member) return false;
    const resolved = resolveTime(t.time, member, clock, change.last.time_range);
    if (resolved.assumption) change.assumptions.push(resolved.assumption);
    if (t.negated) {
      change.filters = [...change.filters, ...deniedTime(resolved, member)];
      change.touched = true;
      continue;
    }
    if (resolved.range) change.timeRange = resolved.range;
    change.filters = [
      ...change.filters.filter((f) => !resolved.filters.some((r) => sameTarget(r, f))),
      ...resolved.filters,
    ];
    change.touched = true;
  }
  return true;
}
