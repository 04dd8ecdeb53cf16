/** See `toRewritings`. What belongs to a thing at one time and at another, to one place and to another, to all of them. */
export const ALWAYS_SETS = `
# in each of two times
(in|during) <a:time> (and also|and again|as well as|and then again|and then|and once more|and also again) [in|during] <b:time> -> in both <a> and <b>
<v:verb> [something|anything|a <thing>] (in|during) <a:time> and <v:verb> [something|anything|a <thing>] [again|also] (in|during) <b:time> [again|too|as well] $ -> <v> in both <a> and <b>
(in|during) <a:time> and (come|be) [back] again (in|during) <b:time> $ -> in both <a> and <b>
(in|during) both [the] (month|months|year|years|week|weeks) [of] <a:time> and <b:time> -> in both <a> and <b>
# what none of a group has
(which|what) <g:group> do (we|you) have no <t:thing> in -> which <g> have no <t>
(which|what) <g:group> do (we|you) not have (any|a|a single) <t:thing> in -> which <g> have no <t>
how many <g:group> do (we|you) not have (any|a|a single|even one) <t:thing> (in|from|for|at) -> how many <g> have no <t>
# the first of those that meet a bound
^ (among|of|out of|amongst) [all] [the|our|those] <g:group> (where|in which|that|which|with|who) [we|they] [have|there be] <x:any> , [<y:any>] which [one] [of them|of these|of those] <z:any> $ -> which <g> with <x> <z>
# a part that nothing happened to
(which|what) <t:thing> (have|own) (a|an|any|one) <p:thing> (that|which) [have|be|do] never [be] <v:verb> -> which <p> were never <v> , with the <t>
# at one time, and at another not any more
(who|that|which) [have] <v:verb> <y:any> (have|do|be) not (come back|return|come again|show up again|reappear|come in again|do so|do so again|<verb> again) (in|during) <b:time> -> who <v> <y> but not in <b>
<v:verb> (in|during) <a:time> [and|but] (have|do|be) not (come back|return|come again|show up again|reappear|come in again|do so|do so again|<verb> again) (in|during) <b:time> -> <v> in <a> but not in <b>
<v:verb> (in|during) <a:time> (and|but) (not again|then not|no longer|not any more|not anymore|no more|never again) (in|during) <b:time> -> <v> in <a> but not in <b>
# the way to a group, said apart
(each|every|per|by|for each|in each|at each) <g:group> [<y:any>] , [but] (go|going|counted|count|counting|judge|judged|split|assigned|based on|according|using|taking|take) [by|on|to|it by|them by] [the|our|their|each] [<p:thing>] ['s] <f:field> [of (the|each) <thing>] $ -> for each <f> <y>
(each|every|per|by|for each|in each|at each) <g:group> [<y:any>] according to [the|our|their|each] [<p:thing>] ['s] <f:field> [of (the|each) <thing>] $ -> for each <f> <y>
# all of them
(every|each) (one|single one) of [the|our] <n:number> <g:group> -> all <n> <g>
each of [the|our] <n:number> <g:group> at least once -> all <n> <g>
(in|during) every <g:grain> (in which|where|when|with|that had|that saw|for which) [there|we] [be|have|have any] [any|the|our] <e:event> [data|take place|happen|occur|exist|be make|be record] -> in every <g>
# what one has and the other has not
<t:thing> [that|which] be (have|carry|stock|hold|keep|own|offer) (by|at|in) <a:owner> but not (by|at|in) <b:owner> -> <t> are in <a> but not in <b>
<x:any> do <a:owner> (have|carry|stock|hold|keep|own|offer) (that|which|but|and) <b:owner> do not [have|carry|stock|hold|keep|own|offer] -> <x> are in <a> but not in <b>
<t:thing> [we (have|carry|stock|hold|keep|own|offer|<verb>)] [in the catalogue|in our catalogue|in the catalog|in our range|in the range] [that|which] <o:owner> do not (have|carry|stock|hold|keep|own|offer|<verb>) $ -> <t> that are not in <o>
<t:thing> [we have] [in the catalogue|in our catalogue|in the catalog|in our range|in the range] do <o:owner> not (have|carry|stock|hold|keep|own|offer|<verb>) $ -> <t> are not in <o>
<t:thing> [that|which] be not (have|carry|stock|hold|keep|own|offer|<verb>) (by|at|in) <o:owner> $ -> <t> that are not in <o>
# what we have some of
<t:thing> [that|which] (we|you) (have|own|hold|carry|keep|stock) [any|a|some|at least one] <thing> of (have|do|be) not <rest:any> $ -> <t> that we hold and that did not <rest>
(at|in|by|from) <o:owner> alone -> only at <o>
# neither one nor the other, said with the verb of the field
(rate|rated|classed|classified|categorised|categorized|graded|labelled|labeled) neither <a:value> nor <b:value> -> that are neither <a> nor <b>
`;
