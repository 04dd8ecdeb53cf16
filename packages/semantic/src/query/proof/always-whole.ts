import type { Filter } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { unsure, type Check } from './evidence.js';

/** A share whose part is all of its whole is always a hundred per cent: late among the late, one group of the one that is named. */
export const alwaysWhole: Check = ({ query, model }) => {
  const whole = query.metrics.some(
    (ref) =>
      ref.percent === true &&
      (ref.filters?.length ?? 0) > 0 &&
      ref.filters?.every((part) => query.filters.some((said) => implies(said, part, model))),
  );
  const [dimension] = query.dimensions;
  const alone =
    query.dimensions.length === 1 &&
    query.calculations?.some((c) => c.kind === 'share') === true &&
    query.filters.some(
      (f) => f.kind === 'compare' && f.op === 'eq' && f.member === dimension?.member && f.grain === dimension.grain,
    );
  return whole || alone ? unsure('What I could read from it is a share of itself, which is always 100 %.') : null;
};

/** Whether whatever meets one condition meets the other: what is late has been returned. */
function implies(said: Filter, part: Filter, { namedFilters }: Model): boolean {
  const bare = (f: Filter): string => JSON.stringify({ ...f, label: undefined });
  if (bare(said) === bare(part)) return true;
  if (said.kind !== 'named' || part.kind !== 'named') return false;
  const among = said.negate ? undefined : namedFilters.get(said.name)?.among;
  return among?.name === part.name && among.negate === (part.negate ?? false);
}
