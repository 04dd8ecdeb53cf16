/** What a word does in a question, apart from naming something. */
export type Operator =
  | 'count' | 'how_much' | 'how_often' | 'how_long' | 'average' | 'median' | 'total' | 'minimum' | 'maximum' | 'stddev' | 'variance' | 'percentile' | 'distinct'
  | 'by' | 'top' | 'bottom' | 'most' | 'least' | 'highest' | 'lowest' | 'more' | 'fewer' | 'first' | 'last' | 'earliest' | 'latest'
  | 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'between' | 'or_more' | 'or_less' | 'than'
  | 'share' | 'growth' | 'period_over_period' | 'running' | 'moving' | 'distribution' | 'cumulative_share' | 'difference'
  | 'versus' | 'compare' | 'not' | 'never' | 'no' | 'without' | 'except' | 'only' | 'both' | 'every' | 'and' | 'or' | 'above_average' | 'below_average'
  | 'which' | 'what' | 'who' | 'where' | 'when' | 'list' | 'yes_no' | 'pronoun' | 'there' | 'instead' | 'same' | 'about' | 'undo' | 'times' | 'unit_money' | 'unit_percent' | 'per_head' | 'outgoing' | 'containing' | 'starting' | 'ending' | 'bucket' | 'each_other' | 'vs_previous';

