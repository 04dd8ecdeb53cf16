import { phrases } from './phrases.js';

/** What a word does in a question, apart from naming something. */
export type Operator =
  | 'count'
  | 'how_much'
  | 'how_often'
  | 'how_long'
  | 'average'
  | 'median'
  | 'total'
  | 'minimum'
  | 'maximum'
  | 'stddev'
  | 'variance'
  | 'percentile'
  | 'distinct'
  | 'by'
  | 'top'
  | 'bottom'
  | 'most'
  | 'least'
  | 'highest'
  | 'lowest'
  | 'more'
  | 'fewer'
  | 'first'
  | 'last'
  | 'earliest'
  | 'latest'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'eq'
  | 'between'
  | 'or_more'
  | 'or_less'
  | 'than'
  | 'differs'
  | 'equals'
  | 'share'
  | 'growth'
  | 'period_over_period'
  | 'running'
  | 'moving'
  | 'distribution'
  | 'cumulative_share'
  | 'figure_only'
  | 'difference'
  | 'versus'
  | 'compare'
  | 'not'
  | 'neither'
  | 'never'
  | 'no'
  | 'without'
  | 'except'
  | 'only'
  | 'both'
  | 'every'
  | 'and'
  | 'or'
  | 'above_average'
  | 'below_average'
  | 'which'
  | 'what'
  | 'who'
  | 'where'
  | 'when'
  | 'list'
  | 'yes_no'
  | 'pronoun'
  | 'there'
  | 'instead'
  | 'ascending'
  | 'descending'
  | 'again'
  | 'reverse'
  | 'unfiltered'
  | 'same'
  | 'about'
  | 'undo'
  | 'times'
  | 'unit_money'
  | 'unit_percent'
  | 'per_head'
  | 'outgoing'
  | 'containing'
  | 'starting'
  | 'ending'
  | 'bucket'
  | 'each_other'
  | 'vs_previous';

