import { phrases } from './phrases.js';

/** Words that say nothing about the figure. */
export const FILLER: ReadonlySet<string> = new Set(
  `
    looking gone done
    a an the of in on at to for from with as is are was were be been being am do does did doing have has had having will would could
    should shall may might can i we you us our ours my mine your me please kindly thank thanks hello hi hey good morning afternoon evening
    dear so much very really just now then also too well want need like know tell see look let get got wonder ask question answer help
    give if mind possible possibly maybe actually basically currently today's ok okay any some something anything someone somebody anyone
    anybody stuff thing everyone everybody people everything that which who there here it its into out off about around come go put pack
    together jointly collectively check bit quick quickly figure number data dataset 's 're 'd 'll 've 'm s whole entire full complete all ever yet still already
    during within information detail details info current kind type way respectively process overall long value values result results
    report overview view breakdown regarding concerning respect term terms based across such made make many inclusive exclusive through
    but deck presentation meeting briefly asap someone's putting working preparing writing reporting team colleague boss customer's happen
    happened happens occur occurred occurs there've we've place took taken taking exist exists existing yo yeah yep oi r u ur pls plz plss
    thx ty tnx btw fyi wanna gonna lemme gotta dunno kinda sorta pretty whats hows wheres inform learn love lovely kindest revert
    needful wise single judging going lie lies lying combination somethin somthing somethng anythin figures either belong belongs
    belonging include including included usual relevant actual exact roughly approximately approx precise simply merely literally honestly
    frankly again therefore thus hence however anyway besides whatever whenever wherever somehow somewhat rather fairly quite indeed
    ladies gentlemen sir madam mate guys buddy pal cheers regards sincerely welcome sorry excuse pardon appreciate appreciated grateful
    glad curious interested wondering asking asked wants wanted needs needed knows supposed trying try tried hoping hope says said
    speaking down up along away forward onto upon span stretch timeframe window shown showing displayed listed provided begin begins began
    begun start starts started starting commence commenced log logs logged recorded noted handled taken-together year's month's week's
    anymore anywhere somewhere everywhere physical found sit sits sitting stand stands standing
    distinguish distinguishes recognise recognize applies applicable attached permitted whatsoever duly etc etcetera kpi
    analysed obliged intrusion disturb disturbing disturbed bother bothering
    day's altogether i.e e.g namely meaning viz aka
  `
    .split(/\s+/)
    .filter(Boolean),
);

