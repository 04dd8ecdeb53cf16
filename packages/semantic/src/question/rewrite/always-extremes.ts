/** See `toRewritings`. The most or least that any one thing has: who it is is not asked for. */
const ONE = '(any|a|an|one|any one|no matter which) [single|one|given|individual|particular]';
const MOST = '(highest|largest|biggest|greatest|maximum|max|record|top)';
const LEAST = '(lowest|smallest|minimum|min)';

export const ALWAYS_EXTREMES = `
# how many of the first make up a part of the whole
^ how many [of] [the|our] <t:group> , (start|begin|starting|beginning|count|counting) (with|from) the (best|strongest|biggest|top|largest|highest) [<w:word>] , <x:any> $ -> how many <t> <x>
^ how many [of] [the|our] [best|top|strongest|biggest|largest|leading|highest] <t:group> (do|would|will|be) [it|we] (take|need|necessary|required) to (reach|get to|make|make up|bring in|cover|account for|arrive at|get|earn|generate|hit|achieve) <x:any> $ -> how many <t> make up <x>
# what several come to
^ what do [the|our] <n:number> <x:any> (add up to|come to|amount to|sum up to|total) [in total|altogether|together|in all|combined] $ -> the <n> <x> together
# so many by a single one
[the|our] ${MOST} (number|count) of <x:any> (by|for|on|in|of|from|per|with|at|during|within) ${ONE} <t:group> -> the figure alone of the top 1 <t> by number of <x>
[the|our] ${LEAST} (number|count) of <x:any> (by|for|on|in|of|from|per|with|at|during|within) ${ONE} <t:group> -> the figure alone of the bottom 1 <t> by number of <x>
[the|our] ${MOST} (number|count) of <x:any> ${ONE} <t:group> have [ever] (have|make|get|see|<verb>) -> the figure alone of the top 1 <t> by number of <x>
[the|our] ${MOST} [total] <x:figure> (by|for|on|in|of|from|per|with|at|during|within) ${ONE} <t:group> -> the figure alone of the top 1 <t> by <x>
[the|our] ${LEAST} [total] <x:figure> (by|for|on|in|of|from|per|with|at|during|within) ${ONE} <t:group> -> the figure alone of the bottom 1 <t> by <x>
# the most of something
[the] most <x:noun> [that] [we|they] [have] [ever] [<verb>] (by|for|on|in|from|with|at|during|within) ${ONE} <t:group> -> the figure alone of the top 1 <t> by <x>
[the] (fewest|least) <x:noun> [that] [we|they] [have] [ever] [<verb>] (by|for|on|in|from|with|at|during|within) ${ONE} <t:group> -> the figure alone of the bottom 1 <t> by <x>
[the] most <x:noun> [that] ${ONE} <t:group> have [ever] (have|had|be|get|make|see|receive) -> the figure alone of the top 1 <t> by <x>
[the] most <x:noun> [that] ${ONE} <t:group> have [ever] <v:verb> -> the figure alone : which <t> <v> the most <x>
(what|how much) [be] [the] most [that] ${ONE} <t:thing> have [ever] <v:verb> -> the figure alone : which <t> have <v> the most
^ [the] most [that] ${ONE} <t:thing> [have] [ever] <v:verb> -> the figure alone : which <t> have <v> the most
`;
