/** See `toRewritings`. What only repeats or rounds off what is said beside it, and where the data end; the plain words take its place. */
export const ALWAYS_RESTATED = `
# the first of a list that goes on: what it is a list of is said beside it
[for example|e g|such as|like] <a:number> [<noun>|<grain>] [or] <b:number> [<noun>|<grain>] [[or] <c:number> [<noun>|<grain>]] (and so on|and so forth|and the like|etc|etcetera|and the rest) ->
[for example|e g|such as|like] <a:value> [and|or] <b:value> [[and|or] <c:value>] [[and|or] <d:value>] (and so on|and so forth|and the like|etc|etcetera) ->
# the ends of a range, named once more
[,] [both] <a:number> and <b:number> [both] (include|included|inclusive|count|counted) $ ->
# everything, in roundabout words
, from [the|our] [very] first <word> to [the|our] [very] last [one|<word>] $ ->
overall <x:any> (across|over|for) (every|all|any) [the|our] (<grain>|date|<thing>) and (every|all|any|) [the|our] (<grain>|date|<thing>) $ -> overall <x>
(across|over) (all|any) [the|our] (<grain>|date) and (all|any|) [the|our] <thing> $ ->
(across|over) (all|any) [the|our] <thing> and (all|any|) [the|our] (<grain>|date) $ ->
# what a word stands for
, (meaning|that is to say|in other words) [that] [they|it|he|she] [is|are|was|were] -> ,
# the figure that the order goes by, asked for once more
, and how many <n:noun> (do|be|have) (each|they|these|those) [of (them|these|those)|one] (account for|have|make|bring|bring in|get|see|come to|show|draw|attract|<verb>) $ -> with <n>
the (most|biggest|largest|highest) , (and|with|along with|plus) (the|that|its|their|his) (amount|figure|sum|value|total|number|count) [spent|paid|earned|taken|itself|too|as well|each] $ -> the most
the (least|fewest|smallest|lowest) , (and|with|along with|plus) (the|that|its|their|his) (amount|figure|sum|value|total|number|count) [spent|paid|earned|taken|itself|too|as well|each] $ -> the least
# the figure of a bound, asked for once more
<n:number> <t:noun> [,] (and|with|along with|together with|plus|including|as well as) [also] (their|the|its|those) [exact] [<t:noun>] (number|count|figure|total|tally|amount|quantity) [of <t:noun>] [each] $ -> <n> <t>
<n:number> or more <t:noun> [,] (and|with|along with|together with|plus|including|as well as) [also] (their|the|its|those) [exact] [<t:noun>] (number|count|figure|total|tally|amount|quantity) [of <t:noun>] [each] $ -> <n> or more <t>
<n:number> <t:noun> [,] (and|with|plus) (how many|how much|what) (each|they|those|these|each of them|each one) [each|all] [of them] (have|be|get|make|do|see|come to) $ -> <n> <t>
<n:number> <t:noun> [,] [and] what (be) (the|their) [exact] (number|count|figure|total) $ -> <n> <t>
<n:number> <t:noun> [,] (and|with|along with|plus) (their|the) exact (number|count|figure|total) $ -> <n> <t>
# where the data end
(for|on|in) which [we|there] (have|hold|be|keep) [any|our] <event> [data|record] -> of data
(for|on|in) which [the|any|our] <event> (exist|be (enter|record|available|hold|know|register|log)) -> of data
(cover|contain|include) (by|in) (the|our) [<event>] (data|records) -> of data
<g:grain> of [the|our] <event> (data|records) -> <g> of data
calendar <g:grain> -> <g>
in the course of -> during
# the largest of any is the largest of all
(carried by|attached to|asked for|set for|given to|got on|charged for|paid for|put on|recorded for) any [one] [of] [our|the] <t:thing> -> of any <t>
we (ask|charge|have|have got|carry|take|put|set) (for|on) any [one] [of] [our|the] <t:thing> -> of any <t>
(priciest|dearest|costliest|heftiest|stiffest) <f:field> -> highest <f>
cheapest <f:field> -> lowest <f>
# a bound in a verb
<e:event> [that|which] (amount|come) to <w:word> than -> <e> of <w> than
<e:event> [that|which] (amount|come) to (at least|no less than) <n:number> -> <e> of at least <n>
<e:event> [that|which] (amount|come) to (under|below) <n:number> -> <e> under <n>
<e:event> [that|which] (amount|come) to (over|above) <n:number> -> <e> over <n>
(comprise|number|encompass) <w:word> than <n:number> -> have <w> than <n>
(do|have) not [even|yet|quite|still] (make|reach|hit|get to|break|pass|crack|manage|run to|last|top|come to|clear) [even] <n:number> in <f:figure> -> have <f> under <n>
(do|have) not [even|yet|quite|still] (make|reach|hit|get to|break|pass|crack|manage|run to|last|top|come to|clear) [even] <n:number> -> be under <n>
# what happened at least once happened
<v:verb> (at least|a minimum of|no fewer than|no less than) (one|1|a single) <t:thing> -> <v> a <t>
<v:verb> one or more <t:thing> -> <v> a <t>
# the same ratio in plain words
^ <any> per (head|person|capita) , (i e|i.e|namely|that be|meaning|in other words|so) <x:figure> per <t:thing> $ -> average <x> per <t>
# only those that it happened to are counted anyway
(a|an|per|each|every|one) <t:thing> [<y:any>] , (counting only|only counting|considering only|restrict to|limit to|taking only|looking only at|and only|only) [those|the] <t:thing> (that|which|who) (be|have been|have) [ever] <v:verb> [at least once|ever|at all] $ -> each <t> <y>
how many <x:thing> do [we|they] <verb> on (an|the) average <g:grain> , (counting only|only counting|considering only|restrict to|taking only) [those|the] <g:grain> (when|with|where|that had|on which) <any> $ -> average number of <x> per <g>
# the order goes from the most
, (most|best|busiest|highest|largest|biggest|top) [one|ones] first $ -> , highest first
, (least|worst|quietest|fewest|lowest|smallest) [one|ones] first $ -> , lowest first
# days of the week, so many of them
<n:number> [<r:rank>] weekdays -> <n> <r> days of the week
# who did it
the <a:aggregate> , not the <aggregate> -> the <a>
not the <aggregate> , [but] [the] <a:aggregate> -> <a>
# what is meant, and what is not
, (not|and not|rather than) [the|single|individual|just] <thing> , -> ,
# what it amounts to
^ <q:any> rate (among|within|of all|for) [the|all|our] <v:word> <t:event> [,] [in percent] $ -> what percentage of <v> <t> were <q>
(percentage|percent|share|proportion) of <q:any> (among|amongst|out of|within) [all] [of] [the|our] <v:word> <t:event> $ -> percentage of <v> <t> were <q>
(percentage|percent|share|proportion) of <q:any> one , (take|consider|count|look at|include) only [the|those] <t:event> (that|which) have been <v:verb> $ -> percentage of <v> <t> were <q>
in [terms of] (head|heads) [count] $ ->
(head|heads) count -> count
, (counting|counted) (each|every) [individual|single|one] [<thing>] [separately|once|one by one] , -> ,
^ (counting|count|taking|take) (each|every) (individual|single) <thing> [separately] , ->
, each [one|of them] (count|counted|counting) [only|just] once , how many -> , how many different
, (show|with|giving) (one|a) (figure|number|value|total|line|row) (for|per) (each|every) <grain> $ ->
, for all [seven|7] day of the week $ -> by weekday
(fall|be) on <a:time> , [on] <b:time> and so on -> happened by weekday
^ <x:any> , [just|only] [the|their] names [only|please] $ -> list <x>
[the] (sum|total|number|count) of [the|our] <e:noun> from <any> (until|till|up to|through|to) (this|that|the same) (day|month|week|date) $ -> the running total of <e>
[,] inclusive [of] both [of them|date|day|end] ->
[,] both [of the] (date|day|end) inclusive ->
, or the other way (round|around) $ ->
^ [list|show|give me|show me] (name|names) and <f:field> of [all|the|our|every] <x:any> $ -> list <x> with their <f>
(with|have|having) [the (word|term)] <w:word> in [the|their|its|a|whose] (title|name) -> with the word <w> in the title
with <w:word> in (them|it) $ -> with the word <w>
whose <f:field> (include|mention) [the (word|term)] <w:word> -> whose <f> contains the word <w>
share the <f:field> <v:value> -> have the <f> <v>
^ <g:group> , <f:figure> <x:any> $ -> <f> <x> by <g>
^ <g:group> , <f:figure> $ -> <f> by <g>
^ only <x:any> should be (list|show|include|count|give|name) $ -> list <x>
^ <t:thing> by (name|title) <x:any> $ -> list <t> <x>
at this (point|moment|time) [in time] ->
sum total -> total
(date|day) (on which|when) [the|our] [very] (first|earliest) <e:event> [<x:any>] (be made|be taken|take place|happen|occur|be) $ -> day of the first <e> <x>
(date|day) (on which|when) [the|our] [very] (last|latest|most recent|newest) <e:event> [<x:any>] (be made|be taken|take place|happen|occur|be) $ -> day of the last <e> <x>
how (big|large|great|sizeable|high) (a|an) (chunk|share|part|slice|portion|piece|proportion|percentage|fraction|bit) of -> what share of
, [i|we] (want|need|would like) (a|the|it as a|it in|them in) (percentage|percent|percentages) [please] $ ->
by what (dollar|cash|absolute|money|net) (amount|sum|figure) -> by how much
on how many occasions -> how many times
on <n:number> occasions -> <n> times
on <n:number> [different|separate] occasions (or|and) -> <n> times or
the (larger|greater|bigger|higher) number of -> the most
the (smaller|lesser|lower) number of -> the fewest
(fall|accrue) (to|upon) (each|every) -> for each
`;
