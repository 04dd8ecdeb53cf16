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

# the value of all, by the field that says it
(total|overall|combined|whole|full) (value|worth) of <x:any> , (go by|by|based on|at|use|measured by|in terms of|valued at|counting) [the|their|its] <f:field> $ -> total <f> of <x>

# two questions in one: who has more, and how much each has
^ which <t:thing> (do|have|get|make|see|take|be|handle|record) (more|fewer|less|the most|the least|the fewest|most|least) <x:any> , and how (many|much) (do|have|be|does) (each|both|each of them|either|each one|the two|they each) [<w:word>] $ -> <x> by <t>
^ which <t:thing> <v:verb> (more|less|the most|the least|most|least) <x:any> , and how much (do|have|be) (each|both|each of them|either|each one|the two) [<w:verb>] $ -> how much did each <t> <v> <x>

# days that count only where something happened
^ on [the|all] (day|days) (with|that had|when there were) [a|an|any|some|at least one] <e:event> <x:any> , how many [<f:event>] (do we do|do we have|be there|have we|do we see|do there be) (per|a|each) day [on average|in average] $ -> average number of <e> per day <x>

# bounds
exceed <n:number> hour -> be longer than <n> hours
exceed <n:number> minute -> be longer than <n> minutes
<t:thing> [that|which] (last|run|go on|play) longer than -> <t> longer than
<t:thing> [that|which] (last|run|go on|play) (shorter|less) than -> <t> shorter than
(at|for|with) (a|an) <n:price> <f:field> -> at a <f> of <n>
for which the <f:field> (have been|be) [set at|fixed at] <n:number> -> with a <f> of <n>
(which|what|the) <g:group> (hold|have) fewer than -> which <g> have fewer than
, <f:field> > <n:number> -> , <f> above <n>
, <f:field> >= <n:number> -> , <f> at least <n>
, <f:field> < <n:number> -> , <f> below <n>
, <f:field> <= <n:number> -> , <f> at most <n>
(flag|mark|list|classify|label) as not -> be not
on more than <n:number> [different|separate|single] occasions -> more than <n> times
on over <n:number> [different|separate|single] occasions -> more than <n> times
on at least <n:number> [different|separate|single] occasions -> at least <n> times
on (fewer|less) than <n:number> [different|separate|single] occasions -> fewer than <n> times
(past|above|over|beyond) the <n:number> mark -> above <n>
(under|below|short of|beneath) the <n:number> mark -> below <n>
<n:number> <t:noun> or more than <n:number> -> <n> or more <t>
(which|what) <g:group> [do] [the|our] <t:thing> <verb> [from|in] in [a] (number|numbers) of [at least] <n:number> [or (above|more|over|higher)] -> which <g> have <n> or more <t>
(which|what) <g:group> [do] [the|our] <t:thing> <verb> [from|in] in [a] (number|numbers) (above|over|of more than) <n:number> -> which <g> have more than <n> <t>
^ <g:group> , <t:thing> >= <n:number> $ -> <g> with at least <n> <t>
^ <g:group> , <t:thing> > <n:number> $ -> <g> with more than <n> <t>
^ <g:group> , <t:thing> <= <n:number> $ -> <g> with at most <n> <t>
^ <g:group> , <t:thing> < <n:number> $ -> <g> with fewer than <n> <t>
, (0|zero|no) <t:thing> $ -> with no <t>
(not equal to|unequal to|not the same as|different from|not exactly|anything but) <n:number> -> other than <n>
from <a:number> up to <b:number> -> between <a> and <b>
(anywhere|somewhere) (from|between) <a:number> (to|and) <b:number> -> between <a> and <b>

# everywhere taken together
[across|over|in|at|from|for|of] both [of] [the|our] [two] <numbered> (together|combined|taken together|put together|added together|added up|as one) -> in total
, all [of] [the|our] <numbered> $ -> in total

# nothing as an amount
<e:event> be (for|of|at|worth) (nothing|nil) [at all|whatsoever] -> <e> were for 0 dollars
(above|over|more than|other than|greater than|besides) nothing -> above 0
, (i e|ie|that is|meaning|in other words) (0|zero) dollar ->
, (i e|ie|that is|meaning|in other words) $ ->
# how often each value comes
how (often|frequently|many times) do (each|every|the different|the various) [different|single|individual] <t:thing> <f:field> (occur|appear|come up|show up|crop up|turn up|get paid|be paid|be used) $ -> number of <t> by <f>
# two of a kind, each with its own "more"
more <a:value> or more <b:value> <t:thing> -> more <a> or <b> <t>
(fewer|less) <a:value> or (fewer|less) <b:value> <t:thing> -> fewer <a> or <b> <t>
# what is left out
outside [of] [the|our] <value> -> except <value>
if (i|we|you|one) (leave|take|drop|cut|keep) <value> [<thing>] (out|away|aside|off) -> excluding <value>
if (i|we|you|one) (scrap|drop|remove|ditch|axe|cut|discontinue|lose|skip|ignore|exclude) <value> [<thing>] , -> excluding <value>
(leave|take|put|set|keep) <value> [<thing>] (out of it|out|aside|to one side) -> excluding <value>
[with] [the] <value> [<thing>] [be] (left out|left aside|set aside|put aside|set to one side|put to one side) -> excluding <value>
(save|bar|barring|sans) [for] [the] <value> -> except <value>
(all|every|everything|anything) [of] [the|our] [<thing>] but [for] [the] <value> -> except <value>
except <value> , (what|how much) <x:any> the (rest|others|remainder) [of [the|our] <thing>] <y:any> -> except <value> , what <x> <y>
excluding <value> , what (do|have|would) the (rest|others|remainder|remaining <thing>) of [the|our] <t:thing> [have] <y:any> -> excluding <value> , what did the <t> <y>

