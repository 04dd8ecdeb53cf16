const KEPT = `(${[
  '(in|on) (our|the) [reference|master] list',
  '(in|on) (our|the) (system|database|records|books|files)',
  'on (file|record)',
  'set up [(in|on) (our|the) (system|database)|with us]',
  'known [to (us|the system)]',
  'kept [on file]',
  'recorded',
  'stored',
  'listed',
].join('|')})`;

/** See `toRewritings`. What is on file, whether or not anything uses it. */
export const ALWAYS_LISTED = `
^ (how many|number of|the number of|count of|count the) [different|distinct] <l:listed> [be there|do we have|do we keep|be|have we get|we have] ${KEPT} $ -> how many listed <l> are there
^ (how many|number of) <l:listed> (be there|do we have|exist) [in total|in all|altogether|overall] $ -> how many listed <l> are there
^ (which|what) <l:listed> [be there|do we have|do we keep|be|have we get] ${KEPT} $ -> list all listed <l>
^ (list|show|give|name) [me] [all] [of] [the|our|every] <l:listed> [that be|which be|we have|there be] ${KEPT} $ -> list all listed <l>
(which|what) <l:listed> [be there] [that be|which be|we have|there be] [${KEPT}] (have no|have not any|have not a single|lack|be without|do not have|do not have any|do not have a single|without|with no) [any|a|a single|single] <t:thing> -> which listed <l> have no <t>
^ [in|from|for] (which|what) <l:listed> (do we have|have we get|be there) (no|not any|not a single) <t:thing> [in|from|for] [at all|whatsoever] $ -> which listed <l> have no <t>
^ [in|from|for] (which|what) <l:listed> do (we|you) not have [any|a|a single|even one] <t:thing> [in|from|for|at] [at all|whatsoever] $ -> which listed <l> have no <t>
`;
