/** See `toRewritings`. Said before a question that has nothing to do with the one before. */
export const NEW_TOPIC = `
^ [and|now|ok|okay|so|a|on|on a|on to a|on an] (different|another|new|separate|unrelated|other|next) (topic|subject|matter|thing|issue|theme|note) [now|please|altogether] [,] ->
^ [and|now|ok|okay|so|a] (new|unrelated|separate|different) question [now|please|altogether] [,] ->
^ [and|now|ok|okay|so] (change|changing|change of|switch|switching|switching of|switch of) [the] (topic|subject|theme) [now|please] [,] ->
^ [and|now|ok|okay|so] something [completely|entirely|totally|quite] (different|else|unrelated) [now|please] [,] ->
^ [and|now|ok|okay|so] (unrelated|from scratch|starting over|start over|let us start over|start again|forget all that|forget that|scrap that) [,] ->
`;