# verbs in two parts
(bring|give|hand|send) [a|an|the|their|his|her|our|some] <thing> back -> bring back <thing>

# denials
do <o:owner> not (have|hold|own|get) [at all|anywhere] $ -> be not at <o>
do <o:owner> not <v:verb> -> be not <v> at <o>
[that|which] (we|you) do not <verb> [even] (a single|any|one) <t:thing> of -> with no <t>
for which there be not [any|a single|a|one|even one] <t:thing> -> with no <t>
for which there be (no|not a single) <t:thing> -> with no <t>
(without|with no) [a single|any|a|even one] <v:value> <thing> among (their|his|her|its) <e:event> -> with no <e> of <v>
be not yet <v:verb> -> have not yet <v>
do <owner> not (have|own|stock|hold|keep|carry|get) [a single|any|a|an|one] <thing> of -> are there with no <thing> at <owner>
<owner> (do|have) not (have|own|stock|hold|keep|carry|got) [a single|any|a|an|one] <thing> of -> with no <thing> at <owner>
not even (one|a single|a) -> not a single
not one single -> not a single
not <any> even (one time|a single time|once) -> never <any>
not <any> not even (one time|a single time|once) -> never <any>

(including|even) those [that|which] we do not <verb> (anywhere|at all) $ ->
not <x:any> (at all|whatsoever|anywhere) $ -> not <x>
# what is left out is what has none
(excluding|leaving aside|leaving out|ignoring|not counting|disregarding|except|except for|setting aside|omitting|other than|apart from|without counting) (those|[the|all|those|any|our] <t:thing>) (without|with no|that have no|which have no|who have no|having no) [a|any|a single] <x:thing> [at all] $ -> that have a <x>

# a sum in a sentence
^ if (i|we|you|one) (sum|add|total|count) [up] <any> , (which|what) (amount|sum|total|number|figure) (come out|do i get|do we get|be it|be that|result) $ -> <any> in total
(everything|whatever|all that|all which|all what) [that|which|what] [the|our|all] <thing> [have] [ever] <verb> [to] [us] -> how much did <thing> <verb> in total