/** Phrases of the language of questions, in base forms; the longest match wins. Data, read by `createLexicon`. */
export const OPERATORS: Readonly<Record<Operator, readonly string[]>> = {
  count: ['how many', 'number of', 'count of', 'count', 'number', 'how many of', 'quantity of', 'tally', 'counting', 'total number of', 'total count of', 'amount of different', 'volume of'],
  how_much: ['how much', 'what amount'],
  how_often: ['how often', 'how many times', 'how frequently', 'number of times'],
  how_long: ['how long'],
  average: ['average', 'mean', 'avg', 'on average', 'typical', 'typically', 'averages'],
  median: ['median', 'middle'],
  total: ['total', 'sum', 'overall', 'altogether', 'in total', 'combined', 'sum of', 'total of', 'in all', 'all together', 'grand total', 'all up', 'to date total'],
  minimum: ['minimum', 'min'],
  maximum: ['maximum', 'max'],
  stddev: ['standard deviation', 'std dev', 'stddev', 'spread of'],
  variance: ['variance'],
  percentile: ['percentile'],
  distinct: ['distinct', 'different', 'unique', 'individual'],
  by: ['by', 'per', 'for each', 'each', 'in each', 'at each', 'of each', 'for every', 'at every', 'broken down by', 'break down by', 'split by', 'group by', 'grouped by', 'broken down per', 'by each', 'breakdown by', 'on each', 'from each', 'within each', 'of every', 'for every one', 'break that down by', 'break it down by', 'break this down by', 'break them down by', 'across all', 'across the', 'across', 'sliced by', 'separately for', 'with each'],
  top: ['top', 'leading', 'best'],
  bottom: ['bottom', 'worst'],
  most: ['most', 'the most', 'most often', 'most frequently', 'the most often'],
  least: ['least', 'fewest', 'the least', 'the fewest', 'least often'],
  highest: ['highest', 'largest', 'biggest', 'greatest', 'high', 'large', 'big'],
  lowest: ['lowest', 'smallest', 'low', 'small'],
  more: ['more', 'more often', 'more frequently', 'bigger', 'larger', 'higher', 'greater'],
  fewer: ['fewer', 'less', 'less often', 'less frequently', 'smaller', 'lower'],
  first: ['first', 'very first'],
  last: ['last', 'very last'],
  earliest: ['earliest', 'oldest'],
  latest: ['latest', 'newest', 'most recent', 'recent'],
  gt: ['more than', 'over', 'above', 'greater than', 'higher than', 'larger than', 'bigger than', 'exceed', 'exceeding', 'in excess of', 'beyond', 'upwards of', '>', 'north of', 'worth more than', 'older than', 'later than', 'top than'],
  gte: ['at least', 'no less than', 'no fewer than', 'not less than', 'minimum of', 'a minimum of', '>=', 'from at least'],
  lt: ['less than', 'fewer than', 'under', 'below', 'lower than', 'smaller than', 'beneath', '<', 'short of', 'worth less than'],
  lte: ['at most', 'no more than', 'not more than', 'up to', 'maximum of', 'a maximum of', '<=', 'no longer than'],
  eq: ['exactly', 'equal to', 'equals', 'precisely', 'just exactly'],
  between: ['between'],
  or_more: ['or more', 'or above', 'or higher', 'or over', 'and over', 'and above', 'or longer', 'and more', 'plus', 'or greater'],
  or_less: ['or less', 'or fewer', 'or below', 'or lower', 'or under', 'and under', 'and below', 'or shorter'],
  than: ['than'],
  share: ['share', 'share of', 'percentage', 'percent', 'proportion', 'percentage of', 'percent of', 'proportion of', 'fraction', 'fraction of', 'as a share', 'as a percentage', 'in percent', '% of', '%', 'pct', 'contribution', 'contribute', 'rate of', 'rate', 'what part of', 'as percentage', 'as percent', 'as a percent', 'as share', 'split in percent'],
  growth: ['growth', 'by how many percent', 'by how much', 'by what percent', 'by what percentage', 'by how much percent', 'grow', 'go up', 'go down', 'went up', 'went down', 'fall', 'fell', 'rose', 'develop', 'evolve', 'evolution', 'trend', 'change', 'increase', 'decrease', 'decline', 'growth rate', 'rise'],
  period_over_period: ['month over month', 'month on month', 'mom', 'week over week', 'week on week', 'wow', 'quarter over quarter', 'qoq', 'day over day', 'year over year', 'yoy', 'from month to month', 'from one month to the next', 'from week to week'],
  running: ['cumulative', 'running total', 'running total of', 'running sum', 'cumulatively', 'accumulated', 'running', 'running count', 'cumulative total', 'running totals'],
  moving: ['moving average', 'rolling average', 'rolling mean', 'moving mean'],
  distribution: ['distribution', 'distribution of', 'histogram', 'histogram of', 'spread'],
  cumulative_share: ['make up half', 'account for half', 'makes up half', 'bring in half', 'generate half', 'make half', 'make up', 'account for'],
  difference: ['difference', 'difference between', 'difference in', 'gap between', 'gap'],
  versus: ['versus', 'vs', 'compared to', 'compared with', 'against', 'as opposed to', 'relative to', 'in comparison to'],
  compare: ['compare', 'comparison of', 'comparison', 'comparing'],
  not: ['not', 'no longer', 'not any longer', 'not any more'],
  never: ['never', 'not ever', 'not once', 'never once', 'not a single time'],
  no: ['no', 'none', 'none of', 'zero', 'not any', 'not a single', 'have no', 'with no', 'not one'],
  without: ['without', 'lacking', 'missing', 'lack'],
  except: ['except', 'excluding', 'exclude', 'other than', 'apart from', 'but not', 'everything but', 'except for', 'leaving out', 'leave out', 'besides', 'everything except', 'not counting', 'not including', 'ignoring', 'non', 'outside of', 'anything but', 'all but', 'aside from', 'drop', 'remove'],
  only: ['only', 'just', 'exclusively', 'solely', 'nothing but'],
  both: ['both'],
  every: ['every', 'in every', 'all of', 'in all of', 'each and every', 'every single'],
  and: ['and', '&', 'as well as', 'along with', 'plus also', 'together with', 'with their', 'and their'],
  or: ['or', 'either'],
  above_average: ['above average', 'more than average', 'above the average', 'more than the average', 'over the average', 'better than average', 'higher than average', 'above-average', 'more than the mean', 'than average', 'than the average', 'than the mean', 'longer than average'],
  below_average: ['below average', 'less than average', 'below the average', 'less than the average', 'under the average', 'lower than average', 'fewer than average', 'shorter than average'],
  which: ['which', 'what are the', 'which of', 'which are the', 'which are'],
  what: ['what', 'whats', 'how did', 'how do', 'how does', 'how has', 'how have', 'how was', 'how is', 'how were', 'what is', 'what was', "what 's", 'what be', 'what were'],
  who: ['who', 'whom', 'whose'],
  where: ['where'],
  when: ['when', 'at what time', 'on what date', 'on which date', 'on what day', 'what date', 'which date'],
  list: ['list', 'show', 'show me', 'give me', 'display', 'name', 'find', 'get', 'tell me', 'list all', 'give', 'enumerate', 'fetch', 'present', 'print', 'let me see', 'see', 'names of', 'provide', 'rank', 'order', 'sort', 'ranking of', 'rank all', 'all'],
  yes_no: ['is there', 'are there', 'does', 'did', 'is it true that', 'has any', 'have any'],
  pronoun: ['they', 'them', 'their', 'those', 'these', 'he', 'she', 'his', 'her', 'its', 'it', 'that', 'this', 'him', 'theirs', 'that one', 'those ones', 'this one', 'the one', 'ones', 'one'],
  there: ['there'],
  instead: ['instead', 'rather'],
  same: ['same', 'same for', 'the same', 'the same for', 'likewise', 'same thing for', 'same again', 'same but', 'repeat'],
  about: ['what about', 'how about', 'and what about', 'and how about', 'and for', 'and in'],
  undo: ['undo', 'go back', 'previous answer', 'revert', 'back to before', 'undo that'],
  times: ['time', 'times'],
  unit_money: ['dollar', 'dollars', 'usd', 'buck', 'bucks', '$', 'euro'],
  unit_percent: ['percent'],
  per_head: ['per head', 'per person', 'each person'],
  // Money that goes out is no part of what is taken in; nothing reads this, so it counts as not understood.
  outgoing: ['we pay', 'do we pay', 'did we pay', 'we paid', 'we spend', 'do we spend', 'did we spend', 'we spent', 'we owe', 'do we owe', 'it cost us', 'cost us'],
  containing: ['containing', 'contain', 'including the word', 'with the word', 'mentioning', 'mention', 'that mention', 'about', 'has the word', 'have the word', 'include the word', 'with word', 'called', 'titled', 'whose title contains', 'with a title containing'],
  starting: ['starting with', 'start with', 'beginning with', 'begin with', 'starts with', 'begins with', 'that start with'],
  ending: ['ending with', 'end with', 'ending in', 'end in', 'ends with'],
  bucket: ['bucket', 'buckets', 'bucketed', 'band', 'bands', 'in bands of', 'in buckets of', 'in steps of', 'bins', 'bin', 'ranges of'],
  each_other: ['each other'],
  vs_previous: ['compared to the previous', 'versus the previous', 'compared with the previous', 'vs previous', 'against the previous'],
};

