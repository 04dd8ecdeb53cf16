import type { SemanticQuery } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { buildPart } from './build-part.js';
import { toFigureColumn } from './figure-column.js';
import type { Part } from './figure-part.js';
import type { Atom, Figure } from './figures.js';
import { groupFirst } from './group-first.js';
import type { Grouped } from './grouped.js';
import type { Aliases } from './source.js';

/** The figures of one dataset, aggregated where they are selected. */
export function inlinePart(
  query: SemanticQuery,
  model: Model,
  part: Part,
  figures: readonly Figure[],
  aliases: Aliases,
): Grouped {
  const built = buildPart(query, model, part, aliases, false);
  const first = query.fill ? null : groupFirst(built, part, figures);
  if (first) return first;
  const sqlOf = (atom: Atom): string => built.atoms[part.atoms.indexOf(atom)] ?? '';
  return {
    with: [],
    from: built.from,
    where: built.where,
    keys: built.keys,
    grouped: true,
    figures: figures.map((figure) => toFigureColumn(figure, sqlOf)),
  };
}
