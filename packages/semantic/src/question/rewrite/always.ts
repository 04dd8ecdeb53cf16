/** See `toRewritings`. What stands here is applied before a question is read, so the words must always mean this. */
export const ALWAYS = `
# which one, not how many
<t:numbered> [number|no|nr|num|#] one -> <t> 1
<thing> (number|no|nr|num|#) <number> -> <thing> <number>
# a rank in words
number one <thing> -> top 1 <thing>
(more [often|frequently|times]|more) than (any other [of (our|the)] [<thing>]|anyone [else]|anybody [else]|any one else|everyone else|everybody else|any of the other [<thing>]|[all] [of] the other [<thing>]|[all] the rest|all [of] (other|the other) [<thing>]) -> the most
(less [often|frequently]|fewer|less) than (any other [of (our|the)] [<thing>]|anyone [else]|anybody [else]|any one else|everyone else|everybody else|any of the other [<thing>]|[all] [of] the other [<thing>]|[all] the rest|all [of] (other|the other) [<thing>]) -> the least
more <t:noun> than (any other [of (our|the)] [<thing>]|anyone [else]|anybody [else]|any one else|everyone else|everybody else|any of the other [<thing>]|[all] [of] the other [<thing>]|[all] the rest|all [of] (other|the other) [<thing>]) -> the most <t>
(fewer|less) <t:noun> than (any other [of (our|the)] [<thing>]|anyone [else]|anybody [else]|any one else|everyone else|everybody else|any of the other [<thing>]|[all] [of] the other [<thing>]|[all] the rest|all [of] (other|the other) [<thing>]) -> the least <t>
(more|greater|higher|larger|bigger) than (in|at|on|during|for|with) any [of the] other [<grain>|<group>] -> the most
(less|fewer|lower|smaller) than (in|at|on|during|for|with) any [of the] other [<grain>|<group>] -> the least
more <t:noun> than (in|at|on|during|for|with) any [of the] other [<grain>|<group>] -> the most <t>
(less|fewer) <t:noun> than (in|at|on|during|for|with) any [of the] other [<grain>|<group>] -> the least <t>
# days that come again
(what|which) day of [the] week -> which weekday
(what|which) weekday -> which weekday
# one group after the other
<g:group> (by|after|for) <g:group> -> for each <g>
# who did it, said of what was done
^ by whom (be|have) [the] <r:rank> <e:noun> [been] <v:word> $ -> who <v> the <r> <e>
^ by whom (be|have) [the] <r:rank> [been] <v:verb> $ -> who <v> the <r>
# belonging, no decline
on <o:owner> ('s|s) (book|shelf|list|register) -> of <o>
fall (under|into|within) -> be in
fall (in|on) (each|every) -> in each
# an order by what is done
<x:noun> by how much (they|people|each) [have] <v:verb> -> <x> by <v>
# the size of a figure
how (big|large|high|great|small|low) be [the|our|a|an] <aggregate> -> what is the <aggregate>
# a rank whose figure follows
<r:rank> [<n:number>] <t:thing> (in|for|in terms of) <e:event> -> <r> <n> <t> by <e>
`;
