/** See `toRewritings`. Counts and totals: announced, asked for at the end, or of something that another sentence names. */
export const FORMS_COUNTS = `
# the count is asked for at the end
^ <any> , (how many|number|count|total|tally|headcount|number of|count of|the number|the count|the total|total number|counted) [of them|of those|of these|please] $ -> how many <any>
^ <any> , (how many|how much) (of them|of those|of these|be there|be that|be it|be they|do we have|have we|have we got|do that make|would that be|in all|in total|altogether) [be there|in all|in total|altogether|do we have] $ -> how many <any>
^ <any> , what be the (number|count|total|figure|tally) [of them|of those] $ -> how many <any>
^ <any> , how (many times|often) [have|do|be] [that|this|it] [happen|occur|be the case] $ -> how many times were <any>
^ <a:any> , how many <b:any> $ -> how many <b> <a>

# what is counted is named in a sentence of its own
^ we <verb> [some|certain|several] <thing> <any> , how many [of them|of those|of these] [be there|do we have|be that|be it] $ -> how many <thing> do we <verb> <any>
^ there be [some|certain|several|a few] <any> , how many [of them|of those|of these] [be there|do we have|be that|be it] $ -> how many <any>
^ [take|from|of|among|out of] [all] [the|our] <thing> , how many (of them|of those|still|do|be|have) <any> $ -> how many <thing> <any>
^ counting (each|every) <noun> [only] once , how many (do|be|have) <any> $ -> how many different <noun> do <any>
<any> , (count|counting|counted) (each|every|everybody|everyone|each one|each of them|them) [<noun>] [only] once -> how many different <any>

# what it all comes to
what do [all] [of] [the|our] <event> (add up to|come to|sum up to|amount to|total|tot up to) [in total|in all|altogether] -> what is the sum of <event>
what do <any> (add up to|come to|sum up to|amount to|tot up to) [in total|in all|altogether] -> what is the sum of <any>

what [do|be] [the|our] <a:aggregate> <x:any> come to -> what is the <a> <x>
what [do|be] [the|our] <f:figure> come to [in total|altogether|in all|overall] -> what is the total <f>

# a count without its words
count [up] (every|each|all) [single] [of] [the|our] <thing> -> how many <thing>
^ total [number of] <thing> -> number of <thing>
^ (distinct|different|unique|separate) <thing> -> number of different <thing>
<thing> (size|count|tally|headcount|total) -> number of <thing>
can (people|one|you|we|customers|a customer|our customers|someone|anybody|anyone|somebody) (find|get|see|choose from|pick from|have) -> are there

# one figure is announced
^ [i|we] (want|need|would like) (one|a single|just one|only one) (number|figure|sum|amount|total) , <any> $ -> <any>

# words that add nothing to a number
<number> [dollar] each $ -> <number>
, <word> or not $ ->
, in heads $ ->

# done by whom, said in the active
how much [money] (have|be) [been] <v:verb> by <x:any> $ -> how much did <x> <v>
how many <y:any> (have|be) [been] <v:verb> by <x:any> $ -> how many <y> did <x> <v>

# one of them stands for all
one [single] <thing> -> a <thing>
<e:event> <a:aggregate> $ -> <a> <e>
# one figure, split by ranges that are asked for one after the other
[and] how many [of them|are|be|have] [of them] (between|from) <n:number> (and|to) <m:number> -> , <n> to <m>
[and] how many [of them|are|be|have] [of them] <n:number> (to|-) <m:number> -> , <n> to <m>
, [and] how many [of them|are|be|have] [of them] (over|above|beyond|more than|longer than|upwards of|higher than|dearer than) <n:number> -> , over <n>
and how many [of them|are|be|have] [of them] (over|above|beyond|more than|longer than|upwards of|higher than|dearer than) <n:number> -> , over <n>
, [and] how many [of them|are|be|have] [of them] (under|below|less than|fewer than|shorter than|cheaper than) <n:number> -> , under <n>
# a second bound
and more than <n:number> <t:thing> -> , and with more than <n> <t>
`;
