import { LEAD } from './lead.js';

/** Words of asking before what shall be shown. */
const ASK =
  '[i|we] [just|rather|only] [want|need|would like|d like|prefer] [to] [give|show|do|use|have|take|go|see|split|make|try|view|look|put|arrange|group] [me|us|it|that|this|them] [with|for|at|on]';
const BY = '[by|per|for each|for every|each|according to|over to]';

/**
 * See `toRewritings`. Applied where an answer stands before the question: what that answer is grouped by, is about or how many rows it has
 * makes room for something else.
 */
export const ALWAYS_REPLACING = `
# a group for a group
as (the|a|our) (dimension|grouping|axis|breakdown|category|split) ->
^ ${LEAD} (instead of|rather than|in place of|in lieu of) ${BY} [the] <gone:shown> [,] ${ASK} ${BY} [the] <rest:any> $ -> by <rest> instead
^ ${LEAD} (forget|ditch|scrap|toss|drop|skip|ignore|disregard|lose|leave aside|never mind|nevermind|remove|no|not|omit|put aside|bin|enough of|enough with|chuck|away with|get rid of|do away with|abandon|dispense with) [about] [the|our|all the] ${BY} <gone:shown> [split|breakdown|grouping|view|thing|aside|out|away] [please|now|then] (,|[,] and|[,] but|[,] rather) ${ASK} ${BY} [the] <rest:any> $ -> by <rest> instead
^ ${LEAD} (leave|put|set) [the|our] <gone:shown> (aside|out|away|be|alone|apart) (,|[,] and|[,] but) ${ASK} ${BY} [the] <rest:any> $ -> by <rest> instead
^ ${LEAD} (replace|swap|exchange|switch|trade|substitute|change|turn|convert|move|go) [out|over|it|that|this] [the|our] [split|breakdown|grouping|dimension|axis] [from|by|of] ${BY} [the] <gone:shown> [split|breakdown|grouping] (with|by|for|to|into|against|over to) ${BY} [the] <rest:any> $ -> by <rest> instead
^ ${LEAD} [what about|how about] ${ASK} ${BY} [the] <rest:any> [,] [and|but] (not|instead of|rather than|in place of|in lieu of|as opposed to|no longer) ${BY} [the] <gone:shown> [any more|anymore|please] $ -> by <rest> instead
^ ${LEAD} (regroup|re group|pivot|repivot|resplit|reslice|recut) [it|that|this|them] (by|on|to|per|over|into|for) [the] <rest:any> $ -> by <rest> instead

# a value for a value
^ ${LEAD} (replace|swap|exchange|switch|trade|substitute|change) [out|from] [the] <gone:held> (with|by|for|to|against) [the] <rest:any> $ -> <rest> instead
^ ${LEAD} not <gone:held> (,|but|, but|, rather) [the] <rest:any> $ -> <rest> instead
^ ${LEAD} <rest:any> [,] [and|but] (not|instead of|rather than|in place of|in lieu of) [the] <gone:held> $ -> <rest> instead

# how many rows
^ ${LEAD} [show|give|have|make|let us have|see|want] [me|us|it] [the] [top|best] <n:number> [of them] [,] (rather than|instead of|in place of|not) [just|only|the|merely] [top] <gone:number> $ -> show <n>
^ ${LEAD} not <gone:number> [,] but <n:number> $ -> show <n>
^ ${LEAD} (change|raise|increase|extend|bump|up|expand|widen|lengthen|stretch|cut|reduce|lower|limit|trim|shorten|whittle|narrow|push|take|bring|go|drop|move|get|set|turn|enlarge|grow|boost) [it|that|this|them|those|the list|the ranking|the table|the number|the top|the limit|the count] [up|down|out] [from] [the] [top] [<gone:number>] to [the] [top|best|first|full|leading|biggest] <n:number> [of them|of those|rows|entries|places|please|positions|lines] $ -> show <n>
^ ${LEAD} (drop|remove|cut|lose|discard|hide|leave out) (all|everything|everyone|anything) (but|except|save|other than|except for) [for] [the] <rest:any> $ -> only <rest>
^ ${LEAD} (all|everything|everyone) (but|except|save|other than|except for) [for] [the] <rest:any> (can go|may go|should go|can be dropped|can be left out) [please] $ -> only <rest>
top couple [of (them|those|these)] -> top 2
<n:number> (leader|front runner|frontrunner|winner) -> top <n>

# a figure for a figure
^ ${LEAD} (use|take|make|have|try|put|with|using|on|by) [the|their] <rest:any> (as|be|serve as|act as) (the|a|our|my|your) (kpi|metric|measure|figure|yardstick|criterion|indicator|basis|gauge|benchmark|key) [instead|this time|now|please] $ -> <rest> instead
^ ${LEAD} let [the|their] <rest:any> decide [instead|this time|now|please] $ -> <rest> instead
^ ${LEAD} (switch|change|set|turn|move) [the|our] (kpi|metric|measure|figure|yardstick|criterion|basis) [over] [from <gone:any>] (to|into) [the|their] <rest:any> $ -> <rest> instead
^ ${LEAD} substitute [in] [the|their] <rest:any> $ -> <rest> instead
^ ${LEAD} not [the|their] <gone:noun> (,|but|, but|, rather) [the|their] <rest:noun> [please] $ -> <rest> instead
^ ${LEAD} (do|repeat|run) (it|that|this|the same) [again] (for|with|on) [the] <rest:noun> [please|instead|now] $ -> <rest> instead
^ ${LEAD} what if (we|i|you|one) (went|go|rank|ranked|sort|sorted|judge|judged|measure|measured) (by|on) [the] <rest:any> $ -> by <rest>
^ ${LEAD} (when|if|once) (ranked|sorted|ordered|measured|judged|ranking|sorting) (by|on) [the] <rest:any> $ -> by <rest>
^ ${LEAD} (rerank|re rank|resort|re sort|reorder|re order) [it|them|that|those|these|the list] (by|on|according to) [the] <rest:any> $ -> by <rest>
`;
