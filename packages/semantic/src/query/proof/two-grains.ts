import { unsure, type Check } from './evidence.js';
import { meaningsOf, says } from './said.js';

/** Days and weeks at once are hardly ever meant, unless both are said side by side: "which day in the week". */
export const twoGrains: Check = ({ items, reading, query }) => {
  const grains = query.dimensions.filter((d) => /^(day|week|month|quarter|year)$/.test(d.grain ?? ''));
  if (grains.length < 2 || query.count_groups || query.fold) return null;
  const places = [
    ...reading.dimensions.filter((d) => d.subject.kind === 'grain').map((d) => d.at),
    ...(reading.subject?.subject.kind === 'grain' ? [reading.subject.at] : []),
  ].sort((a, b) => a - b);
  const [first = 0] = places;
  const last = places.at(-1) ?? 0;
  const joined = items
    .slice(first, last + 1)
    .every((item) => meaningsOf(item, 'grain').length > 0 || says(item, 'and', 'by') || item.filler);
  const said = items.slice(first, last).some((item) => says(item, 'and', 'by'));
  if (joined && said) return null;
  return unsure(
    'I cannot tell which stretch of time it is to be grouped by.',
    ...grains.map((one) => ({
      ...query,
      dimensions: query.dimensions.filter((d) => !grains.includes(d) || d === one),
    })),
  );
};
