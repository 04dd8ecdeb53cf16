/** See `toRewritings`. Remarks beside a question that change no figure, and words that are spelt in two; nothing or the plain word takes their place. */
export const REMARKS = `
# everything is meant, which is what a question means that names nothing
, [for] (both|all|all of|all the|all our) [the|our|of the|of our] <thing> (together|combined|taken together|added together|in one|as one|summed up|put together) $ ->
(of|for|from|at|in|across|over) both [the|our|of the|of our] <thing> (together|combined|taken together|added together) ->
, [for|in|over|at] (all|all the|all our|all of our) (<thing>|<grain>) $ ->
, [the] (whole|full|entire|complete|all|all the) (history|period|time|time span|range|record) $ ->
(over|across|for|through|throughout|during|in) (the|our|all the|all of the) [whole|full|entire|complete|total] [<event>] (history|recorded history|time span|time frame) [of (data|the data|our data|record|the business)] ->
(over|across|for|through|throughout|during|in) (the|our) (whole|full|entire|complete|total) (period|range|time|data) [of (data|the data|our data|record|the business)] ->
over (the|all the|all of the) (period|time) $ ->
over the period , -> ,
since (the|our) [first] (record|data|book|recording|business|opening|beginning|start) (begin|start|open|exist) ->
, <word> or (not|otherwise) $ ->
, (count|counting|adding up|add up|taking) [in] (all|everything) (they|he|she|it) have [ever] <word> $ ->
# what the answer is for
for (the|my|our|a|this|this week 's|this month 's|next week 's) (quarterly|monthly|weekly|annual|yearly|daily|quarter end|month end|year end) (report|meeting|review|deck|presentation|pack|update|summary|newsletter|board meeting|call|statement|reporting) ->
# the ends of a period or a range belong to it
, (both|all|first and last|the first and the last|start and end) (day|date|end|month|limit|bound|value) (count|counted|include|included|inclusive|also|too|as well) $ ->
# how the answer should look
, [just|only|simply] [please] (list|name|show|give me|tell me) (them|'em|em) [all|please] $ ->
, [and] (write|put|show|give|add|state|include) [me] the (quantity|number|figure|count|amount|total) (near|next|beside|behind|with|by|along|alongside) [to] (it|them|each|that|this) $ ->
, [the] (count|number|figure|total|amount) (include|attach|add) $ ->
, [just|only|their|the] (name|title) [only] (please|be enough|suffice|will do|be fine) $ ->
^ <a:any> (by|per|each|every) <b:any> , [the|just] (count|number|figure|total) [alone] (be enough|suffice|will do|be fine|please) $ -> <a> per <b>
, in (head|piece|absolute number) $ ->
, (add|sum|count|total) [up] (everything|it all|all of it|them all|all of them) $ ->
(when|if) (you|we|i|one) (add|sum|add up|sum up) <idle> $ ->
^ [i|we] (want|need|would like) [to have|to see|to know] (one|a single|only one|just one) (number|figure|value|total) [only|please] , ->
, (one|a single|just one|only one) (number|figure|value) [only|please] $ ->
[i|we] (want|need|would like) [to have|to see|to know] <number> (thing|figure|number|value|column|item) , ->
(want|need|would like) <x:any> <number> (thing|figure|number|value|column|item) , -> need <x>
(say|write|tell) [to] me for (all|each|every) <x:any> how -> per <x> , how
(say|write) [to] me (the|their|how|what|which|who) -> show me the
(make|draw) [me|us|for me|for us] (a|the|one) (table|list|overview|chart|diagram|report|summary) (with|of|for|on|about|showing|that shows|that show) -> show
# sums and numbers in roundabout words
all in $ -> in total
^ if (i|we|you|one) (sum up|sum|add up|add|total|count up) <x:any> , (which|what) (amount|sum|figure|number|total) (come out|be it|do i get|do we get|result|be that) $ -> what is the total of <x>
<e:event> made <x:time> -> <e> <x>
# written in two words, or in letters
how many percent [of] -> what percentage of
what r -> what are
who r -> who are
where r -> where are
how many <a:thing> r -> how many <a> are
r (there|we|you|they) -> are there
how much <a:thing> (we|you|they) have -> how many <a> do we have
how much <a:thing> (do|have) (we|you|they) -> how many <a> do we
how much <a:thing> be (there|in|at|on|from) -> how many <a> are there in
`;
