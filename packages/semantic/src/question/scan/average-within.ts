import { findField, memberOf, type Model } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import type { ScanContext } from './scan-context.js';

/**
 * "above the average of their own category", "longer than the average film in its category": the average is that of the group which each
 * thing belongs to. Looks behind an average, past the thing named again. *Returns* the field that says the group, and the place it ends at.
 */
export function averageWithin(
  { items, model, has, meaning, meanings }: ScanContext,
  average: number,
  thing: string | null,
): { readonly member: string; readonly last: number } | null {
  let at = average + 1;
  const skip = (test: (i: number) => boolean): number => {
    const from = at;
    while (at < items.length && at - from < 4 && test(at)) at += 1;
    return at - from;
  };
  const word = (i: number): string => items[i]?.tokens.map((token) => token.lower).join(' ') ?? '';
  skip((i) => meaning(i, 'dataset')?.name === thing);
  if (!skip((i) => /^(of|in|for|within|at|from|among|across|inside)( the)?( same)?$/.test(word(i)))) return null;
  const pointers = skip((i) => has(i, 'pronoun', 'same') || /^(the|own|same|respective|very|each)$/.test(word(i)));
  const item = items[at];
  if (!item || !thing || (pointers === 0 && !/ (the|same)$/.test(word(at - 1)))) return null;
  const next = items[at + 1];
  if (item.values.length > 0 || (next?.values.length ?? 0) > 0 || (next?.number ?? null) !== null) return null;
  const fields = meanings(at, 'field').map((m) => m.member);
  const dataset = meaning(at, 'dataset')?.name;
  const member =
    fields.find((name) => groupsThing(model, name, thing)) ?? (dataset ? linkTo(model, thing, dataset) : null);
  return member ? { member, last: at } : null;
}

/** A field that puts things together: one of their own, or of what each of them belongs to. */
function groupsThing(model: Model, member: string, thing: string): boolean {
  const field = findField(model, member);
  if (!field || !(field.entity || field.values || field.name.endsWith('_id')) || field.person) return false;
  return field.dataset === thing;
}

/** The field by which each of the things belongs to one of the others: its own key for them, or their name beyond it. */
function linkTo(model: Model, thing: string, group: string): string | null {
  if (thing === group) return null;
  const own = model.relationships.find((r) => r.from === thing && r.to === group)?.fromColumns[0];
  const field = own ? findField(model, `${thing}.${own}`) : undefined;
  if (field) return memberOf(field);
  const path = chooseJoinPath(model, thing, group);
  const label = model.datasets.get(group)?.label[0];
  const belongs = path?.every((hop) => hop.direction === 'one' || model.datasets.get(hop.to)?.bridge);
  return belongs && label ? `${group}.${label}` : null;
}
