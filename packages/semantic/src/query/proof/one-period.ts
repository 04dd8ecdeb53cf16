import { daysOf, longestDays } from '../../calendar-spans.js';
import { unsure, type Check } from './evidence.js';

/** The change from one period to the next needs two of them. */
export const onePeriod: Check = ({ query }) => {
  const changes = query.calculations?.some((c) => c.kind === 'change' || c.kind === 'change_percent') ?? false;
  const grain = query.dimensions.find((d) => d.grain)?.grain;
  const days = daysOf(query.time_range);
  if (!changes || !grain || days === null) return null;
  return days <= longestDays(grain)
    ? unsure('What I could read from it has one period only, and nothing before it to compare with.', {
        ...query,
        time_range: null,
      })
    : null;
};
