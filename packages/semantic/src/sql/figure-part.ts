import type { Atom, Figure } from './figures.js';
import type { Key } from './keys.js';
import type { LabelJoin } from './source.js';

/** The figures that one SELECT can compute together: those of one dataset, taken for the same entity. */
export interface Part {
  readonly base: string;
  readonly per: string | null;
  readonly atoms: Atom[];
}

/** What one part becomes: its FROM, WHERE, groups and aggregates. */
export interface Built {
  readonly from: string;
  readonly where: readonly string[];
  readonly keys: readonly Key[];
  /** SQL of each atom, in order. */
  readonly atoms: readonly string[];
  /** Joins of `from` that only add to a key of the base; none where the rows beneath are not those of the base. */
  readonly labelJoins?: readonly LabelJoin[];
}

/** Sorts the figures of a query into the parts that compute them. */
export function toParts(figures: readonly Figure[]): Part[] {
  const parts: Part[] = [];
  for (const atom of figures.flatMap((figure) => [figure.atom, ...(figure.over ? [figure.over] : [])])) {
    const part = parts.find((p) => p.base === atom.base && p.per === atom.per);
    if (part) part.atoms.push(atom);
    else parts.push({ base: atom.base, per: atom.per, atoms: [atom] });
  }
  return parts;
}