/** Phrases of the language of questions, in base forms, separated by bars; the longest match wins. Data, read by `createLexicon`. */
export const OPERATORS: Readonly<Record<Operator, readonly string[]>> = {
  count: phrases(`
    how many | number of | count of | count | number | how many of | quantity of | tally | counting | total number of | total count of |
    amount of different | volume of | how big is | how large is | how big be | how large be | how high is | how high be | size of | the size of | total no of | no of | nr of | headcount of |
    head count of | the count of | how numerous | in what number | what number of | how big was | how large was | how big are | how big were | what quantity of | how high is the number of | share the count of | share the number of |
    share with me the number of | share with me the count of
  `),
  how_much: phrases(`how much | what amount | how large an amount | what total`),
  how_often: phrases(`how often | how many times | how frequently | number of times`),
  how_long: phrases(`how long`),
  average: phrases(`
    average | mean | avg | on average | typical | typically | averages | usually | usual | normally | normal | ordinarily | as a rule |
    in general | mean value | average value | average figure | averaging | averagely | on an average | in average | in the mean |
    in the average
  `),
  median: phrases(`median | middle | midpoint | median value | middle value`),
  total: phrases(`
    total | sum | overall | altogether | in total | combined | sum of | total of | in all | all together | grand total | all up |
    to date total | summed up | added up | all told | lump sum | in aggregate | aggregate  | amount to | come to in all |
    sum up to
  `),
  minimum: phrases(`minimum | min`),
  maximum: phrases(`maximum | max`),
  stddev: phrases(`
    standard deviation | std dev | stddev | spread of | variation in | variation of | standard deviation of | dispersion of
  `),
  variance: phrases(`variance`),
  percentile: phrases(`percentile`),
  distinct: phrases(`distinct | different | unique | individual | separate`),
  by: phrases(`
    by | per | for each | fall in each | fall into each | falling into each | each | in each | at each | of each | for every | at every |
    broken down by | break down by | split by | group by | grouped by | broken down per | by each | breakdown by | on each | from each |
    within each | of every | for every one | break that down by | break it down by | break this down by | break them down by |
    across all | across the | across | sliced by | separately for | with each | split between | split among | split across | split over |
    divided between | divided among | distributed across | distributed over | spread over | spread across | shared between |
    shared among | share out between | share out among | shared out between | divide up by | divide by | cut by | broken out by | break down per | split per | split up by | divided by | arranged by | organised by | organized by |
    sorted into | segmented by | according to | depending on | for each and every | for each of | by each of | by every one of | in every one of | one line per |
    one row per | by every | for each single | in terms of each | for each individual | individually for | separately by | itemised by |
    itemized by | stratified by | analysed by | analyzed by | tabulated by | classified by | sorted out by | on a per | for every combination of | by combination of | for each combination of | per combination of |
    for every pair of | going by | judging by | for every one of | at each of | in each of | on each of | from each of | in terms of |
    as measured by | measured by | judged by
  `),
  top: phrases(`top | leading | best | top most | topmost | finest | most successful | number one | no 1 | number 1`),
  bottom: phrases(`bottom | worst | least successful | poorest`),
  most: phrases(`
    most | the most | most often | most frequently | the most often | the most times | most times | most of all | most frequent |
    by far the most | the highest number of | the largest number of | the greatest number of | the most number of |
    the biggest number of | the highest amount of | the maximum number of
  `),
  least: phrases(`
    least | fewest | the least | the fewest | least often | least of all | the lowest number of | the smallest number of |
    the least number of | the fewest number of | least frequent
  `),
  highest: phrases(`
    highest | largest | biggest | greatest | high | large | big | heaviest | steepest | peak | maximal
  `),
  lowest: phrases(`
    lowest | smallest | low | small | tiniest | slightest
  `),
  more: phrases(`more | more often | more frequently | bigger | larger | higher | greater`),
  fewer: phrases(`fewer | less | less often | less frequently | smaller | lower`),
  first: phrases(`first | very first`),
  last: phrases(`last | very last`),
  earliest: phrases(`earliest | oldest | first ever | very earliest`),
  latest: phrases(`latest | newest | most recent | the most recent | recent | very latest | last ever`),
  gt: phrases(`
    more than | over | above | greater than | higher than | larger than | bigger than | exceed | exceeding | in excess of | beyond |
    upwards of | > | north of | worth more than | older than | later than | top than | surpassing | surpass | topping | exceeds |
    in excess | greater in number than | beat | outdo | outstrip | outperform | past the mark of | upward of | more than just | beyond the |
    past | go over | go above | run over | run past | come to more than | amount to more than | pass | surpassed | top the
  `),
  gte: phrases(`
    at least | no less than | no fewer than | not less than | minimum of | a minimum of | >= | from at least | no fewer | starting at |
    not fewer than
  `),
  lt: phrases(`
    less than | fewer than | under | below | lower than | smaller than | beneath | < | short of | worth less than | inferior to | shy of |
    fall short of | not as many as | not even | fall below |
    fall under | drop below | stay below | stay under | go below | come to less than | amount to less than | come in under
  `),
  lte: phrases(`
    at most | no more than | not more than | up to | maximum of | a maximum of | <= | no longer than | a maximum | not above | not over |
    not exceeding | no higher than | no greater than
  `),
  eq: phrases(`exactly | equal to | equals | precisely | just exactly | exact`),
  between: phrases(
    `between | fall between | lie between | range between | somewhere between | anywhere between | fall in the range | range from`,
  ),
  or_more: phrases(`
    or more | + | or above | or higher | or over | and over | and above | or longer | and more | plus | or greater | or beyond | or later |
    upwards | and up | or up | or upwards | and upwards | and higher | and longer | or bigger | or larger
  `),
  or_less: phrases(`
    or less | or fewer | or below | or lower | or under | and under | and below | or shorter | or earlier | and less | and lower |
    or smaller | or cheaper | or sooner | and shorter
  `),
  than: phrases(`than`),
  differs: phrases(`
    differ from | different from | different than | differing from | unequal to | not equal to | not the same as | deviate from |
    not match | other than
  `),
  equals: phrases(`the same as | same as | equal | match | identical to`),
  share: phrases(`
    share | share of | percentage | percent | proportion | percentage of | percent of | proportion of | fraction | fraction of |
    as a share | as a percentage | in percent | % of | % | pct | contribution | contribute | rate of | rate | what part of |
    as percentage | as percent | as a percent | as share | split in percent | portion | portion of | the portion of | percentage share |
    percentage share of | market share | how much of | how large a share of | how big a share of | what part | what percent of |
    in percentage terms | in percentages | as percentages | in relative terms | chunk | chunk of | slice of | in % | as % | as a portion |
    as a fraction | relative share | how large a part of | what slice of
  `),
  growth: phrases(`
    growth | by how many percent | by how much | by what percent | by what percentage | by how much percent | grow | go up | go down |
    went up | went down | fall | fell | rose | develop | evolve | evolution | trend | change | increase | decrease | decline |
    growth rate | rise | shift | swing | shrink | shrank | dropped off | climb | climbed | grew | progress | progressed | progression |
    changed | move up | gone up | gone down | develop over time
  `),
  period_over_period: phrases(`
    month over month | month on month | mom | week over week | week on week | wow | quarter over quarter | qoq | day over day |
    year over year | yoy | from month to month | from one month to the next | from week to week | month to month | week to week |
    day to day | quarter to quarter | quarter on quarter | year on year | year to year | from week to the next |
    from one week to the next | from one day to the next | from one quarter to the next | day on day | from month to the next |
    from quarter to quarter | from day to day | week by week change | against the month before | against the week before |
    against the previous month | against the previous week | compared to the month before | compared with the month before |
    versus the month before | versus the previous month | versus prior month | versus last month | compared to the previous month |
    compared to the week before
  `),
  running: phrases(`
    cumulative | running total | running total of | running sum | cumulatively | accumulated | running | running count |
    cumulative total | running totals | building up | build up | adding up over time | add up over time | accumulating | accumulate |
    accumulation | so far each | pile up | piling up | stack up over time | totting up | tot up over time | snowball
  `),
  moving: phrases(`
    moving average | rolling average | rolling mean | moving mean | smoothed over | sliding average | trailing average
  `),
  distribution: phrases(
    `distribution | distribution of | histogram | histogram of | spread | spread out | distributed`,
  ),
  cumulative_share: phrases(`
    make up half | account for half | makes up half | bring in half | generate half | make half | make up | account for | represent | constitute | comprise
  `),
  figure_only: phrases(`the figure alone`),
  difference: phrases(`difference | difference between | difference in | gap between | gap`),
  versus: phrases(`
    versus | vs | compared to | compared with | against | as opposed to | relative to | in comparison to | side by side with | next to |
    set against | stacked up against | stack up against | in contrast to | up against
  `),
  compare: phrases(`
    compare | comparison of | comparison | comparing | side by side | head to head | contrast | set side by side | stack up
  `),
  not: phrases(`not | no longer | not any longer | not any more`),
  neither: phrases(`neither | neither of`),
  never: phrases(`never | nobody | no one | noone | nothing | not ever | not once | never once | not a single time`),
  no: phrases(`no | none | none of | zero | not any | not a single | have no | with no | not one`),
  without: phrases(`without | lacking | missing | lack | devoid of | with none of`),
  except: phrases(`
    except | excluding | exclude | other than | apart from | but not | everything but | except for | leaving out | leave out | besides |
    everything except | not counting | not including | ignoring | non | outside of | anything but | all but | aside from | drop | remove |
    minus | barring | with the exception of | not counting in | save for | excepting | omit | omitting | leaving aside | setting aside |
    not considering | disregarding
  `),
  only: phrases(`only | just | exclusively | solely | nothing but | purely | strictly | none but | merely | alone`),
  both: phrases(`both`),
  every: phrases(`every | in every | all of | in all of | each and every | every single`),
  and: phrases(`and | & | as well as | along with | plus also | together with | with their | and their`),
  or: phrases(`or | nor`),
  above_average: phrases(`
    above average | more than average | above the average | more than the average | over the average | better than average |
    higher than average | above-average | more than the mean | than average | than the average | than the mean | above the mean |
    over the mean | above mean
  `),
  below_average: phrases(`
    below average | less than average | below the average | less than the average | under the average | lower than average |
    fewer than average | below the mean | under the mean | below-average | less than the mean | below mean
  `),
  which: phrases(`
    which | what are the | which of | which are the | which are | which one | which ones | which single | which of the |
    which particular | which specific | which one of | which of our
  `),
  what: phrases(`
    what | whats | wat | wats | how did | how do | how does | how has | how have | how was | how is | how were | how are | what is | what was |
    what 's | what be | what were
  `),
  who: phrases(`who | whom | whose | who all | which person | which people`),
  where: phrases(`where`),
  when: phrases(`
    when | at what time | on what date | on which date | on what day | what date | which date | what day | on which day
  `),
  list: phrases(`
    list | show | show me | give me | display | name | find | get | tell me | list all | give | enumerate | fetch | present | print |
    let me see | see | names of | provide | rank | sort | ranking of | rank all | all | break | split | slice | divide | group | arrange |
    pull | pull up | bring up | output | walk me through | line up | lay out | run down | rundown of | a list of | listing of |
    an overview of | a breakdown of | breakdown of | catalogue of | put up | spell out | set out | itemise | itemize | read out |
    report on | a profile of | profile of | profile | hand me | send me | get me | fetch me | draw up | chart | plot | graph | visualise | visualize | draw | table of |
    a table of | a chart of | a graph of | a plot of | tabulate | state | identify | compute | calculate | determine | establish |
    specify | indicate | supply | gimme | extract | retrieve | work out | figure out | find out | detail | single out | point out |
    pick out | lemme see | reconcile | summarise | summarize | sum up | tell us | inform me | count out | report | enlist |
    share the list of | share with me | share with us | share the names of | please share | kindly share | share a list of
  `),
  yes_no: phrases(`
    is there | are there | does | did | is it true that | has any | have any | do we | is it the case that | was there | were there |
    do any | has there been | have there been
  `),
  pronoun: phrases(`
    they | them | their | those | these | he | she | his | her | its | it | that | this | him | theirs | that one | those ones |
    this one | the one | ones | one
  `),
  there: phrases(`there`),
  instead: phrases(`instead | rather`),
  ascending: phrases(`
    ascending | ascending order | lowest first | smallest first | from lowest to highest | from low to high | sort ascending |
    sorted ascending
  `),
  descending: phrases(`
    descending | descending order | highest first | largest first | biggest first | from highest to lowest | from high to low |
    sort descending | sorted descending | best one first | best first
  `),
  again: phrases(`again | repeatedly | a second time | once more | once again`),
  unfiltered: phrases(`
    without that filter | without the filter | without this filter | no filter | without filter | without any filter | unfiltered |
    without that restriction | without the restriction | without that condition | without the condition | remove the filter |
    remove that filter | clear the filter | lift the filter
  `),
  reverse: phrases(`reverse | reversed | reverse order`),
  same: phrases(`
    same | same for | the same | the same for | likewise | same thing for | same again | same but | repeat
  `),
  about: phrases(`what about | how about | and what about | and how about | and for | and in`),
  undo: phrases(`undo | go back | previous answer | revert | back to before | undo that`),
  times: phrases(`time | times`),
  unit_money: phrases(`dollar | dollars | usd | buck | bucks | $ | euro | us dollars | us dollar`),
  unit_percent: phrases(`percent`),
  per_head: phrases(`per head | per person | each person | a head | apiece | each one | per capita`),
  // Money that goes out is no part of what is taken in; nothing reads this, so it counts as not understood.
  outgoing: phrases(`
    we pay | do we pay | did we pay | we paid | we spend | do we spend | did we spend | we spent | we owe | do we owe | it cost us |
    cost us
  `),
  containing: phrases(`
    containing | contain | including the word | with the word | mentioning | mention | that mention | about | has the word |
    have the word | include the word | with word | called | titled | whose title contains | with a title containing | that contain |
    which contain | that has the word | with the words | contains the word | contain the word | that mentions | mentions
  `),
  starting: phrases(`
    starting with | start with | beginning with | begin with | starts with | begins with | that start with | that begins with |
    whose title starts with | whose title begins with | starting in | that starts with | starting with the letter | starting with letter |
    beginning with the letter | begin with the letter | start with the letter | starts with the letter
  `),
  ending: phrases(`
    ending with | end with | ending in | end in | ends with | that end with | that end in | ending on | ending with the letter |
    end with the letter | ending in the letter | finishing with
  `),
  bucket: phrases(`
    bucket | buckets | bucketed | band | bands | in bands of | in buckets of | in steps of | bins | bin | ranges of
  `),
  each_other: phrases(`each other`),
  vs_previous: phrases(`
    compared to the previous | versus the previous | compared with the previous | vs previous | against the previous
  `),
};
