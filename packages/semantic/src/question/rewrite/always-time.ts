/** See `toRewritings`. Ways of speaking of time that always mean the same. */
export const ALWAYS_TIME = `
# all of the time there is
, all (month|year|week|day|time) [together|combined|included|taken together] $ ->
[over|for|in|during|across|throughout|of] [the|our] (whole|full|entire|complete) (period|history|time|timeline|time span|lifetime|time range|timeframe) [of data|on record|of our data] ->
(over|for|in|during|across|throughout) all [of] [the] (time|history) ->
since [the|our] (record|records|data|book|books) (begin|began|start|started) ->
# both ends of a span belong to it anyway
[with] both (day|date|end) (count|counted|include|included|inclusive) ->
[with] [the] first and [the] last day (also|too|included|counted|inclusive) ->
# one day of many
(which|what) day of the week -> which weekday
(on|in|during) (a|an|the|our) (average|typical|normal|ordinary|usual) <grain> -> per <grain> on average
`;
