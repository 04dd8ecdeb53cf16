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
# question words
wats -> what is
wen -> when
(meny|mnay) -> many
what dose -> what does
^ dose -> does
<n:noun> dose (each|every) -> <n> does each
(each|every) <g:group> dose -> each <g> does
# words in their place
(tpo|otp) <n:number> -> top <n>
(per|by|each|every) (weak|weeks) -> per week
day of [the] weak -> day of the week
<t:thing> form <o:owner> -> <t> from <o>
brake down -> break down
^ lst -> list
how many time (have|do) -> how many times did
how many time <t:thing> (have|do) <v:verb> -> how many times did <t> <v>
`;
