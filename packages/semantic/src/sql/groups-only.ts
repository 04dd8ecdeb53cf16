import type { SemanticQuery } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { buildPart } from './build-part.js';
import type { Grouped } from './grouped.js';
import { CompileProblem, requireField, type Aliases } from './source.js';

/** No figure asked for: the distinct groups themselves. */
export function groupsOnly(query: SemanticQuery, model: Model, aliases: Aliases): Grouped {
  const first = query.dimensions[0];
  if (!first) throw new CompileProblem('query.invalid', 'a query needs a figure, a grouping or an entity to list');
  const built = buildPart(
    query,
    model,
    { base: requireField(model, first.member).dataset, per: null, atoms: [] },
    aliases,
    false,
  );
  return {
    with: [],
    from: built.from,
    where: [...built.where, ...built.keys.map((key) => `${key.sql} IS NOT NULL`)],
    keys: built.keys,
    grouped: true,
    figures: [],
  };
}