# how many, said with the word for a mass
how much <thing> (we have|do we have|have we|have we got|are there|there are|be there|exist) -> how many <thing> are there
# bounds and denials in roundabout words
with no (fewer|less) than -> with at least
(whose|with a|where the|for which the) number of [their] <t:thing> (exceed|be above|be over|be more than|be greater than) <n:number> -> with more than <n> <t>
with [an] above average [total] <f:figure> -> with <f> above average
with [a] below average [total] <f:figure> -> with <f> below average
(have|do) <v:verb> nothing -> have never <v>
<v:verb> nothing -> never <v>
(have|be) not even once <v:verb> -> never <v>
never , (not once|not even once|at any time|at any point|ever|at all) , -> never
with (zero|0) <t:thing> -> with no <t>
have (zero|0) <t:thing> -> have no <t>
(which|that) (have|do) no <t:thing> [have] ever <v:verb> -> that were never <v>
(which|that) no <t:thing> [have|do] [ever] <v:verb> [ever] -> that were never <v>
which [one|ones] (have|do) no <t:thing> ever <v:verb> -> which were never <v>
(which|what) <x:thing> (have|do) no <t:thing> [ever] <v:verb> -> which <x> were never <v>
(all|every|any|each) [of] [the|our] [other] <t:noun> but [not] <v:value> -> <t> except <v>
least <q:quality> <n:number> <t:thing> -> <n> least <q> <t>
most <q:quality> <n:number> <t:thing> -> <n> most <q> <t>
(lifetime|all time) <e:event> -> total <e>
# what someone is best or worst at
be [the] best (for|with|on|in terms of|when it come to) <f:figure> -> be the best by <f>
be [the] best (for|with|on|in terms of|when it come to) <f:event> -> be the best by <f>
be [the] worst (for|with|on|in terms of|when it come to) <f:figure> -> be the worst by <f>
be [the] worst (for|with|on|in terms of|when it come to) <f:event> -> be the worst by <f>
# the highest of a figure
(the|a) (largest|highest|greatest|biggest) amount of [the|our] <f:figure> -> the most <f>
(the|a) (smallest|lowest) amount of [the|our] <f:figure> -> the least <f>
(in|at|for|on|of|during) (which|what) <g:group> (be|do) [the|our] [total] <f:figure> [be|have been] [at] [its|the] [very] (highest|greatest|biggest|largest|peak) $ -> which <g> has the highest <f>
(in|at|for|on|of|during) (which|what) <g:group> (be|do) [the|our] [total] <f:figure> [be|have been] [at] [its|the] [very] (lowest|smallest) $ -> which <g> has the lowest <f>
(which|what) <g:group> [the|our] [total] <f:figure> (be|have been) [at] [its|the] [very] (highest|greatest|biggest|largest|peak) $ -> which <g> has the highest <f>
(which|what) <g:group> [the|our] [total] <f:figure> (be|have been) [at] [its|the] [very] (lowest|smallest) $ -> which <g> has the lowest <f>
whose [total] <f:figure> [with us|for us|to us] (be|have been) [the] (highest|greatest|biggest|largest) -> with the highest <f>
whose [total] <f:figure> [with us|for us|to us] (be|have been) [the] (lowest|smallest) -> with the lowest <f>
(for which|in which|where|whose) [the|our] (number|count) of <t:thing> (be|have been) [the] (smallest|lowest|fewest) -> with the fewest <t>
(for which|in which|where|whose) [the|our] (number|count) of <t:thing> (be|have been) [the] (largest|highest|greatest|biggest) -> with the most <t>
(most|more) few -> fewest
the [most] greater number of -> the most
(most|more) many -> most
# what most of them have
(what|which) (amount|sum|price) do [the|our] [<thing>] <v:verb> (most often|most frequently|most commonly|the most often) -> what is the most common amount
most (common|frequent|usual) <f:field> (among|within|across) [all] [the|our] -> most common <f> of the
commonest -> most common
[the] mode of [the|our|all] [the] <f:field> -> the most common <f>
(which|what) [<t:thing>] <f:field> (occur|come up|appear|show up|crop up|turn up|be seen|be found|be used) (the most often|most often|most frequently|the most frequently|the most) -> what is the most common <f>
(most often|most frequently|most commonly) (occurring|seen|found|used|recurring) -> most common
# what comes first, said after
, (start|begin) with the (top|highest|biggest|best|largest|most) [one|<thing>] $ -> , highest first
, (start|begin) with the (lowest|smallest|worst|least) [one|<thing>] $ -> , lowest first
, (start|begin) with the (one|<thing>) (who|that|which) <x:any> [the] most $ -> , highest first
, (start|begin) with the (one|<thing>) (who|that|which) <x:any> [the] least $ -> , lowest first
, the (most|best) [<word>] one first $ -> , highest first
, from [the] highest down $ -> , highest first
# one of many values stands for all
, [for example|e g|such as] <a:value> [,] [and] [<b:value>] [,] [and] [<c:value>] (and so on|and so forth|etc|et cetera|and the rest) ->
# one thing in the words for each
<g:group> wise <f:noun> [total|count|figure|number] $ -> <f> by <g>
^ <f:noun> [total|count|figure|number] <g:group> wise $ -> <f> by <g>
# the size of a single one
<a:aggregate> (size|value) of [all] [of] [a|an|one|our|the] [single|individual] <e:event> -> <a> <e>
[our|the] record <e:event> [ever] -> the largest <e>
(what|how much) [be] the most (a|any|one|anyone|anybody) [<thing>] [have] [ever] <v:verb> [us] in (one|a single) <e:event> -> the largest <e>
dated [on] (between|from) -> between
<e:event> dated -> <e> on
# what several did, asked as one figure
(see|of|know|show|tell|give|total|calculate) [me|us] what [the|our|all] <t:thing> <w:word> <o:value> have <v:verb> -> how much have <t> <w> <o> <v> in total
(see|of|know|show|tell|give|total|calculate) [me|us] what [the|our|all] [the|our] <t:thing> have <v:verb> -> how much have <t> <v>
whether [our|the] <o:owner> <v:verb> -> does <o> <v>
whether there (be|have been) more -> were there more
# a sum and an average of the same
the (total|sum) and [the] average <f:field> -> total <f> and average <f>
the average and [the] (total|sum) <f:field> -> average <f> and total <f>
# a bound behind its noun
in <n:number> <t:thing> or more -> in at least <n> <t>
<v:verb> <n:number> <t:thing> or more -> <v> at least <n> <t>
in <n:number> <t:thing> or (less|fewer) -> in at most <n> <t>
<v:verb> <n:number> <t:thing> or (less|fewer) -> <v> at most <n> <t>
# an hour of time
than an hour -> than 1 hour
(under|below) an hour -> under 1 hour
(over|above|past) an hour -> over 1 hour
at least an hour -> at least 1 hour
not even (one|an|1) hour [long] -> less than 1 hour long
# denied of one kind
(without|with no) [any|a|even a|a single|even a single] <v:value> <e:event> -> with no <e> of <v>
have no <v:value> <e:event> -> have no <e> of <v>
`;
