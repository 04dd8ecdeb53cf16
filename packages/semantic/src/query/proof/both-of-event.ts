import type { Filter } from '@copilot/contracts';
import { unsure, type Check } from './evidence.js';

/** "rented both Action and Comedy": said of someone who did it twice; one thing that happened is not both. */
export const bothOfEvent: Check = ({ reading, query, model }) => {
  if (!reading.connectors.some((c) => c.op === 'both')) return null;
  const base = model.datasets.get(model.metrics.get(query.metrics[0]?.metric ?? '')?.dataset ?? '');
  if (!base?.event) return null;
  const members = query.filters.flatMap((f) => singleMember(f) ?? []);
  return new Set(members).size < members.length
    ? unsure(`One of the ${base.noun[1]} cannot be both; I could not tell whose ${base.noun[1]} are meant.`)
    : null;
};

function singleMember(filter: Filter): string | null {
  const wrapped = filter.kind === 'all' || filter.kind === 'exists';
  const inner = wrapped && !filter.negate ? filter.filters[0] : filter;
  return inner?.kind === 'compare' && inner.op === 'eq' ? inner.member : null;
}
