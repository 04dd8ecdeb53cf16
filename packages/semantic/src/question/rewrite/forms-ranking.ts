/** See `toRewritings`. Who or what comes first, and among whom. */
export const FORMS_OF_RANKING = `
# what is liked best
<n:number> (favourite|favorite) <g:group> -> <n> most favourite <g>
(favourite|favorite) <g:group> -> most favourite <g>
# those among whom the first are sought, named before
^ (among|amongst|of|from|out of|take|consider) [only|just] [all] [the|our] <a:group> <b:any> , [(who|which|what) be|name|list|show|give] [me|us] [the|our] <n:number> (who|that|which) <c:any> $ -> the <n> <a> <b> who <c>
^ (among|amongst|of|from|out of|take|consider|only|just) [only|just] [all] [the|our|those] <a:group> <b:any> , (which|who|what) [<n:number>] [of (them|those)|one] <c:any> $ -> which <n> <a> <b> <c>
^ (only|just) [the|our|those] <a:thing> (who|that|which) <b:any> , (which|who) [<n:number>] [of (them|those)|one] <c:any> $ -> which <n> <a> who <b> <c>
<x:thing> (among|amongst|from among|out of) [all] [the|our|those] <thing> -> <x>
(inside|within) the <v:value> -> in the <v>
# what the order goes by, said apart
which <f:field> <x:any> , (going|go|judge|judging) by where [the|our] <t:thing> <verb> $ -> which <t> <f> <x>
, (with|and) [the|their] (number|count|total) of <t:thing> [each|they] [of them] <verb> $ -> by number of <t>
, [in] (order|sort|rank) by -> by
# the first of them, pointed at
the <r:rank> <v:verb> (one|ones) -> the <r> <v>
the [<n:number>] <r:rank> (one|ones) $ -> the <n> <r>
be worth the most -> bring in the most
be worth the least -> bring in the least
# what leads
(which|what) <a:thing> (be|come) (ahead|first|in the lead|in first place|on top|at the top|leading|number one) [when it come to|for|in|on|by|in terms of|with] <b:any> $ -> which <a> has the most <b>
(champion|winner|leader|front runner|hit|record holder|record) (for|in|by|in terms of|when it come to) <b:any> $ -> top 1 by <b>
# what the order goes by, and how many of the first are wanted
^ [<i:courtesy>] ranked by <a:any> , (which|what|the|who be the) <n:number> <t:thing> (come|be|stand|rank|finish|end up) [in] (first|top|highest|on top|at the top|ahead|in the lead) $ -> top <n> <t> by <a>
^ [<i:courtesy>] ranked by <a:any> , (which|what|the|who be the) <n:number> <t:thing> (come|be|stand|rank|finish|end up) [in] (last|bottom|lowest|at the bottom|at the end) $ -> bottom <n> <t> by <a>
^ by <a:any> , (which|what) [<n:number>] <t:thing> (lead|be ahead|come first|be first|come out on top|be on top|be in front) [<b:any>] $ -> top <n> <t> by <a>
(which|what) <n:number> <t:group> (come|be|rank|stand) (first|top|highest|on top|at the top|ahead|in the lead) [when] (rank|sort|order|judge|measure|go|list) by <a:any> $ -> top <n> <t> by <a>
(which|what) <t:group> (come|be|rank|stand) (first|top|highest|on top|at the top|ahead|in the lead) [when] (rank|sort|order|judge|measure|go|list) by <a:any> $ -> top 1 <t> by <a>
(which|what) <n:number> <t:group> (come|be|rank|stand) (last|bottom|lowest|at the bottom) [when] (rank|sort|order|judge|measure|go|list) by <a:any> $ -> bottom <n> <t> by <a>
(which|what) <t:group> (come|be|rank|stand) (last|bottom|lowest|at the bottom) [when] (rank|sort|order|judge|measure|go|list) by <a:any> $ -> bottom 1 <t> by <a>
(rank|sort|order|list) [all] [the|our] <t:thing> by <a:any> and (show|give|list|tell|name|report|return) [me|us] [only|just] the (first|top|leading|best|highest) <n:number> [of (them|those|these)] [with [the|their] (count|number|figure|total|amount|value)] $ -> top <n> <t> by <a>
(rank|sort|order|list) [all] [the|our] <t:thing> by <a:any> and (show|give|list|tell|name|report|return) [me|us] [only|just] the (last|bottom|lowest|worst) <n:number> [of (them|those|these)] [with [the|their] (count|number|figure|total|amount|value)] $ -> bottom <n> <t> by <a>
^ [the|our] <t:thing> <y:any> , (ranked|sorted|ordered) by <a:any> , [only] [the] (first|top|leading|best|highest) <n:number> [only|please|alone] $ -> top <n> <t> <y> by <a>
^ [the|our] <t:thing> <y:any> , (ranked|sorted|ordered) by <a:any> , [only] [the] (last|bottom|lowest|worst) <n:number> [only|please|alone] $ -> bottom <n> <t> <y> by <a>
^ [the|our] <t:thing> , [ranked|sorted|ordered] by <a:any> , [only] [the] (first|top|leading|best|highest) <n:number> [only|please|alone] $ -> top <n> <t> by <a>
^ [the|our] <t:thing> (ranked|sorted|ordered) by <a:any> , [only] [the] (first|top|leading|best|highest) <n:number> [only|please|alone] $ -> top <n> <t> by <a>
^ [the|our] <t:thing> (ranked|sorted|ordered) by <a:any> , [only] [the] (last|bottom|lowest|worst) <n:number> [only|please|alone] $ -> bottom <n> <t> by <a>
# how many are wanted, said after who is asked for
^ who <x:any> [the] most [<y:any>] , (give|name|list|show|tell|i need|i want) [me|us] [the] <n:number> [of them|names|please] $ -> who are the <n> who <x> the most <y>
^ who <x:any> [the] (least|fewest) [<y:any>] , (give|name|list|show|tell|i need|i want) [me|us] [the] <n:number> [of them|names|please] $ -> who are the <n> who <x> the least <y>
# what is earned by those whose things they are
by what (their|his|her|its|the|our) <t:thing> have [been] <v:verb> -> by <v>
by how (often|many times|frequently) (their|his|her|its|the|our) <t:thing> (be|have been|get) <v:verb> -> by how often they be <v>
by <e:noun> of [all] (their|his|her|its) <t:thing> -> by <e>
(which|what|the) <t:group> [that|from which] (we|you) <v:verb> the (most|least) (from|in|with|at|on) -> which <t> bring in the most
<g:group> highest <f:figure> $ -> which <g> has the highest <f>
<g:group> lowest <f:figure> $ -> which <g> has the lowest <f>
# the figure of each, asked for once more
, (plus|with|and|along with|together with|including) [also] [the|their] (sum|amount|total|figure|number|count) (for|of) (each|each one|each of them|every one) [of them] $ ->
by <e:noun> <y:any> , (plus|with|and|along with|together with|including) [also] [the|their] [respective|exact] <e:noun> (number|figure|count|total) $ -> by <e> <y>
by <e:noun> , (plus|with|and|along with|together with|including) [also] [the|their] [respective|exact] <e:noun> (number|figure|count|total) $ -> by <e>
most <f:noun> <y:any> [and] with [the|their] <f:noun> [of|for] (each|every) [<group>] (alongside|beside|next to it|attached|included|shown) $ -> most <f> <y>
, [in] (descending|decreasing|falling) order <x:any> $ -> , highest first <x>
# a threshold in a verb
^ (of|among|amongst) [the|our|all] <a:value> , (which|who) [one|ones] <x:any> $ -> which <a> <x>
how (many times|often) be <t:thing> [(of|in|from) any <group>] other than <v:value> <w:verb> $ -> how often were <t> <w> except <v>
[,] in (order|sequence) $ ->
(lead|head|top) the (list|table|field|pack|ranking) (in|by|for|on) <a:any> $ -> have the most <a>
fare (best|better than the rest) (in|by|on|for) <a:any> $ -> have the most <a>
fare (worst) (in|by|on|for) <a:any> $ -> have the least <a>
(bring up the rear|be at the bottom) (in|by|on|for) <a:any> $ -> have the least <a>
(which|what) <t:group> lead in <a:any> $ -> which <t> has the most <a>
^ [the|our] <r:rank> <e:event> <g:grain> $ -> <r> <g> by <e>
(with|have|having|make|show) <c:any> <n:number> in [total] <f:figure> -> with <f> <c> <n>
(pass|cross|go past|go over|go beyond|climb over|get past|come to more than|run to more than|reach more than|hit more than|amount to more than) [the] [mark of|barrier of] <n:number> -> exceed <n>
(reach|hit|get to|amount to|make it to|manage) [at least] [the] [mark of] <n:number> -> have at least <n>
# remarks that ask for nothing more
, [with|and] [the|their] (count|number|figure|total|amount|value|quantity) (include|show|give|list|attach|please|too|also|as well|next to it|beside it|each) $ ->
[and|,] (write|put|show|add|give|note|state|include) [me] [also] [the|their] (count|number|figure|total|amount|value|quantity) [near|next|beside|behind|along|alongside|with] [to] [it|them|each|that|this|too|as well] $ ->
# the busiest of something that happens
[the] (busiest|peak) <g:grain> (for|in terms of|by|in) [the] [number of] <e:event> -> the <g> with the most <e>
[the] (quietest|slowest) <g:grain> (for|in terms of|by|in) [the] [number of] <e:event> -> the <g> with the fewest <e>
(for|as for|and for) <e:event> , (which|what) <g:grain> be [the] (busiest|peak) $ -> which <g> has the most <e>
(for|as for|and for) <e:event> , (which|what) <g:grain> be [the] (quietest|slowest) $ -> which <g> has the fewest <e>
(which|what) <g:grain> be [the] busiest (for|in terms of) [the] [number of] <e:event> -> which <g> has the most <e>
(which|what) <g:grain> be [the] (quietest|slowest) (for|in terms of) [the] [number of] <e:event> -> which <g> has the fewest <e>
`;
