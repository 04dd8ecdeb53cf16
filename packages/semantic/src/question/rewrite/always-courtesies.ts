/** See `toRewritings`. What leads in to a request and names nothing falls away; the verb of asking keeps its sense. */
export const COURTESIES = `
# what sounds like a rank or a comparison and is none
(be|am|feel) (most|highly|greatly|deeply) <w:word> (if|for|to) -> be <w> if
(help|assist|aid) (me|us) (a great deal|no end|greatly|a lot) -> help me
(a great help|of great help|most helpful|most kind) -> good
kind enough to -> so kind as to
good enough to -> so kind as to
<x:person> (about|regarding|concerning) (a|an|some|his|her|their|the) <thing> , -> <x> ,
^ just between (us|you and me|ourselves) , ->
^ [so|and|but] [i|we] would (be (grateful|glad|thankful|obliged|happy|pleased) (for|of|to (learn|know|see|have|get|hear))|appreciate|love) [a (table|list|overview) (with|of)] -> show me
# the courtesy, up to the verb that asks
^ [<p:courtesy>] [about|on|regarding] (one|a|the following|a certain|this one) (particular|certain|specific) <noun> , <x:any> $ -> <x>
[,] (could|can|would|will) you [please|kindly] (look|check|work|find|figure) (that|it|this) (up|out) [for me|for us] [please] $ ->
^ <p:courtesy> (tell|inform|advise) (me|us) [of|about|as to] -> tell me
^ <p:courtesy> let (me|us) (know|see|have) [of|about] -> tell me
^ [<p:courtesy>] (to|please|you|kindly|somebody|someone) (look up|work out|figure out|calculate|compute|establish|determine|find out|prepare|produce|compile|draw up) [for|to] [me|us] -> tell me
^ <p:courtesy> (trouble|bother|ask) you (for|to tell me|to give me|to show me) -> tell me
^ [<p:courtesy>] [please] count [up] for (me|us) [all] [of] [the|our] -> how many
# everything there is
(across|over|in|for|throughout) the (whole|entire) (business|company|chain|firm|organisation|organization|enterprise) [since the (beginning|start|outset)] ->
since the (beginning|start|outset) [of (time|the business|the company)] $ ->
`;
