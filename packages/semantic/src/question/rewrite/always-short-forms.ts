/** See `toRewritings`. Short forms and signs of telegram style: the usual abbreviations of business English, and figures set against numbers. */
export const SHORT_FORMS = `
# short forms of telegrams
(per|by|each|every) mo -> per month
(per|by|each|every) (mth|mnth) -> per month
(per|by|each|every) wk -> per week
(per|by|each|every) yr -> per year
(per|by|each|every) qtr -> per quarter
(mth|mnth) -> month
wkday -> weekday
<n:number> (amt|cnt|tot) $ -> <n>
(amt|amnt) -> amount
cnt -> count
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
(cumul|cumulat) -> cumulative
(qty|nr|nbr) <t:thing> -> number of <t>
^ <e:event> total (count|number) -> number of <e>
total nr $ -> total number
(nr|nbr|num) [of] <t:thing> -> number of <t>
<n:noun> w -> <n> with
<v:value> w -> <v> with
<x:word> (w|with|and) [the|their] (counts|numbers|totals|figures|amounts) $ -> <x>
yoy change -> change year over year
approx <n:number> -> <n>
# a figure set against a number
<g:group> [with] <f:noun> > <n:number> -> <g> with <f> above <n>
<g:group> [with] <f:noun> >= <n:number> -> <g> with <f> of at least <n>
<g:group> [with] <f:noun> < <n:number> -> <g> with <f> below <n>
<g:group> [with] <f:noun> <= <n:number> -> <g> with <f> of at most <n>
<g:group> > <n:number> <f:noun> -> <g> with more than <n> <f>
<g:group> >= <n:number> <f:noun> -> <g> with at least <n> <f>
<g:group> < <n:number> <f:noun> -> <g> with fewer than <n> <f>
<g:group> <= <n:number> <f:noun> -> <g> with at most <n> <f>
# so many of them, in order of a figure
^ (top|bottom|lowest|highest) <n:number> <t:group> (avg|average|mean) <f:field> $ -> top <n> <t> by average <f>
`;
