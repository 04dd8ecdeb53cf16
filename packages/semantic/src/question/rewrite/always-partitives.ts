/** See `toRewritings`. The whole is named first, and what is asked of it comes after. */
export const ALWAYS_PARTITIVES = `
# in every one of several times
[at least once|at least one time] (in|during) (every one|every single one|all) of the [<number>] (month|quarter|year|week|day) [of] <t:time> -> in both <t>
[at least once|at least one time] (in|during) (every one|every single one|all) of <t:time> -> in both <t>
[at least once|at least one time] (in|during) all (two|three|four|five|six|2|3|4|5|6) [of the] (month|quarter|year|week|day) [of|from|:] <t:time> -> in both <t>
^ (of|out of|in|among) [all] [of] [the] [<number>] <g:grain> , which [one|ones|<grain>] -> which <g>
^ (of|out of|among|amongst|from|from among) [all] [of] [the|our|these|those] <t:noun> , how many [of (them|those|these)] -> how many <t>
^ (of|out of|among|amongst|from among) [all] [of] [the|our|these|those] <t:noun> <y:any> , how many [of (them|those|these)] -> how many <t> <y>
^ (of|out of|among|amongst|from among) [all] [of] [the|our|these|those] <t:noun> , (what|which) (percentage|percent|share|proportion|part|fraction) [of (them|those|these)] -> what percentage of <t>
^ (of|out of|among|amongst|from among) [all] [of] [the|our|these|those] <a:word> <t:thing> , (what|which) (percentage|percent|share|proportion|part|fraction) [of (them|those|these)] -> what percentage of <a> <t>
^ (of|out of|among|amongst|from among) [all] [of] [the|our|these|those] <t:thing> (from|in|of|at) <y:any> , (what|which) (percentage|percent|share|proportion|part|fraction) [of (them|those|these)] -> what percentage of <t> in <y>
^ (of|out of|among|amongst|from|from among) [all] [of] [the|our|these|those] <t:noun> , which (one|ones) -> which <t>
^ (of|out of|among|amongst|from|from among) [all] [of] [the|our|these|those] <t:noun> , which <n:number> -> which <n> <t>
^ (of|out of|among|amongst|from|from among) [all] [of] [the|our|these|those] <t:noun> , the [top] <n:number> -> the <n> <t>
(who|which) (among|of|out of) [all] [the|our|these|those] <t:thing> (have|be|do) -> which <t> have
(who|which) (among|of|out of) [all] [the|our|these|those] <t:thing> <v:verb> -> which <t> <v>
# which groups count is said of them first, or apart
^ (of|for|in|among|amongst|from|out of) [all|only|just] [of] [the|our|those] <t:group> (where|in which|for which) (we|there) (have|be) <b:any> , [<p:courtesy>] [tell me] (which|who) [one|ones|of (them|those|these)] <c:any> $ -> which <t> with <b> <c>
^ (of|for|in|among|amongst|from|out of|from among|take) [all|only|just] [of] [the|our|those] <t:group> (with|that have|which have|having|who have) <b:any> , (which|who|what) <n:number> [of (them|those|these)|ones] <c:any> $ -> which <n> <t> with <b> <c>
^ (of|for|in|among|amongst|from|out of|from among|take) [all|only|just] [of] [the|our|those] <t:group> (with|that have|which have|having|who have) <b:any> , (which|who) [one|ones|of (them|those|these)] <c:any> $ -> which <t> with <b> <c>
<g:group> <x:any> (among|amongst|out of|from among|for|of) [all|only|just] [the|our|those] <g:group> (with|that have|which have|having|who have) -> <g> <x> with
<x:any> by <g:group> , [for|only|only for|but only|but only for|among|only among|in|consider only|take only|take] [the|those] <g:group> (with|that have|which have|who have|having) <b:any> $ -> <x> for each <g> with <b>
<x:any> (by|per|for each) <g:group> , [for|only|only for|but only|but only for|among|only among|limit to|restrict to] (those|the ones|ones) (with|that have|which have|who have|having) <b:any> $ -> <x> for each <g> with <b>
(among|amongst|out of|from among) [only|just] (those|the ones|these) (with|that have|which have|who have|having) -> with
^ (for|in|among|amongst) [all|only|just|each of] [the|our|those] <g:group> (with|that have|which have|having|who have) <b:any> , [show|give|list|tell|calculate|compute|find|what be|what|work out|i need|we need] [me|us] [the|their] <x:any> $ -> <x> for each <g> with <b>
`;
