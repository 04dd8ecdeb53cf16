/** See `toRewritings`. Ways of speaking of parts and of ratios that always mean the same. */
export const ALWAYS_CALCULATIONS = `
# what the average one does
(accumulated|cumulative|running) <x:any> , (start|begin|count) (from|on|with|at) the (1st|first) [of the month|day] $ -> accumulated <x>
^ (by|at|as of) the end of (each|every) <g:grain> , how much <f:figure> (have been|be) <verb> [in total] [so far] $ -> running total of <f> by <g>
by (what|how much) (they|he|she|it|each) have [been] <v:verb> [altogether|in total|overall|in all] -> by <v>
the total [amount|sum] (that|which) <x:any> have <v:verb> -> how much have <x> <v> in total
(mean|average) [amount] <v:verb> (on|with|for|from|by|in) (each|every|a|one|a single) <e:event> -> average <v> per <e>
(on|with|for|from|by) (each|every|a|one|a single) <e:event> on average -> per <e> on average
on average (on|with|for|from|by) (each|every|a|one|a single) <e:event> -> per <e> on average
how much <f:figure> do (we|you) <v:verb> on average (with|on|for|from|by) (each|every|a) <e:event> -> average <f> per <e>
^ [on average|in average] , (a|one|each) <e:event> be worth how much [<f:figure>] [to us] $ -> average <f> per <e>
(in total|altogether|overall) , the (median|average) -> the
(the|our) <t:thing> in the middle -> the median <t>
, the (median|middle|average|mean) one , ->
(across|over|of) all [the|our] <e:event> , what be the (median|average|mean) <f:field> $ -> what is the median <f>
than [what] [our|the|a|an|one] [single|typical] <t:thing> (do|<verb>) (on average|in average|typically|normally|usually) -> than the average <t>
than the (average|typical|usual|mean) <t:thing> do -> than the average <t>
(typical|usual) mean -> average
more (in all|in total|altogether|overall|all told) than -> more than
less (in all|in total|altogether|overall|all told) than -> less than
<t:thing> [that|which] last more time than -> <t> longer than
<t:thing> [that|which] last less time than -> <t> shorter than
whose [total] <x:event> [in total|altogether|in all|together] (exceed|be above|be over|lie above|surpass) the [<thing>] (average|mean) -> whose total <x> exceed the average
whose [total] <x:event> [in total|altogether|in all|together] (be below|be under|lie below|fall short of) the [<thing>] (average|mean) -> whose total <x> be below the average
(exceed|surpass) the <t:thing> (average|mean) -> exceed the average <t>
# all that each of them has
, [with] all [of] [their|the|his|her|its] <event> (taken|added|put|counted|lumped|add up) [up] together [,] -> 
[,] (over|across|in|for) all [of] (their|his|her|its) <event> [together|combined|taken together|added up] [,] -> 
# a part of the whole of its own group
(share|percentage|percent|proportion|part|fraction) of every <g:group> -> share of each <g>
(share|percentage|percent|proportion|part|fraction) of the <g:group> ('s|s) [own|whole|overall] (total|sum) -> share of each <g> 's total
(share|percentage|percent|proportion|part|fraction) of the <g:group> [total|sum] $ -> share of each <g>
(share|percentage|percent|proportion|part|fraction) of (its|their|that) [own] <g:group> ['s|s] [total|sum] $ -> share of each <g>
# how far two lie apart
[by] how much (do|be) [the|our] <f:figure> (differ|different|apart|diverge) (between|for|in|across) -> what is the difference in <f> between
how far apart be <x:any> (in|by|in terms of) [the|their] <f:figure> -> what is the difference in <f> between <x>
how far apart be [the] <f:figure> (of|for|in|at) <x:any> and [the|that] [of|for|in|at] <y:any> $ -> what is the difference in <f> between <x> and <y>
<f:noun> (gap|difference) between -> difference in <f> between
(difference|gap) (between|of) <x:any> (in|in terms of|for|by|as to|regarding) [total] <f:noun> -> difference in <f> between <x>
what separates -> what is the difference between
# the average of the group that each belongs to
<x:word> (their|its|his|her) [own|respective|particular] <g:group> ('s|s) <a:aggregate> -> <x> the <a> of their own <g>
<x:word> (their|its|his|her) [own|respective|particular] <g:group> <a:aggregate> -> <x> the <a> of their own <g>
<a:aggregate> (of|in|for|within) the <g:group> [that|which] (they|it|he|she|each) (belong to|be in|live in|come from|be from|be registered at|fall into|fall under) -> <a> of their own <g>
<a:aggregate> (of|in|for|within) (its|their|his|her) (own|respective) <g:group> -> <a> of their own <g>
# those that have none are counted as well
, (counting|count|treating|treat|taking|take|including|include) [the|all|those] <t:thing> (without|with no|that have no|which have no) [any|a|an] [<x:thing>] (as (zero|0|none)|too|as well|also) $ -> , including none
, (counting|count|treating|treat|taking|take|including|include) [the|all|those] <t:thing> (without|with no|that have no|which have no) [any|a|an] [<x:thing>] $ -> , including none
per <t:thing> (owned|held|we own|that we own|we have|in stock|stocked|that exist|on our books|in the catalogue) -> per <t> including none
# parts of a hundred
per cent -> percent
p <number> -> <number> percentile
how (many|much) percent -> what percentage
# quarters of a distribution
(first|1st|lower|bottom) quartile -> 25th percentile
(third|3rd|upper) quartile -> 75th percentile
second quartile -> median
# how a sum grows is the sum itself, step by step
how (do|have) [the|our] (cumulative|accumulated|running) <x:any> (develop|evolve|grow|progress|unfold|build|climb|increase|rise|change|move) [up] -> cumulative <x>
<t:time> <a:any> cumulative <x:any> within the (month|quarter|year|week|period) $ -> <t> <a> cumulative <x>
<t:time> [,] cumulative <x:any> within the (month|quarter|year|week|period) $ -> <t> cumulative <x>
# one figure divided by another
<figure> (divided by|over) [the|our] (number|count) of [our] <thing> -> average <figure> per <thing>
<n:thing> (divided by|over) [the|our] (number|count) of [our] <thing> -> average number of <n> per <thing>
<f:figure> divided by [the|our] (number|count) of <x:any> $ -> average <f> per <x>
how many <x:thing> per <t:thing> do (each|every|the various|the different) <g:group> (achieve|get|have|see|make|generate|reach|manage|show) $ -> average number of <x> per <t> by <g>
how many <x:thing> of (each|every) <t:thing> do (we|you) (<verb>|have|keep) (on average|in average) $ -> average number of <x> per <t>
# the least and the most of each group
how <q:quality> be the <a:rank> <t:thing> and how <quality> [be] the <b:rank> [one|<t:thing>] -> <a> and <b> <t>
# adding up as it goes
(add|sum|tot) up (as we go|as you go|as it goes|along the way) -> cumulative
(since|from) the (start|beginning) of (that|each) (month|year|quarter|week) -> cumulative
# a figure is an amount anyway
[total|overall|combined] (amount|sum) of [the|our] [total] <f:figure> -> total <f>
# what it all comes to
^ [please] (add up|sum up|total up|tot up|add together) [all] [of] [the|our|all] <x:field> (of|for) (every|each|all|each of|all of|every single) [the|our] <y:any> $ -> what is the sum of <x> of all <y>
(what|how much) do [all] [of] [the|our|his|her|their] <e:event> (add up to|come to|sum up to|amount to|total) -> what is the sum of <e>
how much do [all] [of] [the|our|his|her|their] <e:event> <x:any> (add up to|come to|sum up to|amount to|tot up to) $ -> what is the sum of <e> <x>
how much be (a|an|one) [single] <e:event> [worth] (on|in) average -> average <e>
# the average of what is done
<a:aggregate> number of (day|week|hour|minute) [that|which] <x:any> be <v:verb> $ -> <a> days <x> be <v>
<a:aggregate> [total] amount [that] [the|our] <t:thing> have <v:verb> [overall|in total|altogether] -> how much does the <a> <t> <v> in total
amount [that] [the|our] <t:thing> [have] <v:verb> per <e:event> -> amount per <e>
how many <a:thing> have not [the|our] <b:thing> <v:verb> -> how many <a> have not been <v>
^ top [<n:number>] <t:group> <e:event> -> top <n> <t> by <e>
^ (bottom|lowest) [<n:number>] <t:group> <e:event> -> bottom <n> <t> by <e>
outspend -> spend more than
`;
