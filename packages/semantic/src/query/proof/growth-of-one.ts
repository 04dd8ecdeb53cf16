import { unsure, type Check } from './evidence.js';

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 31, quarter: 92, year: 366 };

/** The change of a single period has nothing before it to be set against. */
export const growthOfOne: Check = ({ query }) => {
  const grain = query.dimensions.find((d) => d.grain)?.grain ?? '';
  const moves = query.calculations?.some((c) => c.kind === 'change' || c.kind === 'change_percent') ?? false;
  const { from = null, to = null } = query.time_range ?? {};
  if (!moves || !from || !to || DAYS[grain] === undefined) return null;
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return days <= (DAYS[grain] ?? 0)
    ? unsure('The question asks how something changed, and what I could read from it has a single period.', {
        ...query,
        time_range: null,
      })
    : null;
};
