/** See `toRewritings`. Tried beside the other forms where an answer stands before the question. */
export const FORMS_IN_TURN = `
# counts that point at what was asked before
^ [and|so|now|ok] [how many] (different|distinct|unique) <t:thing> [there|in it|in them|is that|are they|are those|are there|is this|does that make] $ -> how many different <t> is that
^ [and|so|now|ok] how many <t:thing> (is|are|was|were) (that|this|those|they) $ -> how many <t>
# an order by a figure that was not shown
^ sort by [the|their] [number of|total|total number of] (<x:figure>|<x:event>) [please|instead|then] $ -> by <x>
^ sort by [the|their] [number of] <x:thing> (count|numbers) [please|instead|then] $ -> by number of <x>
`;
