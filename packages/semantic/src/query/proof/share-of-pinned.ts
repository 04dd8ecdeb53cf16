import { unsure, type Check } from './evidence.js';

/** "their percentage of all visits", of towns that were picked: what each is of everything is another figure than what it is of those picked. */
export const shareOfPinned: Check = ({ reading, query }) => {
  const shares = query.calculations?.some((c) => c.kind === 'share' && c.against === undefined) ?? false;
  const divides = query.metrics.some((ref) => ref.over !== undefined || ref.percent === true);
  const asked = reading.calculations.some((c) => c.kind === 'share') && !divides && !query.calculations?.length;
  const picked = query.filters.some(
    (f) =>
      f.kind === 'compare' && (f.op === 'in' || f.op === 'eq') && query.dimensions.some((d) => d.member === f.member),
  );
  return (shares || asked) && picked
    ? unsure('A part of everything may be meant, and what I could read is a part of those that were picked.')
    : null;
};
