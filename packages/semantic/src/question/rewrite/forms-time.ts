/** See `toRewritings`: times, and questions that are split up by them. */
export const FORMS_TIME = `
# split up by a stretch of time
<grain> (profile|pattern|curve|picture|course|rhythm|breakdown|distribution|development|split) of <any> $ -> <any> by <grain>
^ (profile|pattern|curve|picture|course|rhythm) of <any> by <grain> $ -> <any> by <grain>
^ <any> (over|across|through|throughout|along) the <grain> of the (day|week|year) <b:any> $ -> <any> by <grain> <b>

# by when something first happened
by cohort , [where|with|the] [a] cohort [be|mean|being|meaning] [the] -> by

# two periods, and the better of them
^ be [it] <a:time> or <b:time> [that be] the (better|stronger|bigger|busier|best|good|strong|big|busy) (<grain>|one) (for|in|by|in terms of) <any> $ -> which had more <any>, <a> or <b>
^ be [it] <a:time> or <b:time> [that be] the (worse|weaker|smaller|quieter|bad|weak|small|quiet) (<grain>|one) (for|in|by|in terms of) <any> $ -> which had fewer <any>, <a> or <b>

# last time
when be the last time [that] [somebody|someone|anybody|a|an|one of|any] <thing> be <any> $ -> what is the latest date a <thing> was <any>

# each counted once
^ <any> how many <b:any> , (count|counting) (each|every|everybody|everyone) [<word>] [only|just] once $ -> <any> how many different <b>
^ be <a:time> or <b:time> [the] (better|stronger|bigger|busier) [<grain>|one] (for|in|by|in terms of) <x:any> $ -> which had more <x>, <a> or <b>
^ be there more <x:any> in <a:time> or [in] <b:time> $ -> which had more <x>, <a> or <b>
`;
