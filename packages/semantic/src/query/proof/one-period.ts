import { unsure, type Check } from './evidence.js';

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 31, quarter: 92, year: 366 };

/** The change from one period to the next needs two of them. */
export const onePeriod: Check = ({ query }) => {
  const changes = query.calculations?.some((c) => c.kind === 'change' || c.kind === 'change_percent') ?? false;
  const grain = query.dimensions.find((d) => d.grain)?.grain;
  const { from, to } = query.time_range ?? {};
  if (!changes || !grain || !from || !to) return null;
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return days <= (DAYS[grain] ?? 0)
    ? unsure('What I could read from it has one period only, and nothing before it to compare with.', {
        ...query,
        time_range: null,
      })
    : null;
};
