/** See `toRewritings`. Ways of speaking of time that always mean the same. */
export const ALWAYS_TIME = `
# all of the time there is
, all (month|year|week|day|time) [together|combined|included|taken together] $ ->
[over|for|in|during|across|throughout|of] [the|our] (whole|full|entire|complete) (period|history|time|timeline|time span|lifetime|time range|timeframe) [of data|on record|of our data] ->
(over|for|in|during|across|throughout) all [of] [the] (time|history) ->
since [the|our] (record|records|data|book|books) (begin|began|start|started) ->
# both ends of a span belong to it anyway
[with] both (day|date|end) (count|counted|include|included|inclusive) ->
[with] [the] first and [the] last day (also|too|included|counted|inclusive) ->
# one day of many
(which|what) day of the week -> which weekday
(on|in|during) (a|an|the|our) (average|typical|normal|ordinary|usual) <grain> -> per <grain> on average
# a month, a quarter or a year that is called what it is
(in|during|over) the course of <t:time> -> in <t>
in [the] month [of] <t:time> -> in <t>
of [the] month [of] <t:time> -> of <t>
for [the] month [of] <t:time> -> for <t>
over the month of <t:time> -> in <t>
during [the] month [of] <t:time> -> in <t>
in [the] year [of] <n:number> -> in <n>
of [the] year [of] <n:number> -> of <n>
for [the] year [of] <n:number> -> for <n>
during [the] year [of] <n:number> -> in <n>
<n:number> 's (first|1st) quarter -> Q1 <n>
<n:number> 's (second|2nd) quarter -> Q2 <n>
<n:number> 's (third|3rd) quarter -> Q3 <n>
<n:number> 's (fourth|4th|last) quarter -> Q4 <n>
quarter (1|one) of <n:number> -> Q1 <n>
quarter (2|two) of <n:number> -> Q2 <n>
quarter (3|three) of <n:number> -> Q3 <n>
quarter (4|four) of <n:number> -> Q4 <n>
[the] (first|1st) and [the] (second|2nd) quarter of <n:number> -> Q1 <n> and Q2 <n>
[the] (second|2nd) and [the] (third|3rd) quarter of <n:number> -> Q2 <n> and Q3 <n>
[the] (third|3rd) and [the] (fourth|4th|last) quarter of <n:number> -> Q3 <n> and Q4 <n>
[the] (first|1st) and [the] (second|2nd) half of <n:number> -> first half of <n> and second half of <n>
# days that have a name
(valentine 's day|valentines day|valentine day) -> 14 February
(new year 's day|new years day|new year day) -> 1 January
(new year 's eve|new years eve) -> 31 December
christmas eve -> 24 December
christmas day -> 25 December
(halloween|hallowe'en) -> 31 October
# spans
from <a:time> until <b:time> -> from <a> to <b>
[in|during] the (period|time|stretch|span) (which|that) (start|begin) [on|with] <a:time> and end [on|with] <b:time> -> from <a> to <b>
[with] both [of] (this|these|those|the) (day|date) (count|counted|include|included|inclusive) ->
, (count|counting|include|including) [both] the first and [the] last day ->
, end (date|day) (include|included|inclusive) , -> ,
# the newest that the data hold
(latest|newest|most recent|final) (record|recorded|calendar|full|complete|available|known) <g:grain> -> last <g>
last (record|recorded|calendar|available|known) <g:grain> -> last <g>
(final|very last|last) day (in|of) [the|our] <thing> data -> last day of data
last data day -> last day of data
(last|latest|newest|most recent|final|very last) <g:grain> (that|which) [the|our] [<thing>] (data|record|records|book|books) (cover|hold|contain|include|have) -> last <g> of data
(last|latest|newest|most recent|final|very last) <g:grain> (that|which) (show up|appear|be|exist) (in|on) [the|our] [<thing>] (data|record|records|book|books) -> last <g> of data
(last|latest|newest|most recent|final|very last) <g:grain> (for which there be|for which we have|with) [any|some] <thing> [in the data|on record|on file] -> last <g> of data
# the hours of a day
(at|in) (what|which) time [of the|of] day -> at which hour of the day
(in|on) [the] day <t:time> -> <t>
(which|what) day (in|of) [the|a] week -> which weekday
`;
