/** See `toRewritings`. What holds what, and what is spread over what. */
export const ALWAYS_HOLDING = `
# each of them holds some
do (each|every) <g:group> (contain|hold|have|include|comprise|count) -> be there in each <g>
(each|every) <g:group> (contain|hold|include|comprise) $ -> be in each <g>
, how many <t:thing> it (contain|hold|include|comprise) $ -> , how many <t>
[the|our] (catalogue|catalog|collection|range|list) (comprise|contain|hold|include|count) how many <t:thing> $ -> how many <t> are there
be home to -> have
# things spread over others
how many [different|distinct|separate] <g:noun> be represented (in|among|by|within) [the|our] <t:thing> -> how many different <g> of <t>
^ [the|our] <t:thing> be (spread|distributed|scattered|divided) (over|across|among|between) how many [different] <g:noun> $ -> how many different <g> of <t>
^ (over|across|among|between) how many [different] <g:noun> be [the|our] <t:thing> (spread|distributed|scattered|divided) $ -> how many different <g> of <t>
how [the|our] <x:noun> be (distributed|spread|divided|split|shared) (over|across|between|among) [the|our|all] <g:group> -> <x> by <g>
how do [the|our] <x:noun> (divide|split|spread|break down) (over|across|between|among) [the|our|all] <g:group> -> <x> by <g>
how [the|our] <x:noun> (divide|split|spread|break down) (over|across|between|among) [the|our|all] <g:group> -> <x> by <g>
# each one of them
(for|in|at|on|of) (each|every) one of [the|our|these] [<number>] <g:group> -> for each <g>
separately for (each|every) [one of] [the|our] <g:group> -> for each <g>
fall to (each|every) <g:group> -> for each <g>
# things that stand in a row of figures are counted
^ [list|show|give] [me|us] [the|our] <t:thing> (and|with) [the] <a:aggregate> <x:any> (by|per|for each|for every) <y:any> $ -> number of <t> and <a> <x> by <y>
^ [list|show|give] [me|us] <t:thing> , <a:aggregate> <x:any> (by|per|for each) <g:group> $ -> number of <t> , <a> <x> by <g>
^ [list|show|give] [me|us] (for|by|per) (each|every) <g:group> , <t:thing> , <a:aggregate> <x:any> $ -> number of <t> , <a> <x> by <g>
# each of them, named together
(for|in|at) (each|every) <g:group> [,] the <t:thing> (with|that have|which have|having) the (most|highest number of|largest number of) <e:any> $ -> top 1 <t> in each <g> by <e>
(for|in|at) (each|every) <g:group> [,] the <t:thing> (with|that have|which have|having) the (fewest|least|lowest number of|smallest number of) <e:any> $ -> bottom 1 <t> in each <g> by <e>
(on average|in average|typically) (in|for|at|of) (every|all|all the) <g:group> $ -> on average for each <g>
(for|at|in) both [of] [the|our] [two] <g:numbered> (by|per|for each) <b:group> -> by <g> and <b>
(in|for|at|of) each (individual|single|separate) <g:group> -> in each <g>
<x:noun> (for|in|of) each <g:group> <y:any> of each group $ -> <x> <y> by <g>
<x:any> , <a:group> x <b:group> $ -> <x> by <a> and <b>
^ [<p:courtesy>] group [the|our|all] <t:thing> by <g:group> and (give|show|tell|list) [me|us] [the|their] [total] (number|count) , <x:any> of each [group] $ -> number of <t> , <x> by <g>
^ [<p:courtesy>] group [the|our|all] <t:thing> by <g:group> and (give|show|tell|list) [me|us] [the|their] [total] (number|count) , <x:any> $ -> number of <t> , <x> by <g>
^ [<p:courtesy>] group [the|our|all] <t:thing> by <g:group> and count [them|each] $ -> number of <t> by <g>
^ (by|per|for each) <a:group> and <b:group> , <x:any> $ -> <x> by <a> and <b>
(what|how much) do (the|our) (individual|respective|various|single|separate|different) <g:group> <v:verb> -> how much did each <g> <v>
(at|in|for|from|of|by|per) [each|every] <a:group> [,] [and] [in|for|at|on|during|of|per] every <g:grain> -> for each <a> and <g>
(in|for|during|of) every <g:grain> [,] [and] [in|for|at|on|of] (each|every) <a:group> -> for each <a> and <g>
# a field of each of those listed
and [the|their] <f:noun> each [one] of (them|these|those) -> and the <f> they
and [the|their] <f:noun> each [one] <v:verb> -> and the <f> they <v>
and [the|their] <f:noun> each [one] (have|be) -> and the <f> they have
# the number that makes a condition
(which|what|those|the) <g:group> count <n:number> -> which <g> have <n>
<g:group> in which (we|you|one) count -> <g> with
in which (we|you|one) count at least -> with at least
# a field of a thing, to split by
(by|per|according to|across|over) [the|a|each] <t:thing> 's <f:field> -> by <t> <f>
(put|set|place|lay|line up|hold|see) [the|our] <a:any> of [the|our] [two|both] <g:numbered> (side by side|next to each other|against each other) -> <a> by <g>
^ [show|list|give] [me|us] [the|our] <g:numbered> <f:figure> [by|per|each] <t:grain> $ -> <f> by <g> and <t>
(what|how much) do <a:owner> <v:verb> and (what|how much) do <b:owner> [<w:verb>] $ -> compare how much <a> and <b> <v>
`;
