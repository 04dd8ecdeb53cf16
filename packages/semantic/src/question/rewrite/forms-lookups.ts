/** See `toRewritings`. What is known of one thing or of each, and which things meet a condition. */
export const FORMS_LOOKUPS = `
# what it costs to do something
(what|how much) (must|do|would|will|should) (we|it|one|i|you) [have to|need to] (pay|cost|spend|set us back) [us|me] to <verb> -> what is the cost to <verb>
be (a lot|much|how much) to <verb> -> what is the cost to <verb>

(cost|take) <any> to <verb> -> cost to <verb> <any>

(what|how much) (we|i|one|you|they) (must|have to|need to|would|should) pay to <verb> -> what is the cost to <verb> of
how many (minute|hour) (it be|be it|do it|it do) (run|last|take|play) -> how long is it
be (more expensive|more costly|dearer|costlier|pricier|more dear) to <verb> than -> have a cost to <verb> above
be (cheaper|less expensive|less costly) to <verb> than -> have a cost to <verb> below

# each of them with what is said of it
(what|which) <a:field> [and <b:field>] be (each|every) [one] [of] [our|the] <thing> [in|at|from] -> list <thing> with <a> and <b>
(in|at) (what|which) <a:field> [and <b:field>] be (each|every) [one] [of] [our|the] <thing> -> list <thing> with <a> and <b>
^ [our|the|all] <thing> and [the|their] <field> (each|every) [one] [of them] <word> [in|at|from|under] $ -> list <thing> with <field>
^ (each|every) <thing> have (a|an|its|his|her|their) <field> , what be their names $ -> list <thing> with <field>

# things that a sentence names and another asks for
^ there be [one|a|an|some|certain|several|a few] <any> , (which|which ones|which ones be they|which be they|which be it|what be they|name them|list them|show them|give [me] the list [of them]|give me [a|the] list [of them]|show me [a|the] list [of them]|i need the list|please list them) $ -> which <any>
^ there be [one|a|an|some] <a:thing> [of ours] <any> , (which|what) <b:thing> (be it|be that|be this|do it hold) $ -> list <a> <any> with <b>

^ <any> (by name|names please|by their names|with names|names only) $ -> list <any>

# when something happened last
when (do|have|be) <any> last <verb> [a|an|any|some|our|the] <event> -> when was the last <event>
when (do|have|be) [a|an|any|some|our|the] <event> last <verb> -> when was the last <event>
when be the last time [that] [a|an|any|some|our|the|we|you|one|anybody|anyone|somebody|someone] <any> -> when did <any> last

# all of them taken together
^ <x:any> , (who be they|what be they call|what be their name|name them|what be the name|which be they|which one) [please] $ -> list <x>
^ (i|we) (need|want|would like) (every|all|each) <t:thing> [that|which] <x:any> $ -> list all <t> that <x>
(over|for|of|among|in|across) all [of] [the|our] <thing> $ -> of <thing>

# who or what runs a place
who be in charge of -> who manages
who manage (each|every) [one] [of] [the|our] <numbered> -> list <numbered> with manager

# denials
<a:thing> (do|have) we not (see|have|meet) [for|with] (a single|any|one) <b:thing> -> <a> with no <b>
(for|of) which (we|there) (have|own|be|hold|stock) (no|not a single) <thing> -> with no <thing>

# who or what is behind it
(attributable|owing|ascribable|due|credited) to -> from
(be finished|be over|finish|end|be through) (before|within) -> run less than
# a field of each
^ [please] [give|show|list|tell|get] [me|us] [the|their] <f:field> (of|for) (each|every|all) [of] [our|the] <t:thing> $ -> list all <t> with <f>
^ [please] [i need|i want] [give|show|list|tell|get] [me|us] (each|every) <t:thing> 's <f:field> $ -> list all <t> with <f>
^ i (need|want) [the|their] <f:field> (of|for) (each|every|all) [of] [our|the] <t:thing> $ -> list all <t> with <f>
^ for (each|every) <t:thing> , (which|what) <f:field> (do we have|be it|be there) $ -> list all <t> with <f>
[show|list|give|name] [me|us] (everyone|everybody|anyone|anybody|all those) (with|having) -> who has
`;
