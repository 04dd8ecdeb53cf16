/** See `toRewritings`. Numbers, prices, bounds and denials in the words that the reading knows. */
export const ALWAYS_FIGURES = `
# what an article counts
(a|one|a single) (dollar|buck|euro) -> 1 dollar

# how long and how high
(take|need) <any> to (watch|see|play|view) -> last <any>
how many (minute|hour) do <any> (take|go on for|go on|run for) [to watch|to see|to play|to view] $ -> how long is <any>
^ how (high|low|great|small) be (the|our) -> what is the
^ how (short|brief) be -> how long is

# a price for each time
<price> (a|per|each|for a|for each|for every|for one|for a single) <event> -> <price>

# the end of the data
on the [very] (last|latest|newest|most recent) <event> (date|day) [on record|on file|of data] -> on the last day of data

# bounds
from <a:number> up to <b:number> -> between <a> and <b>
(anywhere|somewhere) (from|between) <a:number> (to|and) <b:number> -> between <a> and <b>

# everywhere taken together
[across|over|in|at|from|for|of] both [of] [the|our] [two] <numbered> (together|combined|taken together|put together|added together|added up|as one) -> in total
, all [of] [the|our] <numbered> $ -> in total

# what is left out
if (i|we|you|one) (leave|take|drop|cut|keep) <value> (out|away|aside|off) -> excluding <value>
(leave|take) <value> (out|aside) -> excluding <value>
<value> (left|put|set) (out|aside) -> excluding <value>

# verbs in two parts
(bring|give|hand|send) [a|an|the|their|his|her|our|some] <thing> back -> bring back <thing>

# denials
do <owner> not (have|own|stock|hold|keep|carry|get) [a single|any|a|an|one] <thing> of -> are there with no <thing> at <owner>
<owner> (do|have) not (have|own|stock|hold|keep|carry|got) [a single|any|a|an|one] <thing> of -> with no <thing> at <owner>
not even (one|a single|a) -> not a single
not one single -> not a single
not <any> even (one time|a single time|once) -> never <any>
not <any> not even (one time|a single time|once) -> never <any>

(including|even) those [that|which] we do not <verb> (anywhere|at all) $ ->

# a sum in a sentence
^ if (i|we|you|one) (sum|add|total|count) [up] <any> , (which|what) (amount|sum|total|number|figure) (come out|do i get|do we get|be it|be that|result) $ -> <any> in total
(everything|all|whatever) [that|which|what] [the|our|all] <thing> [have] [ever] <verb> [to] [us] -> how much did <thing> <verb> in total

# how many, said with the word for a mass
how much <thing> (we have|do we have|have we|have we got|are there|there are|be there|exist) -> how many <thing> are there
`;
