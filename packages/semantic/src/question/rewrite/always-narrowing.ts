import { LEAD } from './lead.js';

/** See `toRewritings`. Applied where an answer stands before the question: only a part of it is wanted, or the same for something else. */
export const ALWAYS_NARROWING = `
# nods
^ [and] (finally|lastly|conversely) [,] <rest:any> $ -> and <rest>
(in that case|in this case|that being so|in which case) [,] ->
^ (leave it|leave it then|leave that|let it be|forget it|skip it|so be it|as you wish|suit yourself) [then] , <rest:any> $ -> <rest>

# only a part
^ ${LEAD} (restrict|limit|narrow|trim|cut|whittle|shorten|reduce) [it|that|this|them|those|the list|the ranking|the table] [down] to [the] (top|best|first|leading|biggest|highest|largest) <n:number> [of them|of those|ones|please] $ -> only <n>
^ ${LEAD} limit [of|to] <n:number> $ -> only <n>
^ ${LEAD} (restrict|limit|narrow|filter|confine|reduce|cut|zoom|focus|concentrate|scope|drill|trim|keep|stick|whittle|constrain|home|boil) [in] [it|that|this|them|those|these|yourself|ourselves|the list|the result|the figures|the numbers|the table|the query] [down|in|into] (to|on|for|by|into|in) [only|just] [the|those] <x:owner> [only|alone|please|ones] $ -> only <x>
^ ${LEAD} (restrict|limit|narrow|filter|confine|reduce|cut|zoom|focus|concentrate|scope|drill|trim|stick|whittle|constrain|home|boil) [in] [it|that|this|them|those|these|yourself|ourselves|the list|the result|the figures|the numbers|the table|the query] [down|in|into] (to|on|into) [only|just|the|those|the ones|ones] <rest:any> $ -> only <rest>
^ ${LEAD} apply [a|the|this] filter [for|on|of|to|:] [only] <rest:any> $ -> only <rest>
^ ${LEAD} [what|how] [does|do|would|will|did] [it|that|this|they] [look like|look|be|come out|change] (if|when) (we|i|you|one) [only|just] (count|consider|look at|take|include|keep|regard) [only|just] [the] <rest:any> [only|alone] $ -> only <rest>
^ ${LEAD} (only|just) (count|consider|look at|include|regard) [what] [the] <x:owner> [do|did|has|have] $ -> only <x>
^ ${LEAD} (only|just) (count|consider|look at|include|regard) [the] <rest:any> $ -> only <rest>
^ ${LEAD} (count|consider|regard|include) (only|just) [the] <rest:any> $ -> only <rest>
^ ${LEAD} (considering|counting|taking|regarding|looking at) [only|just] [the] <rest:any> (only|alone|by itself|on its own) $ -> only <rest>
^ ${LEAD} (considering|counting|regarding) (only|just) [the] <rest:any> $ -> only <rest>
^ ${LEAD} keep but [the] <rest:any> $ -> only <rest>
, (limited|restricted|confined|narrowed) [down] to [only|just] <rest:any> $ -> , only <rest>
^ ${LEAD} (considering|among|amongst) [only|just] [the] <x:value> <t:thing> [only|alone] $ -> only <x>

# the same for something else
^ ${LEAD} (what|how much|how many|how) (is|was|be|would) [it|that|the figure|the number|the count|the amount|the total|the value|the result|the equivalent] [be] (for|at|in|with|of|from) [the] <x:owner> [then|please|alone] $ -> and for <x>
^ ${LEAD} (what|how much|how many) (do|does|did) [it|that] (come to|make|be) (for|at|in|with) [the] <x:owner> $ -> and for <x>
^ ${LEAD} how many [is it|are there|are they|do you have] (for|at|in|with) [the] <x:owner> [then|please] $ -> and for <x>
^ ${LEAD} how (do|does|did|is|has) [the] <x:owner> (look|do|fare|perform|compare|doing|looking) [then|there] $ -> and for <x>
^ ${LEAD} (give|show|tell) [me|us] (the equivalent|the counterpart|the same figure|the same number|the corresponding figure|the corresponding number) (for|of|in|at) [the] <rest:any> $ -> and for <rest>
^ ${LEAD} (in the case of|in respect of|as regards|concerning|regarding|with respect to|in terms of) [the] <x:owner> [then|please] $ -> and for <x>
(sister|fellow|companion) <t:numbered> -> other <t>
^ ${LEAD} [what about|how about|for] the other (of the two|of the pair|of them) $ -> and the other one

# periods beside the one before
<g:grain> (that|which) (follow|came after|come after|come next|came next|succeed) [it|that|this] $ -> following <g>
(subsequent|succeeding|ensuing) <g:grain> -> following <g>
<g:grain> (thereafter|afterwards|afterward|subsequent|that follows|just after|right after) [it|that|this] $ -> following <g>
(preceding|foregoing) <g:grain> -> previous <g>
<g:grain> (that|which) (precede|came before|come before|go before|went before|lead up to) [it|that|this] $ -> previous <g>
<g:grain> (prior|previous|preceding|just before|right before|leading up to it|leading up to that) [to] [it|that|this] $ -> previous <g>
^ ${LEAD} (go|step|move|jump|turn) back (a|one|by a|by one) <g:grain> $ -> and the previous <g>
^ ${LEAD} (go|step|move|jump) (on|forward|ahead|forwards) (a|one|by a|by one) <g:grain> $ -> and the following <g>

# one line for each
^ ${LEAD} for (all|every one of|each of|the individual|the various|the different|the single) [the|our] <t:thing> $ -> by <t>
^ ${LEAD} (do|be) (it|that|this|they|these) (differ|vary|change|different|look different) (by|per|between|across|among|from) [the] <rest:any> $ -> by <rest>
^ ${LEAD} how many (do|did|have|has) (each|every) [of our|of the] <t:thing> (do|make|take|have|handle|get|account for|contribute|see|record|done|made|taken) $ -> by <t>
^ ${LEAD} (what|which) be (each|every) [of our|of the] <t:thing> 's (number|figure|count|total|amount|value|result) $ -> by <t>
^ ${LEAD} how many (do|did|have|has) [the] <x:owner> (do|make|take|have|handle|get|account for|contribute|see|record) $ -> and for <x>
^ ${LEAD} what be (each one|each of them|each) 's (share|percentage|proportion|part) $ -> as percentages
^ ${LEAD} (turn|convert|change|make|express|show|put|give|transform) (in|into|to|as|in to) (percentage|percent|share|proportion|%) $ -> as percentages

# all of it in one figure
^ ${LEAD} [what|how much|how many] [is|be|was|does|do|did] [it|that|this|they|all|these|those] [all] (come|amount|add up|sum up|total|run) [up] to [altogether|in all|in total|all together|overall|combined|all in all] $ -> just the total
^ ${LEAD} (add|sum|total|tot) [it|them|that|those|these|all|everything|it all|them all] [all] up [please] $ -> just the total
^ ${LEAD} (sum|total) (it|them|that|those|these|it all|them all) $ -> just the total
^ ${LEAD} [what|how much|how many] [is|be|was] [that|it|this] [the|a] [grand] (sum|total) [of|across|over|for] [all|all of] [that|it|them|those|these|that all] $ -> just the total
^ ${LEAD} [what|how much|how many] [is|be|was] [that|it|this|they|those] [all] (in total|in all|altogether|all together|overall|all told|combined|all in all|all in|taken together|together) $ -> just the total
^ ${LEAD} [what|how much] [is|be|was] [the] (overall|total|combined) (figure|number|amount|count|value|sum) [please] $ -> just the total
^ ${LEAD} [for|across|over] (all|both) [the|of the|our] <t:shown> (together|combined|taken together|in one) $ -> just the total

# taken away
^ ${LEAD} [the] <a:value> (and|or) <b:value> [ones] (should|must|can|may|ought to) (be left out|go|be excluded|be dropped|be removed|be ignored|be omitted|be skipped|stay out|leave) $ -> excluding <a> and <b>
^ ${LEAD} [the] <a:value> [ones] (should|must|can|may|ought to) (be left out|go|be excluded|be dropped|be removed|be ignored|be omitted|be skipped|stay out|leave) $ -> excluding <a>
^ ${LEAD} (sans|less|minus|strip out|strip away|forget|filter out|weed out|take away|knock out|blank out) [the|about] <a:value> (and|or) <b:value> [ones|<w:thing>] $ -> excluding <a> and <b>
^ ${LEAD} (sans|less|minus|strip out|strip away|forget|filter out|weed out|take away|knock out|blank out) [the|about] <a:value> [ones|<w:thing>] $ -> excluding <a>
^ ${LEAD} [i|we] (do not|don't|dont) (need|want|care about|care for) [the|to see] <a:value> (and|or) <b:value> $ -> excluding <a> and <b>
^ ${LEAD} [i|we] (do not|don't|dont) (need|want|care about|care for) [the|to see] <a:value> $ -> excluding <a>
^ ${LEAD} (leave|put|set) [the] <a:value> (and|or) <b:value> [ones] (aside|to one side|apart) $ -> excluding <a> and <b>
^ ${LEAD} (leave|put|set) [the] <a:value> [ones] (aside|to one side|apart) $ -> excluding <a>
^ ${LEAD} (drop|remove|take out|leave out|skip|lose|cut|cut out|omit|forget|ignore|disregard|exclude|without|except|minus|not|no|but not|bar|excluding) [the|all|any|on|for] <a:time> [please|too|out of it] $ -> excluding <a>
^ ${LEAD} (leave|take) [the] <a:time> (out|off|away|aside) [of it|of that|please] $ -> excluding <a>
^ ${LEAD} (all|every) <g:grain> (but|except|other than|save) [the|for] <a:time> $ -> excluding <a>
^ ${LEAD} [the] <a:time> (excluded|left out|excepted) $ -> excluding <a>
(drop|remove|take out|leave out|skip|ignore|disregard|exclude|excluding|without|not counting|omit|minus|leaving out|ignoring) [the|all|any|those] (zero|0) [dollar|amount|value|valued] <e:event> [out] $ -> only <e> above 0
(drop|remove|take out|leave out|skip|ignore|disregard|exclude|excluding|without|not counting|omit|minus|leaving out|ignoring) [the|all|any|those] <e:event> of (zero|0|nothing|nil) [dollar|amount|value] $ -> only <e> above 0
(drop|remove|take out|leave out|skip|ignore|disregard|exclude|excluding|without|not counting|omit|minus|leaving out|ignoring) [the|all|any|those] (zero|0|nil) (amount|value|figure|sum)  $ -> only amounts above 0
(leave|take) [the|all|any] (zero|0) [dollar|amount|value|valued] <e:event> (out|away|off|aside) [of it] $ -> only <e> above 0
(non zero|nonzero|non 0) <e:event> -> <e> above 0

# the end of a ranking
^ ${LEAD} [show|give|have|see] [me|us] [the] <n:number> [ones] (at|from|on|in) (the|its) (other|opposite|far|tail|bottom|lower) (end|side) [of (it|the list|the ranking|the table|the scale)] $ -> reverse <n>

# those that were counted, by name
^ ${LEAD} [so] (which ones|which one|who exactly|who precisely|who then|names|names only|the names|their names|name them|name those|give me the list|give me a list|spell them out|let me see them|let me have them|let me have the list|who are those) [please|exactly|then|precisely] $ -> list them
^ ${LEAD} [tell me|show me|let me know|say|i want to know|do you know|give me] (which|what) [different] <t:thing> (they|these|those|this|that|it) be [exactly|please|then] $ -> list the <t>
^ ${LEAD} [tell me|show me|let me know|say|i want to know|do you know|give me] (who|which ones|which) (they|these|those) be [exactly|please|then] $ -> list them
^ ${LEAD} (which|what) [different] <t:thing> be (they|these|those|this|that) [<u:thing>] [exactly|please|then] $ -> list the <t>
^ ${LEAD} (which|what|who) be (they|these|those|this) [<u:thing>] [exactly|please|then] $ -> list them

# different things among those counted
^ ${LEAD} (how many|number of|count|count the|in|counted as|what number of|what about) [of] (different|distinct|unique|separate|individual) <t:thing> [there|instead|please|do (it|that|this|they|those|these|he|she) (stock|hold|have|carry|cover|comprise|represent|make up|span|include|contain)|does (it|that|this) (stock|hold|have|carry|cover|comprise|represent|make|span|include|contain)|do the (latter|former) (have|hold|stock|comprise|carry|cover)|is that|is this|are those|are these|are they|does that make] $ -> how many different <t> is that
^ ${LEAD} how many <t:thing> do (these|those|they) [<u:thing>] (represent|cover|comprise|make up|span|stand for|amount to|come to) $ -> how many different <t> is that
^ ${LEAD} [counted] (in|as) <t:thing> (rather than|instead of|not) (in|as|) <gone:thing> $ -> how many different <t> is that
`;
