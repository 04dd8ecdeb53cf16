/** See `toRewritings`. The whole is named first, and what is asked of it comes after. */
export const ALWAYS_PARTITIVES = `
^ (of|out of|in|among) [all] [of] [the] [<number>] <g:grain> , which [one|ones|<grain>] -> which <g>
^ (of|out of|among|amongst|from|from among) [all] [of] [the|our|these|those] <t:noun> , how many [of (them|those|these)] -> how many <t>
^ (of|out of|among|amongst|from among) [all] [of] [the|our|these|those] <t:noun> <y:any> , how many [of (them|those|these)] -> how many <t> <y>
^ (of|out of|among|amongst|from|from among) [all] [of] [the|our|these|those] <t:noun> , which (one|ones) -> which <t>
^ (of|out of|among|amongst|from|from among) [all] [of] [the|our|these|those] <t:noun> , which <n:number> -> which <n> <t>
^ (of|out of|among|amongst|from|from among) [all] [of] [the|our|these|those] <t:noun> , the [top] <n:number> -> the <n> <t>
(who|which) (among|of|out of) [all] [the|our|these|those] <t:thing> (have|be|do) -> which <t> have
(who|which) (among|of|out of) [all] [the|our|these|those] <t:thing> <v:verb> -> which <t> <v>
`;
