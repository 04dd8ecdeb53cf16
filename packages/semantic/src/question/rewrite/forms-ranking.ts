/** See `toRewritings`. Who or what comes first, and among whom. */
export const FORMS_OF_RANKING = `
# those among whom the first are sought, named before
^ (among|amongst|of|from|out of|take|consider) [only|just] [all] [the|our] <a:group> <b:any> , [(who|which|what) be|name|list|show|give] [me|us] [the|our] <n:number> (who|that|which) <c:any> $ -> the <n> <a> <b> who <c>
^ (among|amongst|of|from|out of|take|consider|only|just) [only|just] [all] [the|our|those] <a:group> <b:any> , (which|who|what) [<n:number>] [of (them|those)|one] <c:any> $ -> which <n> <a> <b> <c>
^ (only|just) [the|our|those] <a:thing> (who|that|which) <b:any> , (which|who) [<n:number>] [of (them|those)|one] <c:any> $ -> which <n> <a> who <b> <c>
<x:thing> (among|amongst|from among|out of) [all] [the|our|those] <thing> -> <x>
(inside|within) the <v:value> -> in the <v>
# what the order goes by, said apart
which <f:field> <x:any> , (going|go|judge|judging) by where [the|our] <t:thing> <verb> $ -> which <t> <f> <x>
, (with|and) [the|their] (number|count|total) of <t:thing> [each|they] [of them] <verb> $ -> by number of <t>
, [in] (order|sort|rank) by -> by
# the first of them, pointed at
the <r:rank> <v:verb> (one|ones) -> the <r> <v>
the [<n:number>] <r:rank> (one|ones) $ -> the <n> <r>
be worth the most -> bring in the most
be worth the least -> bring in the least
# what leads
(which|what) <a:thing> (be|come) (ahead|first|in the lead|in first place|on top|at the top|leading|number one) [when it come to|for|in|on|by|in terms of|with] <b:any> $ -> which <a> has the most <b>
(champion|winner|leader|front runner|hit|record holder|record) (for|in|by|in terms of|when it come to) <b:any> $ -> top 1 by <b>
# a threshold in a verb
(pass|cross|go past|go over|go beyond|climb over|get past|come to more than|run to more than|reach more than|hit more than|amount to more than) [the] [mark of|barrier of] <n:number> -> exceed <n>
(reach|hit|get to|amount to|make it to|manage) [at least] [the] [mark of] <n:number> -> have at least <n>
# remarks that ask for nothing more
, [with|and] [the|their] (count|number|figure|total|amount|value|quantity) (include|show|give|list|attach|please|too|also|as well|next to it|beside it|each) $ ->
[and|,] (write|put|show|add|give|note|state|include) [me] [also] [the|their] (count|number|figure|total|amount|value|quantity) [near|next|beside|behind|along|alongside|with] [to] [it|them|each|that|this|too|as well] $ ->
`;
