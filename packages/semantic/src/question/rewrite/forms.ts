/** See `toRewritings`. What stands here is tried where a question could not be read as it was typed. */
export const FORMS = `
# what the question is about, named before it
^ <a:thing> , how many (of|among) (them|those) <any> $ -> how many <a> <any>
# of all of them
(among|amongst|from among) [all] [of] [the|our|those|these] <t:thing> -> of the <t>
`;
