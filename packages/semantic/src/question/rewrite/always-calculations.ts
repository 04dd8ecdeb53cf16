/** See `toRewritings`. Ways of speaking of parts and of ratios that always mean the same. */
export const ALWAYS_CALCULATIONS = `
# parts of a hundred
per cent -> percent
p <number> -> <number> percentile
how (many|much) percent -> what percentage
# quarters of a distribution
(first|1st|lower|bottom) quartile -> 25th percentile
(third|3rd|upper) quartile -> 75th percentile
second quartile -> median
# one figure divided by another
<figure> (divided by|over) [the|our] (number|count) of [our] <thing> -> average <figure> per <thing>
<n:thing> (divided by|over) [the|our] (number|count) of [our] <thing> -> average number of <n> per <thing>
`;
