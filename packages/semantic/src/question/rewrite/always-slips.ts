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
# short forms of telegrams
(per|by|each|every) mo -> per month
(per|by|each|every) (mth|mnth) -> per month
(per|by|each|every) wk -> per week
(per|by|each|every) yr -> per year
(per|by|each|every) qtr -> per quarter
(mth|mnth) -> month
wkday -> weekday
(amt|amnt) -> amount
(qty|qnty|nbr) [of] -> number of
(pmt|pymt) -> payment
(pmts|pymts) -> payments
(ctry|cntry) -> country
addr -> address
tot -> total
# letters for words
<g:group> w <n:number> -> <g> with <n>
<g:group> w at least -> <g> with at least
<g:group> w (over|more than) -> <g> with more than
<g:group> w (under|fewer than|less than) -> <g> with fewer than
w most -> with the most
w (fewest|least) -> with the fewest
w highest -> with the highest
w lowest -> with the lowest
excl -> excluding
incl -> including
cum <f:noun> -> cumulative <f>
, count distinct $ -> , how many different
total nr $ -> total number
how many time (have|do) -> how many times did
`;