/** Phrases that say nothing about the figure. */
export const FILLER_PHRASES = phrases(`
  between them | if you do not mind | do not mind | i do not know | break down | break that down | break it down | break this down | break them down |
  broken down | split | by the way | as of now | so far | at the moment | at all | right now | put together | putting together |
  working on | good morning | good afternoon | good evening | thanks a lot | for me | for us | with us | to us | in our data |
  in the data | of data | on record | in the database | on file | in our records | each time | at a time | in figures | in numbers |
  for a report | for my report | at some point | at some time | a lot | as well | of them | of all time | of all | all time | in history | ever recorded | to date |
  turn out | as a list | as a table | in a table | in a chart | as a chart | a single | one by one | in advance | many thanks |
  so kind as to | dear colleague | let me know | for the record | at least once ever | on the books | on its books | on their books | in the books | in the ledger |
  on the ledger | on the shelves | on the shelf | in the till | in the register | in the system | in the records | on our books |
  on our shelves | in our books | in our system | i e | e g | that is to say | in other words | i mean | by that i mean |
  nothing else | and nothing else | nothing more | and nothing more | no more no less | from us | by us | at our place | of ours |
  of our own | in the company | in the business | across the board | across the company | across the business | across the chain |
  as it stands | as things stand | as we speak | these days | at present | at the present time | for now | until now | till now |
  up to now | up until now | to this day | since the beginning | since the start | from the beginning | from the start | since we opened |
  since opening | on the whole | in general terms | out there | if possible | if you can | if you please | when you can |
  when you have time | when you have a minute | when you have a moment | when you get a chance | when you get a minute |
  whenever you have a minute | whenever you have time | whenever you can | at your convenience | as soon as possible |
  as soon as you can | with kind regards | kind regards | best regards | thank you so much | thank you very much | thanks so much |
  thanks in advance | thank you in advance | much appreciated | would be great | would be nice | would be helpful | that would be great |
  it would be great | it would be nice | would you be so kind | would you be so kind as to | be so kind as to | would you mind |
  do you happen to know | do you know | do you think | is it possible | off the top of your head | in absolute numbers |
  in absolute terms | in absolute figures | as an absolute number | as a number | as a figure | in whole numbers | both days included |
  both included | both inclusive | first and last day included | inclusive of both | in words | in short | in brief | to be exact |
  to be precise | roughly speaking | one after the other | in one go | in one table | in one list | in a list | as a bar chart |
  as a line chart | as a pie chart | in a bar chart | in a line chart | in a pie chart | as a graph | in a graph | as a plot | as bars |
  as a line | as a pie | lifetime | all time total | quick question | quick one | just checking | just curious | for my boss |
  for the boss | for the board | for the meeting | for a meeting | for my meeting | for the record books | for reference |
  for comparison | for planning | for my planning | for our planning | for a presentation | for my presentation | for the presentation |
  for the slides | for a slide | for the newsletter | for our newsletter | for the team | for my team | for the report | for this report |
  for the weekly report | for the monthly report | for the annual report | for the auditors | for the accountant | for the accountants |
  for the tax office | for tax purposes | for bookkeeping | for accounting | at a glance | side of things | in the first place |
  after all | by any chance | one more thing | of interest | of course | in detail | in full | so to speak | as it were | you know |
  if i may | if i may ask | may i ask | let us say | as we know | as you know | in practice | in reality | in fact | as a matter of fact |
  to be fair | with regard to | with respect to | as for | as to | in regard to | in relation to | when it comes to | on the basis of |
  as regards | speaking of | out of interest | out of curiosity | to my knowledge | in existence | in operation | in place |
  under our roof | in total so far | take place | took place | takes place | taking place | that took place | that happened | one of our |
  one of my | is enough | would be enough | is sufficient | will do | over the years | with the figures | with the numbers |
  with figures | with numbers | with the figure | with the number | if it is not too much trouble | if it is not too much to ask |
  if it is no trouble | if that is possible | if that is ok | if that is okay | do the needful | at your earliest convenience |
  for my information | for your information | for our information | if i remember right | i hope you are well | hope you are well |
  i trust you are well | in total numbers | out of our | of the bunch | of the lot | among them | among those | of which | in question |
  on the subject of | one and all | both numbers included | both numbers | both ends included   | by everyone |
  if it is not a bother | if it 's not too much trouble | it 's not too much trouble | it 's no trouble | not disturbing you |
  not disturb you | not bothering you | not interrupting you | not too much to ask | not in a hurry | so good as to | ever so much |
  forgive the intrusion | forgive me for asking | much obliged | greatly obliged | set down against them |
  set against them | entered against them | listed against them | 
  attributable to | stem from | originate from | derive from | suitable for everyone | have a nice day | have a good day | have a nice week |
  have a good week | have a nice weekend | have a nice evening | i think | i guess | i believe | i suppose | so far as i know |
  as far as i know | found anywhere | anywhere in | anywhere at | sit | stand | fall on | fall upon | fall into | fall under | fall within | fall inside | by everybody | by anyone | by all of them  | we use
`);

/** What begins the request proper; a preamble before it ("I am preparing the board meeting and …") asks for nothing. */
export const REQUEST_MARKERS = phrases(`
  i would need | i need | i would like | i want | could you | can you | would you | please | tell me | i wonder | we need |
  we would like | we want | show me | give me | let me know | may i | can i | could i | we would need | like to know | wants to know |
  want to know | need to know | needs to know | would like | asked me | asks me | is asking | was asking | wonder | wondering | curious |
  remind me | find out | figure out | work out | help me | how many | how much | what is | what was | what are | what were | which | who |
  list | i am looking for | looking for | we are looking for | i am trying | i am after | give us | show us | tell us | let us know |
  let us see | let me see | do you know | i must know | i have to know | i should know | wants to see | want to see | would like to see |
  need to see | interested in
`);
