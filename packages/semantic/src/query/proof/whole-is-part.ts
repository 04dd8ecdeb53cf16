import type { Filter } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { unsure, type Check } from './evidence.js';

/** A part that all of the whole belongs to is always a hundred percent: the share was asked of something else. */
export const wholeIsPart: Check = ({ query, model }) => {
  const parts = query.metrics.some(
    (m) => m.percent && m.filters && m.filters.length > 0 && m.filters.every((f) => isSure(f, query.filters, model)),
  );
  const one =
    query.dimensions.length === 1 &&
    (query.calculations?.some((c) => c.kind === 'share') ?? false) &&
    query.limit === null &&
    query.filters.some(
      (f) => f.kind === 'compare' && f.op === 'eq' && f.member === query.dimensions[0]?.member && f.values.length === 1,
    );
  return parts || one ? unsure('What I could read from it is a share of itself, which is always all of it.') : null;
};

/** Whether every row that meets the conditions of the whole meets this one too. */
function isSure(filter: Filter, whole: readonly Filter[], { namedFilters }: Model): boolean {
  const plain = (f: Filter): string => JSON.stringify({ ...f, label: undefined });
  return whole.some((f) => {
    if (plain(f) === plain(filter)) return true;
    const among = f.kind === 'named' && !f.negate ? namedFilters.get(f.name)?.among : null;
    return (
      among !== null &&
      among !== undefined &&
      filter.kind === 'named' &&
      filter.name === among.name &&
      (filter.negate ?? false) === among.negate
    );
  });
}
