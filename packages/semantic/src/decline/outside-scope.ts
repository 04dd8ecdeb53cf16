import type { Problem, SemanticQuery, UserContext } from '@copilot/contracts';
import type { Model } from '../model/model.js';

/** Why a query reaches past the asker's scope, when it does: known from the scope alone, whatever the data hold. */
export function outsideScope(query: SemanticQuery, model: Model, context: UserContext): Problem | null {
  const outside = storesOutside(query, model, context);
  if (outside.length > 0)
    return {
      code: 'plan.outside-scope',
      message: `${capital(model.scopeNoun[outside.length > 1 ? 1 : 0])} ${outside.join(', ')} ${outside.length > 1 ? 'are' : 'is'} outside your access scope.`,
    };
  if (comparesWithin(query, model, context) && context.store_ids.length < 2)
    return {
      code: 'plan.outside-scope',
      message: `This compares ${model.scopeNoun[1]} with one another, and your access scope holds a single one.`,
    };
  return null;
}

/** Whether a query sets parts of the scope against one another for someone who does not see all of them. */
export function comparesWithin(query: SemanticQuery, model: Model, context: UserContext): boolean {
  return !context.all_stores && comparesScopes(query.filters, model);
}

/** Stores named in the question that lie outside the asker's scope. Known from the scope alone, whatever the data hold. */
function storesOutside(query: SemanticQuery, model: Model, context: UserContext): (string | number)[] {
  if (context.all_stores) return [];
  const column = `${model.scopeNoun[0]}_id`;
  const out: (string | number)[] = [];
  const visit = (filter: SemanticQuery['filters'][number]): void => {
    if (filter.kind === 'compare' && filter.member.endsWith(`.${column}`) && (filter.op === 'eq' || filter.op === 'in'))
      out.push(
        ...filter.values.filter(
          (v): v is string | number => typeof v !== 'boolean' && !context.store_ids.includes(Number(v)),
        ),
      );
    if ('filters' in filter) filter.filters.forEach(visit);
  };
  query.filters.forEach(visit);
  for (const metric of query.metrics) metric.filters?.forEach(visit);
  return out;
}

/** Whether a condition sets the scope of one thing against that of another: rows of the other side may lie outside. */
function comparesScopes(filters: SemanticQuery['filters'], model: Model): boolean {
  const column = `.${model.scopeNoun[0]}_id`;
  return filters.some((f) =>
    f.kind === 'members'
      ? f.left.endsWith(column) && f.right.endsWith(column)
      : 'filters' in f && comparesScopes(f.filters, model),
  );
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
