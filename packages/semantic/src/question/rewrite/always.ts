/** See `toRewritings`. What stands here is applied before a question is read, so the words must always mean this. */
export const ALWAYS = `
# a rank in words
number one <thing> -> top 1 <thing>
`;
