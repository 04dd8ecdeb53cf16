/** See `toRewritings`. Two that are set side by side. */
export const FORMS_OF_COMPARING = `
(put|set|place|lay|line up|hold|see|stack) <a:any> (side by side|next to each other|against each other|head to head|beside each other|in comparison) -> compare <a>
, how many <t:any> (have|do|be|get) [the] one and how many [have|do|be|get] the other -> by <t>
how many <t:thing> (have|do|be) each [of (them|those|the two)|one] -> how many <t>
how much (have|do|be) each [of (them|those|the two)|one] -> how much did they
^ between <a:any> and <b:any> , (who|which [one|of (them|those|the two)]) <c:any> $ -> who <c> , <a> or <b>
# what the outcome is called
, (who|which [one|of (them|those|the two)]|what) (win|lead|be ahead|come out ahead|come out on top|be better|be the winner|have the edge|be stronger|be bigger|be more|be higher) $ ->
(outsell|outperform|outearn|beat|outdo|out earn|out sell) -> earn more than
`;