/** Words that say nothing about the figure. */
export const FILLER: ReadonlySet<string> = new Set(
  `a an the of in on at to for from with as is are was were be been being am do does did doing have has had having will would could should shall may might can
   i we you us our ours my mine your me please kindly thank thanks hello hi hey good morning afternoon evening dear so much very really just now then also too well
   want need like know tell see look let get got would wonder ask question answer help give if mind possible possibly maybe actually basically currently today's ok okay
   any some something anything someone somebody anyone anybody stuff thing everyone everybody people everything that which who there here it its into out off about around
   come go put pack together bit quick quickly figure number data dataset 's 're 'd 'll 've 'm s whole entire full complete all ever yet still already during within then
   information detail details info current currently kind type way respectively process overall long
   value values result results report overview view breakdown please regarding concerning respect term terms based across such made make many
   inclusive exclusive through but pack deck presentation meeting quick briefly asap someone's putting working preparing writing report reporting team colleague boss customer's happen happened happens occur occurred occurs there've we've place took taken taking exist exists existing belong belongs belonging include including included`
    .split(/\s+/)
    .filter(Boolean),
);

/** Phrases that say nothing about the figure. */
export const FILLER_PHRASES: readonly string[] = ['if you do not mind', 'do not mind', 'i do not know', 'break down', 'break that down', 'break it down', 'break this down', 'break them down', 'broken down', 'split', 'by the way', 'as of now', 'so far', 'at the moment', 'at all', 'right now', 'put together', 'putting together', 'working on', 'good morning', 'good afternoon', 'good evening', 'thanks a lot', 'for me', 'for us', 'with us', 'to us', 'in our data', 'in the data', 'of data', 'on record', 'in the database', 'on file', 'in our records', 'each time', 'at a time', 'in figures', 'in numbers', 'for a report', 'for my report', 'a lot', 'as well', 'of them', 'of all time', 'of all', 'all time', 'in history', 'ever recorded', 'to date', 'turn out', 'as a list', 'as a table', 'in a table', 'in a chart', 'as a chart', 'one by one', 'in advance', 'many thanks', 'so kind as to', 'dear colleague', 'let me know', 'for the record', 'at least once ever'];

/** What begins the request proper; a preamble before it ("I am preparing the board meeting and …") asks for nothing. */
export const REQUEST_MARKERS: readonly string[] = ['i would need', 'i need', 'i would like', 'i want', 'could you', 'can you', 'would you', 'please', 'tell me', 'i wonder', 'we need', 'we would like', 'we want', 'show me', 'give me', 'let me know', 'may i', 'can i', 'could i'];

/** Words that ask for a change of data, secrets, or something outside analytics; such questions are refused. */
export const WRITE_WORDS: readonly string[] = ['delete', 'drop', 'truncate', 'insert', 'update', 'alter', 'erase', 'wipe', 'purge', 'grant', 'revoke', 'modify', 'rename', 'overwrite', 'cancel', 'refund', 'destroy', 'deactivate', 'reactivate', 'reset'];
export const SET_WORDS: readonly string[] = ['set', 'change', 'increase', 'decrease', 'raise', 'lower', 'add', 'create', 'make', 'put', 'remove', 'move', 'mark', 'assign', 'give', 'cut', 'reduce', 'apply', 'correct', 'fix', 'edit', 'merge', 'swap', 'replace'];
export const SECRET_WORDS: readonly string[] = ['password', 'passwords', 'passwd', 'credential', 'credentials', 'secret', 'secrets', 'token', 'tokens', 'hash', 'hashes', 'api key', 'login', 'logins', 'pin', 'private key', 'system prompt', 'prompt', 'instructions', 'credit card', 'card number', 'ssn', 'username', 'usernames'];
export const OVERRIDE_WORDS: readonly string[] = ['ignore', 'disregard', 'bypass', 'override', 'jailbreak', 'pretend', 'forget', 'roleplay', 'sudo', 'impersonate'];
