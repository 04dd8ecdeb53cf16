import type { Filter } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { aggregateSql } from './aggregate.js';
import { compileFilters, type PredicateContext } from './predicate.js';
import { createSource, requireField, type Aliases } from './source.js';
import { whereSql } from './sql-text.js';

/** One aggregate over all rows of a field, as a figure to compare rows with ("longer than the average film"). */
export function scalarAgainst(filter: Extract<Filter, { kind: 'against' }>, model: Model, aliases: Aliases): string {
  const field = requireField(model, filter.member ?? '');
  const source = createSource(model, field.dataset, aliases);
  const context: PredicateContext = { model, aliases, scalar: (inner) => scalarAgainst(inner, model, aliases) };
  const where = compileFilters(filter.of ?? [], source, context);
  return `(SELECT ${aggregateSql(filter.aggregate, source.column(filter.member ?? ''), [], filter.fraction ?? null, false)} FROM ${source.from()}${whereSql(where)})`;
}
