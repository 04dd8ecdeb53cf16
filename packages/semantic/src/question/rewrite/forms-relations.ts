/** See `toRewritings`: verbs and roundabout words that only say which thing has what, or where it belongs. */
export const FORMS_OF_RELATION = `
# what a thing has of its own
<t:thing> (volume|quantity) -> number of <t>
(have|with) <o:owner> as (their|its|his|her|a|the) <f:field> -> whose <f> is <o>
(what|which) <f:field> [and <g:field>] do <x:any> (bear|carry|wear|have|show|hold|possess) -> what is the <f> <g> of <x>
(bear|carry|wear|hold) (a|an|the) <v:value> <f:field> -> have the <v> <f>
(bear|carry|wear|hold) (a|an|the) <f:field> [of] <v:value> -> be <v>
(possess|comprise|boast|carry|contain|house|encompass) -> have
(be|lie|sit) (in|within) the <v:value> (class|kind|sort|variety|group) -> be <v>
of the <v:value> (class|kind|sort|variety|group|type) -> of <v>
(in|at|from) which <a:thing> be [the] <r:rank> <t:thing> (keep|store|house|hold|locate|find|stock|place|lodge) -> which <a> have the <r> <t>
of how many <t:thing> do <idle> (consist|exist) -> how many <t> are there
[over|across|among|between|through] how many <x:any> be [the|our] <t:noun> (spread|scatter|distribute|disperse|divide) -> how many <x> are there with <t>
# the field that says where they are
(with|have|having) [a|an|the|their|his|her] <f:field> (in|at|within) [the] <v:value> -> in <v>
whose <f:field> (be|lie) (in|at|within) [the] <v:value> -> in <v>
(that|which|who) [have] (their|an|a) <f:field> (in|at|within) [the] <v:value> -> in <v>
(how many|which) [different|separate|distinct|various] <f:field> [do] [the|our] <t:thing> ['s] <g:field> be in -> how many different <f> are <t> in
# who or what the rest is about
[the] rest of [the|our] <t:thing> -> the <t>
[,] (add|take|lump|sum|count|put) together [,] ->
between (them|themselves|the two) ->
(close|finish|end|come out|wind up|end up|come in|conclude) with [the|a] <r:rank> -> have the <r>
# how many in each, said after
<x:any> (by|per) <g:group> , [the] (number|count|total) of <t:thing> (in|for|of|under|within) (each|each one|every one|each of them) $ -> number of <t> by <g>
# where those live that something goes by
[,] (go|judge|base|count|accord|depend|reckon) [by|to|on|upon] where [the|our] <t:thing> <verb> -> of <t>
# asked again for the figure that the order goes by
, and how often (be|do|have) (each|they|these|those|it) [of (them|these|those)|one] [be] <v:verb> $ -> and how often <v>
# above what is usual
^ how many <t:thing> ['s] <e:event> (add up|amount|come|sum up) to <x:any> $ -> how many <t> have total <e> of <x>
(be|lie|come) (above|over) <n:number> (in|on|for) <f:figure> -> have <f> above <n>
(be|lie|come) (below|under) <n:number> (in|on|for) <f:figure> -> have <f> below <n>
^ (of|among) the <g:group> [that|which|where] [the|our] <thing> <verb> [in|from] , which [ones|one] have <x:any> $ -> which <g> have <x>
(how many|what number of) <t:thing> (be|sit|lie|stand|come|fall|rank) (above|over) [the|our] (average|mean) (in terms of|for|in|by|on|when it come to|with|measured by) [their|the] [total] [number of] <n:noun> [<v:verb>] [per <thing>] $ -> how many <t> have more <n> than the average
(how many|what number of) <t:thing> (be|sit|lie|stand|come|fall|rank) (below|under) [the|our] (average|mean) (in terms of|for|in|by|on|when it come to|with|measured by) [their|the] [total] [number of] <n:noun> [<v:verb>] [per <thing>] $ -> how many <t> have fewer <n> than the average
# one total after the other
[as it stood|as they stood|as of] at the (end|close) of (each|every) <g:grain> -> by <g>
(against|versus|over|on|from) the <g:grain> (preceding|prior|previous|earlier|just before) -> <g> over <g>
(at|by) (each|every) <g:grain> (end|close) -> by <g>
# two groups in a table
<x:noun> (cross tab|crosstab|cross tabulation|cross table|matrix|grid|pivot|pivot table|two way table) [of|by|with|for] <a:group> (against|by|and|versus|with|over|times) [the] <b:group> -> <x> by <a> and <b>
(cross tab|crosstab|cross tabulation|cross table|matrix|grid|pivot|pivot table|two way table) (of|with|for) <x:noun> [by|per|for|with|,] <a:group> (against|by|and|versus|with|over|times) [the] <b:group> -> <x> by <a> and <b>
# the same figure of two
be [the|our] <x:any> (higher|larger|bigger|greater|lower|smaller|more) (at|in|for|with|of) <o:owner> than [at|in|for|with|of] <p:owner> -> compare <x> for <o> and <p>
(set|put|place|lay) <x:any> of <a:value> <t:thing> (beside|alongside|against|next to|by the side of) (that|those) of <b:value> [<thing>] -> compare <x> of <a> <t> and <b> <t>
(set|put|place|lay) <x:any> (at|in|for|of) <o:owner> (beside|alongside|against|next to|by the side of) (that|those) (at|in|for|of) <p:owner> -> compare <x> for <o> and <p>
which [one] be the (better|stronger|bigger|busier) <grain> (for|in|by|in terms of) <x:any> , <a:time> or <b:time> -> which had more <x> , <a> or <b>
which [one] be the (worse|weaker|smaller|quieter|slower|slacker) <grain> (for|in|by|in terms of) <x:any> , <a:time> or <b:time> -> which had fewer <x> , <a> or <b>
# a place named first and asked about then
^ [<pre:idle>] <p:value> [<mid:idle>] , <a:any> there <b:any> $ -> <a> in <p> <b>
^ [<pre:idle>] <p:value> [<mid:idle>] , <a:any> there $ -> <a> in <p>
^ [<pre:idle>] <p:owner> [<mid:idle>] , <a:any> there <b:any> $ -> <a> at <p> <b>
# a thing named first and asked about then
^ [<pre:idle>] <p:value> [<mid:idle>] [never|not] [<mud:idle>] , <a:any> that <thing> <b:any> $ -> <a> <p> <b>
^ [<pre:idle>] <p:value> [<mid:idle>] [never|not] [<mud:idle>] , <a:any> (it|that one|this one) <b:any> $ -> <a> <p> <b>
^ [<pre:idle>] <p:value> [<mid:idle>] [never|not] [<mud:idle>] , <a:any> (its) <b:any> $ -> <a> the <b> of <p>
# somebody wants one
^ [a|some|one|the] (somebody|someone|customer|bloke|lady|man|woman|guy|chap|person|client|member|kid|family) (want|need|be after|look for|ask for|fancy|would like) [something|anything|one|a <thing>|some <thing>] <x:any> , (what|which) <t:thing> (fit|qualify|match|suit|would do|be there|do we have|work|come up) [the bill] $ -> which <t> are <x>
# what someone is written to about
^ [<i:idle>] (drop|send|write|give|shoot) <p:person> [a|an] <word> , <a:any> (his|her|their) <b:any> $ -> <a> the <b> of <p>
^ [<i:idle>] (drop|send|write|give|shoot) <p:person> [a|an] <word> , <a:any> (he|she) <b:any> $ -> <a> <p> <b>
# a sum to be made
^ [please] (add|tot|sum|total) up what <x:any> $ -> how much <x> in total
^ [please] (add|tot|sum|total) up [all] [of] [the|our] <x:any> $ -> what is the sum of <x>
# an amount, named after what happened
<e:event> (of|at|for|worth) [just|only] <n:number> (dollar|buck|euro) -> <e> of exactly <n> dollars
<e:event> (of|at|for|worth) [just|only] <p:price> -> <e> of exactly <p>
# all days of a kind
^ (add|adding|count|counting|take|taking|sum|lump|lumping) [up|together] (every|all|all the|each) <x:time> <w:idle> , how (many|much) <y:thing> (be that|do that make|be it|be there|do we get) $ -> how many <y> on <x>
# those of whom some are sought
^ (among|amongst|of|out of|from|within|take) [all] [the|our|those] <a:any> , how many [of (them|those|these)] [be|have] <b:any> $ -> how many <a> are <b>
`;
