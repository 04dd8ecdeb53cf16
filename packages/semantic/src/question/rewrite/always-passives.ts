const BEEN = '[already|ever] [been]';

/** See `toRewritings`. Questions that begin with those by whom something was done, and sentences that end with them: said in the active. */
export const ALWAYS_PASSIVES = `
# how many did it
by (how many|how much|what number of) [of] [our|the] [<d:quality>] [different|distinct|separate|individual] <t:thing> <y:any> (have|be) (no|not a single|not any|never a) <x:any> [ever] [been] <v:verb> -> how many <t> <y> have never <v> a <x>
by (how many|how much|what number of) [of] [our|the] [different|distinct|separate|individual] <t:thing> (have|be) (no|not a single|not any|never a) <x:any> [ever] [been] <v:verb> -> how many <t> have never <v> a <x>
by (how many|what number of) [of] [our|the] [different|distinct|separate|individual] <t:thing> <y:idle> (have|be) <x:any> ${BEEN} <v:verb> -> how many different <t> <y> have <v> <x>
by (how many|what number of) [of] [our|the] [different|distinct|separate|individual] <t:thing> (have|be) <x:any> ${BEEN} <v:verb> -> how many different <t> have <v> <x>
# which of them did it
by (which|what) [of] [our|the] [<n:number>] [<d:quality>] <t:thing> (have|be) <x:any> ${BEEN} <v:verb> -> which <n> <d> <t> have <v> <x>
by (which|what) [of] [our|the] [<n:number>] [<d:quality>] <t:thing> <y:any> (have|be) <x:any> ${BEEN} <v:verb> -> which <n> <d> <t> <y> have <v> <x>
by (which|what) [of] [our|the] [<n:number>] [<d:quality>] <t:thing> <x:any> (have|be) ${BEEN} <v:verb> -> which <n> <d> <t> have <v> <x>
by (whom|who) (have|be) <x:any> ${BEEN} <v:verb> -> who has <v> <x>
by whose <t:thing> (have|be) <x:any> ${BEEN} <v:verb> -> whose <t> have <v> <x>
# what those did who are named first
^ by [the|our|all] [of] [the|our] <a:any> , (how many|how much|what) <x:any> (have|be) ${BEEN} <v:verb> $ -> how many <x> did <a> <v>
# those who did it are counted or asked for at the end
^ <x:any> (be|have been) (exceed|surpass|beat|top|outdo) by how many <t:thing> -> how many <t> exceed <x>
[<o:value>] <x:noun> (be|have been) <v:verb> by how many [different|distinct|separate|individual] <t:thing> -> how many different <t> have <v> <o> <x>
[<o:value>] <x:noun> (be|have been) <v:verb> by (which|what) <t:thing> -> which <t> have <v> <o> <x>
`;
