/** See `toRewritings`. What a figure is split by. */
export const FORMS_OF_GROUPING = `
# splitting, in the active and in the passive
(split|divide|share out|share our|share the|share all|spread|distribute|break|cut|slice|apportion|carve|separate|sort|allocate|parcel|partition) [out|up|down|apart] [me|us] [all] [the|our] <x:any> [out|up|down|apart] (between|among|amongst|across|over|into|by|per|according to) [each of|each|all] [the|our] [<number>] [different|single|individual] <g:group> -> <x> by <g>
how (be|do|have) [all] [the|our] <x:any> [get|been|be|itself|themselves] (split|divide|share|spread|distribute|break|cut|slice|sort|scatter|allocate|apportion|fall|lie|look|vary|differ|compare) [out|up|down|apart] (between|among|amongst|across|over|into|by|per|from|within|under|according to) [each of|each|all] [the|our] [<number>] [different|single|individual] <g:group> [to <group>] -> <x> by <g>
# who did it, told of what is split up
(by|per|for each) [the] <t:thing> (who|that|which) (have|be) <v:verb> [the|it|them|each|this] [<e:event>] -> by <t>
(by|per|for each) [the] <t:thing> (who|that|which) <v:verb> (the|it|them|each|this) [<e:event>] -> by <t>
(by|per|for each) [the] <t:thing> (where|in which|at which) (it|they|the <e:event>) [be|have] [<v:verb>|happen|take place|make] $ -> by <t>
# a shape of the figure
^ <g:group> , <a:noun> , <x:any> $ -> <a> , <x> by <g>
[a] [list of] [the|all|our] <g:group> , each with (the|its|their) number of <x:any> there <y:any> $ -> number of <x> <y> by <g>
[a] [list of] [the|all|our] <g:group> , each with (the|its|their) <x:noun> $ -> <x> by <g>
<g:grain> (profile|pattern|curve|breakdown|split|picture|rhythm|chart|graph|view) [of|for|in] [the|our|all] <x:noun> -> <x> by <g>
(profile|pattern|curve|breakdown|split|picture|mix|composition|structure|spread|distribution|make up) [of|for|in] [the|our|all] <x:noun> (by|per|over|across|between|among|within|in|throughout) [the|our|each|all] [the] <g:group> -> <x> by <g>
<x:noun> (profile|pattern|curve|breakdown|split|mix|count|figure) (by|per|over|across|between|among) [the|our|each|all] [the] <g:group> -> <x> by <g>
(per|by|for each|for every|each|every) <g:group> (count|figure|number|tally|total) of [the|our|all] <x:noun> -> <x> by <g>
# each for itself
[,] [please] [but] [with|for] (both|all|each|the) [of] [the|our] [two] <g:group> (separate|separately|apart|individually|side by side|split out|show separately|show apart|keep apart) -> by <g>
(separate|separately|individually|apart|split) (for|by|per|in|at) (both|all|each|every) [of] [the|our] [two] <g:group> -> by <g>
[and] (also|then|in addition) by <g:group> -> and <g>
for all [the|our] <g:group> -> for each <g>
in all [the|our] <g:group> , -> for each <g>
(each|every) <a:group> and [in|at|for] (each|every) <b:group> , <x:any> $ -> <x> by <a> and <b>
^ [for|in|at] (each|every) <a:group> [and] [in|at|for] (each|every) <b:group> , <x:any> $ -> <x> by <a> and <b>
# where things lie
<t:thing> [there] (sit|stand|fall|lie|belong|go|be|be there|be find|be file|be list|be place|be put|come|exist|have we|do we have|count) (in|under|into|to|within|with|on|at|for) (each|every) -> <t> in each
# each for itself once more
how many separate <t:thing> -> how many different <t>
<n:number> [<w:word>] each $ -> <n> <w>
# those who do it are asked for, not what it comes to
which <x:any> <v:verb> together $ -> which <x> <v>
# how many figures are asked for, said before they are
[the] [following] (two|three|four|five|six|2|3|4|5|6) (thing|figure|number|value|column|metric|measure|point|item|piece of information) , ->
[the] following [thing|figure|number|value|column|metric|measure] , ->
, (both|each|all three|all of them|all together|both together) $ ->
, [i|we] (need|want) (both|all [three]|them all) [together] $ ->
# nothing is split
, [for|in|at|from] (both|all) [of] [the|our] [two] <group> [together|combine|count together|take together|put together|add up|add together] $ ->
(both|all) [of] [the|our] [two] <group> (together|combine|count together|take together|put together|add up|add together) -> 
# how it is to be shown
(make|build|create|prepare|produce|write|do|generate|say) (me|us) -> show me
a (table|grid|matrix|summary) (with|of|show|contain|for) ->
[,] [the] (count|number|figure|total) (be|will be|would be) (enough|sufficient|fine|ok|okay|all i need|all we need) $ ->
, add [it] up [everything|all|all of it|them] $ ->
`;
