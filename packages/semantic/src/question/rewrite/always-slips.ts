/** See `toRewritings`. Slips that are words of their own, letters left out, and short forms: only their neighbours tell what was meant. */
export const ALWAYS_SLIPS = `
# a comparison
more then -> more than
less then -> less than
fewer then -> fewer than
longer then -> longer than
shorter then -> shorter than
higher then -> higher than
lower then -> lower than
bigger then -> bigger than
smaller then -> smaller than
cheaper then -> cheaper than
older then -> older than
newer then -> newer than
(more|bigger|higher|greater|larger|longer) as <n:number> -> more than <n>
(less|smaller|lower|shorter) as <n:number> -> less than <n>
(a|an|any|another) <v:value> one $ -> <v>
back to late -> back too late
returned to late -> returned too late
(be|far|way|much) to late -> too late
# denials without their mark
(haven|havn) not -> have not
(havnt|havent) -> have not
hasnt -> has not
hadnt -> had not
didnt -> did not
(dont|donot) -> do not
doesnt -> does not
isnt -> is not
arent -> are not
wasnt -> was not
werent -> were not
# "much" of what is counted
how much [different|separate] <t:thing> <v:verb> -> how many different <t> <v>
how much [different|separate] <t:thing> (be|is|are) -> how many <t> are
how much [different|separate] <t:thing> (have|has|had) -> how many <t> have
how much [different|separate] <t:thing> (do|does|did) -> how many <t> did
how much [different|separate] <t:thing> (in|at|on) -> how many <t> in
how much [different|separate] <t:thing> (from|with) -> how many <t> with
how much [different|separate] <t:thing> $ -> how many <t>
in how much [different|separate] <f:field> -> in how many different <f>
how much (kind|type|sort) of -> how many
^ [the|our] <x:any> live in how many different <f:field> $ -> how many different <f> do <x> live in
^ <o:owner> have how (much|many) <t:thing> <x:any> $ -> how many <t> does <o> have
wats -> what is
wen -> when
(meny|mnay) -> many
what dose -> what does
^ dose -> does
<n:noun> dose (each|every) -> <n> does each
(each|every) <g:group> dose -> each <g> does
# words in their place
every <g:grain> of [the] week until <time> -> every <g> of the week
minimum (one|1) (time|times) -> at least once
from <a:number> until <b:number> -> from <a> to <b>
of <n:number> until <m:number> -> from <n> to <m>
(tpo|otp) <n:number> -> top <n>
(per|by|each|every) (weak|weeks) -> per week
day of [the] weak -> day of the week
<t:thing> form <o:owner> -> <t> from <o>
brake down -> break down
^ lst -> list
how many time (have|do) -> how many times did
how many time <t:thing> (have|do) <v:verb> -> how many times did <t> <v>
`;
