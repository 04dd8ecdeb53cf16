/** See `toRewritings`: running totals, changes, shares, ratios, averages of each, comparisons with the average. */
export const FORMS_CALCULATIONS = `
# adding up
how [do|have] [the|our] <x:any> (add|build|mount|pile|stack|sum) up <y:any> , as a (running|cumulative) total $ -> running total of <x> <y>
how [do|have] [the|our] <x:any> (add|build|mount|pile|stack|sum) up -> running total of <x>
(for|in) (each|every) <g:grain> , [the|our] [total] <x:any> (up to|until|till|through) [and (include|including)] (that|this|the same) <grain> $ -> running total of <x> by <g>
<x:any> of (each|every) <g:grain> added to [the|that of|those of] all [the] <grain> before [it] $ -> running total of <x> by <g>
^ keep [on] (adding|totting|summing) <a:any> up <b:any> $ -> running total of <a> <b>
^ keep [on] (adding|totting|summing) up <any> $ -> running total of <any>
(rolling|growing|ongoing|continuous|progressive|accumulating) (sum|total|count|tally|number) -> running total
(add|sum|tot|mount|pile|stack) up (over|across|through|throughout) [the|all] <grain> -> running total by <grain>
(counting|counted|reckoned|beginning|starting) from the (start|beginning|first|1st|first day) [of] [the|each|that|this] (month|year|quarter|week) -> cumulative
(since|from) the (start|beginning|first|1st|first day) of [the|each|that|this] (month|year|quarter|week) -> cumulative
with (a|the) (cumulative|running) (column|line|sum|total|figure) -> cumulative
(add|carry|carrying|adding) (it|them|each <grain>) (on|up|forward) [as we go|as you go|as it goes|along the way] -> cumulative
(total|sum|amount|figure|count) (so far|to date|up to then|up to that point|to that point|reached) (after|by|at) [the end of] (each|every) <grain> -> running total by <grain>
^ <any> what (be|do) the running total (at|after|by|in|for) (each|every) <grain> $ -> <any> by <grain>

# change from one period to the next
from (one|each|every) <g:grain> to the (following|next) one -> <g> over <g>
(each|every) <g:grain> (against|versus|vs|compared to|compared with|over) the (one|<grain>) (before|prior) [it] -> <g> over <g>
by how many [us] (dollar|buck|percent|point|unit|<noun>) (do|have|be) -> by how much do
(against|versus|vs|over|compared with|compared to|relative to|in comparison with|in comparison to|as against|on|from) (the|its|their) [one] (previous|prior|preceding|last|earlier) <grain> -> <grain> over <grain>
(against|versus|vs|over|compared with|compared to|relative to|in comparison with|in comparison to|as against|on|from) (the|its|their) <grain> (before|earlier|prior) -> <grain> over <grain>
from (each|every|one) <grain> to the (next|following|other) -> <grain> over <grain>
^ how many more <thing> than [in|we had in] the <grain> before <any> $ -> change in <thing> <grain> over <grain>
^ how much more <figure> than [in|we had in] the <grain> before <any> $ -> change in <figure> <grain> over <grain>

# part of the whole
^ <g:group> share of [the|our] [total] <f:figure> [%|percent|in percent] $ -> share of <f> by <g>
out of (all|all our|all the|our|the) <thing> , (what|which) (percentage|percent|share|proportion|part|fraction) <any> $ -> what percentage of <thing> <any>
^ of (all|all our|all the|our|the) <thing> , (what|which) (percentage|percent|share|proportion|part|fraction) <any> $ -> what percentage of <thing> <any>
^ <noun> share of [the|our] [total|whole|all] <figure> $ -> share of <figure> by <noun>
^ <any> : what (part|share|percentage|portion|slice|proportion) of <b:any> (do|does) each [one] <c:any> $ -> what share of <b> <c>, for each <any>

# how many of the first make up a part of the whole
^ how many [of] [the|our] [best|top|strongest|biggest|largest|leading|highest] <t:group> <x:any> , (start|begin|starting|beginning|count|counting) (with|from) the (best|strongest|biggest|top|largest|highest) [<any>] $ -> how many <t> <x>
^ how many of [the|our] (best|top|strongest|biggest|largest|leading) <t:group> <x:any> $ -> how many <t> <x>

# one figure divided by another
<figure> (for|of|in) each <g:noun> , divided by [the] [number of|count of|how many] [our] <thing> [we hold|we own|there be|we have] [in it|in there|in each] -> average <figure> per <thing> by <g>
<figure> (for|of|in) each <g:noun> divided by [the] [number of|count of|how many] [our] <thing> [we hold|we own|there be|we have] [in it|in there|in each] -> average <figure> per <thing> by <g>
<figure> of <g:noun> divided by [the] [number of|count of] <thing> -> average <figure> per <thing> by <g>
^ (take|divide) [the|our] <figure> (and divide it|) by [the] [number of|count of] <thing> <any> $ -> average <figure> per <thing> <any>

# what each one is worth
what size (have|be) [a|one|the] <event> <any> $ -> average <event> <any>
^ [a|one|the] [single] <event> , (what size|how big|how much|how large) (have|be) it [in average|on average|normally|usually] $ -> average <event>
(a|one|each|every) [single] <thing> (on average|in average|typically|normally|usually) -> the average <thing>

# so many for each
(on average|in average|typically|normally|usually) , how many <x:thing> do (a|an|one|each|every) [single] <t:thing> (get|have|receive|see|need|take|cause|involve|bring|come with) $ -> average number of <x> per <t>
(on average|in average|typically|normally|usually) how many <x:thing> do (a|an|one|each|every) [single] <t:thing> (get|have|receive|see|need|take|cause|involve|bring|come with) $ -> average number of <x> per <t>
how many <x:thing> do (a|an|one|each|every|the average|the typical|an average|a typical) [single] <t:thing> (get|have|receive|see|need|take|cause|involve|bring|come with) (on average|in average|typically|normally|usually) $ -> average number of <x> per <t>

# nothing else
available only (in|at) -> only available in

# above or below the average
(beat|exceed|above|over|pass|surpass|outdo) [the|our] per <thing> (mean|average) -> more than the average <thing>
(below|under|undercut) [the|our] per <thing> (mean|average) -> less than the average <thing>
^ (take|consider|look at) [the|our] average [number of] <figure> per <thing> <any> how many [thing|of them|of these|<b:thing>] be (below|under) (it|that) $ -> how many <thing> have fewer <figure> than average
^ (take|consider|look at) [the|our] average [number of] <n:thing> per <thing> <any> how many [of them|of these|<b:thing>] be (below|under) (it|that) $ -> how many <thing> have fewer <n> than average
^ (take|consider|look at) [the|our] average [number of] <n:thing> per <thing> <any> how many [of them|of these|<b:thing>] be (above|over) (it|that) $ -> how many <thing> have more <n> than average
^ (take|consider|look at) [the|our] average [number of] <n:thing> per <thing> how many [of them|of these|<b:thing>] be (below|under) (it|that) $ -> how many <thing> have fewer <n> than average
^ (take|consider|look at) [the|our] average [number of] <n:thing> per <thing> how many [of them|of these|<b:thing>] be (above|over) (it|that) $ -> how many <thing> have more <n> than average
^ <any> (exceed|beat|top|surpass) [the|our] <b:any> (mean|average) , how many $ -> how many <any> exceed the <b> average
^ <thing> whose <any> , how many $ -> how many <thing> have <any>
`;
