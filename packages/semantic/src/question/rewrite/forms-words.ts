/** See `toRewritings`: roundabout words for plain ones, and questions that are spread over two sentences. */
export const WORDS = `
# someone is named first and asked about then
^ [<pre:idle>] <p:person> [<mid:idle>] , <a:any> (he|she) <b:any> $ -> <a> <p> <b>
^ [<pre:idle>] <p:person> [<mid:idle>] , <a:any> (his|her|their) <b:any> $ -> <a> the <b> of <p>
^ [<pre:idle>] <p:person> [<mid:idle>] , <a:any> (him|her) $ -> <a> <p>
# what the answer is for
^ (i|we) (want|need|plan|have|would like) to <v:word> <o:idle> to the <x:any> , (who|which|what) be (it|they|that|those|these) $ -> list the <x>
# through someone's hands
(go|pass|come|run) (through|over|across) the (hand|desk|counter) of -> handled by
(go|pass|come|run) (through|over|across) <p:person> 's (hand|desk|counter) -> handled by <p>
in the hand of <p:person> -> handled by <p>
# where someone is reached
(on|at|under|by|through) (what|which) <f:field> (do|can|could|may|should) (i|we|one) (reach|contact|write to|write|call|ring|get hold of|find) <x:any> $ -> what is the <f> of <x>
how (do|can|could|may) (i|we|one) (reach|contact|write to) <x:any> by <f:field> $ -> what is the <f> of <x>
# where people live
(have|make) (their|his|her|a) (home|residence) (in|at) -> live in
# having in one's care
(look after|take care of|be in charge of|be responsible for) $ -> have
# totals
what do <x:any> (add|sum|come|amount) [up] to $ -> what is the total of <x>
how (big|large|high) be (the|our|an) average <x:any> $ -> average <x>
what size (have|be) (the|our|an) average <x:any> $ -> average <x>
each $ ->
# never
not <v:word> [a|an|any] <x:any> even (one time|once|one single time) -> never <v> <x>
how many <a:thing> do we not see for [even] (one|a|any|a single) <b:thing> -> how many <a> have no <b>
# one of a kind
<g:aggregate> <x:any> one <t:thing> -> <g> <x> a <t>
one <t:thing> <x:any> <g:aggregate> -> a <t> <x> <g>
one <t:thing> <g:aggregate> -> a <t> <g>
(most|least) <v:verb> one [of all] -> most <v>
one of (those|them|these) -> it
# one figure beside another
plus <f:figure> -> and <f>
plus <a:aggregate> -> and <a>
plus (the|their|its) -> and the
# different
(separate|individual|single) <t:thing> -> different <t>
(the|our) own <t:thing> -> different <t>
how many [separate|different] <a:thing> <y:any> , count (everybody|everyone|each|them|each one|each person|every one|each of them|each <thing>|every <thing>) [only|just] once $ -> how many different <a> <y>
, [please] (with|for) (both|the two|all) <t:thing> (separate|separately|apart|on their own|one by one|individually) $ -> per <t>
(with|for) (both|the two|all) <t:thing> (separate|separately|apart) -> per <t>
(separate|separately|apart) (for|by) (both|each|every|all|all the) <t:thing> -> per <t>
(inside|within) (the|our) -> in the
# what someone keeps a list of
do (the|our) <idle> (list|hold|contain|show|count|include|know|have) $ -> do we have
`;
