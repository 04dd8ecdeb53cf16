/**
 * See `toRewritings`. Applied first where an answer stands before the question: what people say to change that answer, in the few words that
 * the follow-up stages know (only …, … instead, by …, without …, top 5, show 5, list them).
 */
export const ALWAYS_IN_TURN = `
# nods, before the question proper
^ (fine|all right|alright|ok|okay|never mind|got it|i see|understood|fair enough|very well|no problem|no worries|too bad|as you like|noted|ah|oh|hmm|hm|aha|wow|interesting|good to know) [then] <rest:any> $ -> <rest>
^ (fine|all right|alright|ok|okay|great|good|right|perfect|cool|nice|super|excellent|lovely|well|sure|understood|i see|got it|never mind|no problem|no worries|too bad|pity|fair enough|very well|ah|oh|hmm|hm|aha|wow|interesting|yes|no|noted|thanks|thank you|hang on|wait|hold on|good to know) , ->

# one thing in the place of another
(rather than|instead of|in place of|in lieu of|as opposed to|not) (by|per|for each|for every|each) [the] (<gone:noun>|<gone:grain>) [,] [but] $ -> instead
(rather than|instead of|in place of|in lieu of) [the|their|its|a|of] [the] [number|count|total|average|sum|amount] [of] [the] (<gone:noun>|<gone:grain>|count|number|total|amount|figure|average|sum|ones|list) $ -> instead
^ [please|now|and|but|then|ok] (instead of|in place of|rather than|in lieu of) [by|per|for|the|their] <gone:any> , (by|per) <rest:any> $ -> by <rest> instead
^ [please|now|and|but|then|ok] (instead of|in place of|rather than|in lieu of) [the|their] <gone:any> , <rest:any> $ -> <rest> instead
^ [please|now|and|but|then|ok] (instead of|in place of|rather than|in lieu of) [the|their|its] [number|count] [of] (<gone:noun>|<gone:grain>|count|number|total|amount|figure|average) [i want|i would like|i need|i d like|please|could you|can you] (show|give|take|use|display|put|see|the|their|have) <rest:any> $ -> <rest> instead
^ [please|now|and|but|then|ok] not (by|per|for each|each) [the] (<gone:noun>|<gone:grain>) [,] [but|rather|please] [by|per|for each|each] <rest:any> $ -> by <rest> instead
^ [please|now|and|but|then|ok] not [the] (<gone:noun>|<gone:grain>|count|number|total|amount|average) , [but|rather|please] [the] <rest:any> $ -> <rest> instead
^ [please|now|and|but|then|ok] (replace|swap|exchange|switch|trade) [the|their] [number of] (<gone:noun>|<gone:grain>|count|number) (with|by|for|to) [the|their] <rest:any> $ -> <rest> instead
^ [please|now|and|but|then|ok] (switch|change|turn|go over|move) [it|that|this|them] [over] to <rest:any> $ -> <rest> instead
^ [please|now|and|but|then|ok] (switch|change) [the] (grouping|breakdown|split) [from <gone:any>] to [by|per] <rest:any> $ -> by <rest> instead

# what is liked better
^ [no|sorry|oops|actually|hm] [,] (i meant|i mean|make that|i wanted|i was after|i should have said) [the|to see] <rest:any> $ -> <rest> instead
^ [i|we] [would|d|will] (prefer|rather have|rather see|like better) [to] [see|have|know|look at] [the] <rest:any> $ -> <rest> instead
[the] <rest:any> (would|will|d|might) be (better|nicer|more useful|more interesting|more helpful|good|great) [please|instead] $ -> <rest> instead
^ (on second thought|on second thoughts|or rather|better|or better|actually|correction) , <rest:any> $ -> <rest> instead
^ [and|now|please|ok|then] [can you|could you|let us|can we|i want to] make (it|that|this|them|the list) [a] [top] <n:number> [long|please|of them|instead|rows] $ -> show <n>
^ [and|now|please|ok|then] [can you|could you|let us|can we|i want to] make (it|that|this|them) <rest:any> $ -> <rest> instead

# in parts of the whole
(turn|convert|change|make|express|show|put|give|transform) (it|that|this|them|those|these) (in|into|to|as|in to) [a] (percentage|percent|share|proportion|fraction) [of the total|please] $ -> as percentages
^ [and|now|ok] what of -> what about
(one|a) <g:grain> (on|further) $ -> one <g> later

# split up
(divide|split|break|separate|distribute|share out|apportion|spread|slice|cut) [up|down] [it|that|this|them|those|these|the|that|this] [figure|number|total|count|amount|one|result|sum] [up|down|out] (between|among|amongst|by|per|across|over|along|into|for|on|according to) [the|our|both|each|all|each of the|each of our|single] <g:thing> -> by <g>
(divide|split|break|separate|distribute|share out|apportion|spread|slice|cut) [up|down] [it|that|this|them|those|these|the|that|this] [figure|number|total|count|amount|one|result|sum] [up|down|out] (between|among|amongst|by|per|across|over|along|into|for|on|according to) [the|our|both|each|all|single] (<g:field>|<g:grain>) -> by <g>
^ [and|now|ok|please|so|then] (how is|how was|what is|what was|how about|what about|how does) (it|that|this|the figure|the number) (look|looking|split|come out|) (in|at|for|per|by|with|on) (each|every|each of|every one of) [the|our] <rest:any> $ -> by <rest>
^ [and|now|ok|please|so|then] (make|do|show|give|repeat|have|get|see|want|need|i want|i need) [me|us|it|that|this|the] [figure|number|same] (for each|for every|per|by) <rest:any> $ -> by <rest>

# the end of a ranking
^ [and|so|now] (which|what|who) [<n:number>] [ones|one|of them|of those|of these] (be|come out|come out as) [the] (highest|biggest|largest|greatest|strongest|top) [ones|one] [there|here|of them|of those|of these|among them|among those] $ -> top <n>
^ [and|so|now] (which|what|who) [<n:number>] [ones|one|of them|of those|of these] (be|come out|come out as) [the] (lowest|smallest|weakest|bottom) [ones|one] [there|here|of them|of those|of these|among them|among those] $ -> bottom <n>
# another figure of the same
(do|have|be|does|did) (each|every one|each one) of (them|those|these) <x:any> $ -> do they <x> each
^ [and|so|now|ok] (how many|how much) (were|was|are|is) (there|that|it|they) [<w:idle>] <t:time> $ -> same in <t>
^ [and|so|now|ok] (how many|how much) (were|was|are|is) (there|that|it|they) in <t:time> $ -> same in <t>
^ [and|so|now|ok] how much <f:figure> (be|do) (that|this|it|those|they|these) [make|come to|amount to|add up to] [in total|in all|altogether|all together] $ -> <f> instead
^ [and|so|now|ok] (what be (that|this|it)|how much be (that|this|it)) in <f:figure> $ -> <f> instead
^ [and|only|just|please|now|but|then|ok] [show|give|i want|take|keep] [me|us] [only|just] [the] first <n:number> [ones|of them|of those|rows|lines] [only|please|will do|are enough|is enough|is fine|suffice] $ -> only <n>
^ [and|only|just|please|now|but|then|ok] [show|give|i want|take|keep] [me|us] [only|just] [the] (winner|champion|leader|first one|first place|top one|front runner|frontrunner|number one|very best) [only|please|will do|is enough] $ -> top 1
(the other end|the opposite end|the far end|the other side) [of (the|that|this) (list|ranking|table|scale)] -> reverse
(the other way round|the other way around|the opposite order|in reverse order|in reverse|upside down|turned around) -> reverse
<n:number> (foremost|top|good|strong|big|high|large|great|busy|heavy|best|biggest|highest|largest|strongest|greatest|busiest|leading) [ones] [of (them|those|these|that|all)] [please|only] $ -> top <n>
<n:number> (weak|low|small|poor|weakest|lowest|smallest|poorest|slowest|slow) [ones] [of (them|those|these|that|all)] [please|only] $ -> bottom <n>
<n:number> worst [ones] [of (them|those|these|that|all)] [please|only] $ -> worst <n>
(good|strong|big|high|large|great|best|biggest|highest|largest|strongest|greatest|top|leading) <n:number> [ones] [of (them|those|these|that|all)] [please|only] $ -> top <n>
(weak|low|small|poor|weakest|lowest|smallest|poorest|bottom) <n:number> [ones] [of (them|those|these|that|all)] [please|only] $ -> bottom <n>
worst <n:number> [ones] [of (them|those|these|that|all)] [please|only] $ -> worst <n>
(good|strong|big|high|large|great|best|biggest|highest|largest|strongest|greatest) one [only|please] $ -> top 1
(weak|low|small|poor|weakest|lowest|smallest|poorest) one [only|please] $ -> bottom 1
worst one [only|please] $ -> worst 1
^ [and|now|please|then|ok|just|only] (extend|expand|stretch|widen|lengthen|shorten|shrink|trim|narrow|enlarge|grow) (it|that|this|them|those|the list|the ranking|the table|the top) [list|ranking|table] [up|down|out] (to|until) [the] [top|best|first] <n:number> [rows|entries|lines|places|positions] [please] $ -> show <n>

# kept
^ [and|now|please|then|ok|just|but] (keep|retain|leave only|leave just) [me|us] [only|just] [the] <rest:any> $ -> only the <rest>
^ [and|now|please|then|ok|but|so] [for] (both|both of|both of the|both our) <t:thing> [please|again|now] $ -> by <t>
^ [and|ok|so|but] [in|at|from|of] (which|what) <t:thing> [exactly|then] $ -> by <t>
^ [and|now|please|then|ok|but|so] [for] (both|all|both of the|all of the|all the) <t:thing> , [and] [for] (all|every|each|all the) (<g:grain>|<g:thing>) $ -> by <t> and <g>
<w:word> [and|,] (show|with|give|add|include) [me|us] [also] [the|their] (count|number|figure|total|amount|value) [too|as well|beside them|next to them|with them] $ -> <w>

# the order
(if|when) (we|i|you|one) (go|went|look|rank|sort|judge|measure|order) (by|at|on) -> by
^ [and|now|but|then] [which|what|the] <n:number> [of them|ones] [come out|are there|do we get] by <rest:any> $ -> top <n> by <rest>
by <t:thing> (count|head count|headcount|tally|numbers) -> by number of <t>
^ [and|now|please|then|ok|but] (rank|sort|order|arrange) [it|them|these|those|the list] (by|on|according to) (that|it|this|those) [please|now|then] $ -> sort by that
^ [and|now|please|then|ok|but] rank [it|them|that|those|these|the list|the result] [now|instead] (by|on|after|according to) <rest:any> $ -> by <rest>
^ [and|now|please|then|ok|but] (sort|order|arrange) [it|them|that|those|these|the list|the result] [now|instead] (by|on|after|according to) <rest:any> $ -> sort by <rest>
^ [and|now|please|then|ok|but] (sorted|ordered|arranged) (by|on|after|according to) <rest:any> $ -> sort by <rest>
^ [and|now|please|then|ok|but] (ranked|going|ranking|sorting) (by|on|after|according to) <rest:any> $ -> by <rest>
^ [and|now|please|then|ok|but] (sort|order|rank) (it|them|that|those|these) [and|,] (then|just|only|keep|show|take|give|leave) <rest:any> $ -> only <rest>

# bounds and ends in the place of those before
^ [so|ok|but] and (over|above|beyond|upward of) <n:number> -> what about over <n>
^ [so|ok|but] and (under|below) <n:number> -> what about under <n>
^ [so|ok|but] and (more|longer|greater|higher) than <n:number> -> what about over <n>
^ [so|ok|but] and (less|fewer|shorter|lower) than <n:number> -> what about under <n>
^ [so|ok|but|and|now] [what about|how about|show|give me|give us] [the|those] <n:number> with the (lowest|smallest|least|fewest|shortest|weakest) [ones|one|value|values|figure|figures|average|averages|number|numbers] [please] $ -> bottom <n>
^ [so|ok|but|and|now] [what about|how about|show|give me|give us] [the|those] <n:number> with the (highest|largest|biggest|most|greatest|longest|strongest) [ones|one|value|values|figure|figures|average|averages|number|numbers] [please] $ -> top <n>
^ [so|ok|but|and|now] [what about|how about] [the|that] one with the (lowest|smallest|least|fewest|shortest|weakest) [one|value|figure|average|number] [please] $ -> bottom 1
^ [so|ok|but|and|now] [what about|how about] [the|that] one with the (highest|largest|biggest|most|greatest|longest|strongest) [one|value|figure|average|number] [please] $ -> top 1

# conditions taken back
^ [and|now|please|ok|then|but] (drop|delete|cancel|reset|scrap|ditch|get rid of) [the|that|this|my] [all the|all] <x:any> (filter|condition|restriction|limitation|constraint) $ -> remove the <x> filter
^ [and|now|please|ok|then|but] (drop|delete|cancel|reset|scrap|ditch|get rid of) [the|that|this|my] [all the|all|any] (filter|condition|restriction|limitation|constraint) $ -> remove the filters
^ [and|now|please|ok|then|but] (drop|scrap|ditch|hide|get rid of) [the] [number of|count of] <x:figure> [column|again] $ -> without the <x>
^ [and|now|please|ok|then|but] (drop|scrap|ditch|hide|get rid of) [the] (count|counts|number|numbers) [column|again] $ -> without the count

# taken away
(drop|remove|take out|leave out|skip|lose|cut|cut out|kick out|throw out|throw away|hide|strike|omit|forget about|ignore|disregard|exclude|scratch|get rid of|do without|chuck|discard) [the] (<a:value>) (and|or) (<b:value>) [ones|<w:thing>] [please|too|as well|also|from it|from that|from the list|from this|there] $ -> excluding <a> and <b>
(drop|remove|take out|leave out|skip|lose|cut|cut out|kick out|throw out|throw away|hide|strike|omit|forget about|ignore|disregard|exclude|scratch|get rid of|do without|chuck|discard) [the] (<a:value>) [ones|<w:thing>] [please|too|as well|also|from it|from that|from the list|from this|there] $ -> excluding <a>
^ [and|now|please|ok|then|but] (put|bring|take|add|let|include|have) [the] (<a:value>) [ones] (back in|back|in again|again) [please] $ -> <a> again
(leave|take) [the] (<a:value>) (and|or) (<b:value>) [ones] (out|away|off|aside) [of it|of that|please] $ -> excluding <a> and <b>
(leave|take) [the] (<a:value>) [ones] (out|away|off|aside) [of it|of that|please] $ -> excluding <a>

# one of what was shown
^ [and|now|but|ok] [i|we] [am|are|m] (only|just) (care about|interested in|want|need|mean|look at|looking at|concerned with) [to see|to know] [the|about] <rest:any> $ -> only <rest>
^ [and|now|but|ok] [i|we] [am|are|m] (care only about|interested only in|want only|need only|want just|need just) [to see|to know] [the|about] <rest:any> $ -> only <rest>
(<a:value>|<a:time>) 's [own] (figure|number|total|amount|value|result|sum|line|row|part|one|count) [only|alone|by itself|on its own|please] -> only <a>
[the] (figure|number|amount|value|result|line|row|count|one) (of|for|from) (<a:value>|<a:time>) [only|alone|by itself|on its own|please] $ -> only <a>
(<a:value>|<a:time>) (alone|by itself|by himself|by herself|on its own|on his own|on her own|only) $ -> only <a>
<t:thing> <n:number> (alone|by itself|on its own|only) $ -> only <t> <n>
^ [and|now|please|then|ok|but] (look|looking|if i look|if we look|when i look|and if i look) at <rest:any> only $ -> only <rest>
the other (<t:thing>) , [the] [number|no|nr] <n:number> -> <t> <n>
the other one , <rest:any> $ -> <rest>

# the person, the thing
and their -> their
(that|this|the same|the said|said) (person|man|woman|guy|lady|individual|one) -> them
(these|those) (people|persons|folks|guys) -> them

# from a time on
from <t:time> (on|onward|onwards) -> since <t>

# what else is asked about those shown
^ [and|also|please|now|then] (add|include|put in|bring in|show|give) [me|us|also] [the|a|their|its] [column with|column for] <f:field> (of|for|to) each [one|of them|of those] [too|as well|please] $ -> their <f>
^ [and|also|please|now|then] (add|include|put in|bring in) [also] (their|its) <f:field> [too|as well|please] $ -> their <f>
^ [and|also|please|now|then] (add|include|put in|bring in) [also] [the|a] <f:field> (too|as well|column) [please] $ -> their <f>
^ [and|also|please|now|then] (add|include|put in|bring in) [also] [the] number of <x:any> $ -> also the number of <x>
^ [and|also|please|now|then] (add|include|put in|bring in) [also] [the] share of <x:any> $ -> also the share of <x>
^ [and|also|please|now|then] (add|include|put in|bring in) [also] [the] total of <x:any> $ -> also the total of <x>
^ [and|also|please|now|then] (add|include|put in|bring in) [also] [the] average <x:any> $ -> also the average <x>
^ [and|also|plus|then] [the|home] <f:field> [please|too|as well] $ -> their <f>
^ [and|so|ok] (how many|number of|count of) [different|distinct|unique] <t:thing> (among|in|within|of) (them|those|these|it|that) $ -> how many different <t> is that

# names
^ [and|now|please|then|ok|but|so] (what|how) (are|were|is|was) (they|these|those|it) (called|named) $ -> list them
^ [and|now|please|then|ok|but|so] (what|which) (are|were) (their|the) name $ -> list them
^ [and|now|please|then|ok|but|so] (write|tell|show|give|send|say|spell out|read out|let me see|let me have|let us see|can i see|can i have|i want|i need|what are|what were|may i have|could i have|name|print|list) [down] [me|us|to me|to us] [all] (their|the) name [please|too|as well] $ -> list them
^ [and|now|please|then|ok|but|so] (who|which ones|which one|which) (are|were|is|was) (they|these|those|it|that) $ -> list them
^ [and|now|please|then|ok|but|so] [just|only] (count|tell me|say|give me) [the] (how many there are|how many that is|how many are there|how many they are|number of them|how many it is|how many you found) $ -> count them
^ [and|now|please|then|ok|but|so] [just|only] (how many (are|were) (there|they|these|those|that)|how many (is|was) (that|this|it)|how many of them are there) [in all|altogether|in total] $ -> count them
`;
