/** See `toRewritings`. Two that are set side by side. */
export const FORMS_OF_COMPARING = `
how much [<f:figure>] <v:verb> <a:owner> and how much [<verb>] <b:owner> $ -> compare how much <a> and <b> <v>
(set|put|place|lay|hold) <a:any> (beside|alongside|next to|side by side with) <b:any> $ -> compare <a> and <b>
# one ahead of the other
^ (in|by|in terms of|for) <f:figure> , be <a:owner> (ahead of|in front of|above|stronger than|bigger than) <b:owner> $ -> does <a> have more <f> than <b>
^ be <a:owner> (ahead of|in front of) <b:owner> (in|by|in terms of|for|on|when it come to) <f:figure> $ -> does <a> have more <f> than <b>
^ [be|do] <a:owner> <f:figure> > <b:owner> <f:figure> $ -> does <a> have more <f> than <b>
^ <x:any> , (one against the other|set against each other|against each other) $ -> compare <x>
^ (of|between|out of) <a:time> (and|or) <b:time> , which <y:any> $ -> which <y> , <a> or <b>
^ in <n:number> , do more <x:any> [in|during] <a:time> or [in|during] <b:time> $ -> did more <x> in <a> <n> or <b> <n>
(put|set|place|lay|line up|hold|see|stack) <a:any> (side by side|next to each other|against each other|head to head|beside each other|in comparison) -> compare <a>
, how many <t:any> (have|do|be|get) [the] one and how many [have|do|be|get] the other -> by <t>
how many <t:thing> (have|do|be) each [of (them|those|the two)|one] -> how many <t>
how much (have|do|be) each [of (them|those|the two)|one] -> how much did they
^ between <a:any> and <b:any> , (who|which [one|of (them|those|the two)]) <c:any> $ -> who <c> , <a> or <b>
# what the outcome is called
, (who|which [one|of (them|those|the two)]|what) (win|lead|be ahead|come out ahead|come out on top|be better|be the winner|have the edge|be stronger|be bigger|be more|be higher) $ ->
(outsell|outperform|outearn|beat|outdo|out earn|out sell) -> earn more than
`;
