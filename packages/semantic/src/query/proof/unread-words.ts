import type { MetricRef, SemanticQuery } from '@copilot/contracts';
import { findField, type Model } from '../../model/model.js';
import { isSaidTogether } from '../../question/said-together.js';
import type { Check, Evidence } from './evidence.js';
import { meaningsOf, says, wordsOf } from './said.js';

/** Words that were taken for something that the sentence does not allow: "may" for the month, a slip for the sign of a text search. */
export const unreadWords: Check = ({ items, query, model, before }) => ({
  kind: 'unplaced',
  at: items.flatMap((_, at) =>
    standsOut(items, at) ||
    (before === undefined && thatPlace(items, at)) ||
    otherUnit(items, at, query, model) ||
    ofTheirOwn(items, at, query) ||
    comparesWithin(items, at) ||
    whatTotal(items, at) ||
    partNever(items, at, query) ||
    inEachOf(items, at) ||
    someOfThem(items, at, query) ||
    averageThing(items, at, query, model) ||
    mayDo(items, at) ||
    guessedSearch(items, at) ||
    alone(items, at) ||
    lastOne(items, at) ||
    (query.dimensions.length > 0 && !query.fold && together(items, at))
      ? [at]
      : [],
  ),
});

/** "how many days may one keep it": a verb, not the month. */
function mayDo(items: Evidence['items'], at: number): boolean {
  const item = items[at];
  if (item?.time === null || item?.tokens[0]?.text !== 'may') return false;
  return (
    item.tokens[1]?.text === 'one' ||
    (item.tokens.length === 1 &&
      /^(one|i|we|you|they|he|she|it|people|someone|somebody|anyone|a|the|be|not)$/.test(
        wordsOf(items[at + 1]).split(' ')[0] ?? '',
      ))
  );
}

/** "at store 1 alone": nothing else is meant; where no rule took it, it is more than an empty word. */
function alone(items: Evidence['items'], at: number): boolean {
  return items[at]?.status !== 'used' && /^(alone|solely|exclusively|merely)$/.test(wordsOf(items[at]));
}

/** "the last film": the end of an order, not how long something lasts. */
function lastOne(items: Evidence['items'], at: number): boolean {
  const item = items[at];
  return (
    says(item, 'last') &&
    (item?.as?.startsWith('field') ?? false) &&
    /^(the|his|her|their|our)$/.test(wordsOf(items[at - 1]))
  );
}

/** "how much did both spend together": one figure for all of them. */
function together(items: Evidence['items'], at: number): boolean {
  return items[at]?.status !== 'used' && isSaidTogether(wordsOf(items[at])) && wordsOf(items[at]) !== 'altogether';
}

/** A word that was mended into "starting with" or "called" would search for whatever comes next. */
function guessedSearch(items: Evidence['items'], at: number): boolean {
  const item = items[at];
  return (
    item?.as === 'text' &&
    says(item, 'containing', 'starting', 'ending') &&
    item.tokens.some((token) => token.corrected)
  );
}

/** "three discs out": where they are, when no verb took the word. */
function standsOut(items: Evidence['items'], at: number): boolean {
  return (
    items[at]?.status !== 'used' &&
    wordsOf(items[at]) === 'out' &&
    meaningsOf(items[at - 1], 'dataset').length > 0 &&
    items.slice(Math.max(0, at - 4), at).some((item) => item.number !== null)
  );
}

/** "the guests there": a place that was named before, which nothing took. */
function thatPlace(items: Evidence['items'], at: number): boolean {
  return (
    wordsOf(items[at]) === 'there' &&
    meaningsOf(items[at - 1], 'dataset').length > 0 &&
    !/^(is|are|was|were|be)\b/.test(wordsOf(items[at + 1]))
  );
}

/** "the total length in hours", "how many hours does it last", of what is kept in minutes, or of hours of the day. */
function otherUnit(items: Evidence['items'], at: number, query: SemanticQuery, model: Model): boolean {
  const units = meaningsOf(items[at], 'unit').map((m) => m.unit);
  const counted = says(items[at - 1], 'count') && units.length > 0 && items[at]?.tokens.length === 1;
  if (!counted && (items[at]?.as !== 'unit' || wordsOf(items[at - 1]) !== 'in')) return false;
  if (counted && !query.count_groups && query.dimensions.some((d) => d.grain === 'hour_of_day')) return true;
  const shown = [
    ...query.metrics.map((ref) => ({ member: ref.field, unit: ref.unit?.name })),
    ...(query.attributes ?? []).map((member) => ({ member, unit: undefined })),
  ];
  return shown.some(({ member, unit: as }) => {
    const field = member ? findField(model, member) : undefined;
    return field !== undefined && units.some((unit) => (field.units.get(unit) ?? 1) !== 1 && as !== unit);
  });
}

/** "above the average of their group", "of their own group": an average for each, not the one of all. */
function ofTheirOwn(items: Evidence['items'], at: number, query: SemanticQuery): boolean {
  if (JSON.stringify(query).includes('"within":')) return false;
  const average = items.slice(0, at).findLastIndex((item) => item.as === 'compared with the average');
  const own = /^(own|respective)( \S+)?$/.test(wordsOf(items[at]));
  const their = /^(their|its|his|her|the same|that)$/.test(wordsOf(items[at - 1]));
  const group = meaningsOf(items[at], 'dataset').length + meaningsOf(items[at], 'field').length > 0;
  return average >= 0 && (own || (their && group && at - average <= 4));
}

/** "how many guests came more often in May than in April", "in which months did A take more than B": each of those asked for is compared with itself. */
function comparesWithin(items: Evidence['items'], at: number): boolean {
  if (items[at]?.as !== 'than' || !items.slice(0, at).some((item) => item.as === 'highest first')) return false;
  return (
    /^how many\b/.test(wordsOf(items[0])) ||
    (/^(which|what|in which|in what)$/.test(wordsOf(items[0])) && meaningsOf(items[1], 'grain').length > 0) ||
    (wordsOf(items[1]) === 'which' && meaningsOf(items[2], 'grain').length > 0)
  );
}

/** "…, and for what total": another figure. */
function whatTotal(items: Evidence['items'], at: number): boolean {
  return at > 2 && items[at]?.as === 'question form' && /^(what|which) total$/.test(wordsOf(items[at]));
}

/** "a title with a copy that never went out": one of its parts never did, which is not the whole never having done it. */
function partNever(items: Evidence['items'], at: number, query: SemanticQuery): boolean {
  const part = meaningsOf(items[at], 'dataset')[0]?.name;
  if (part === undefined || !query.entity || query.entity === part || !/^(a|an|one)$/.test(wordsOf(items[at - 1])))
    return false;
  const rest = items
    .slice(at + 1)
    .map(wordsOf)
    .join(' ');
  return /^((that|which) (has |have |had |was |were )?(never|not)|(has|have|had|was|were) never)\b/.test(rest);
}

/** "in every one of the months May, June and July": in all of them, and not a figure for each. */
function inEachOf(items: Evidence['items'], at: number): boolean {
  const times = items.slice(at + 1).filter((item) => item.time !== null);
  return (
    /\b(each|every)$/.test(wordsOf(items[at])) &&
    meaningsOf(items[at + 1], 'grain').length > 0 &&
    times.length > 1 &&
    items.slice(0, at).some((item) => item.as?.startsWith('counts ') === true)
  );
}

/** "how many halls are there, and how many of them are full": a second count of some of those, beside the first. */
function someOfThem(items: Evidence['items'], at: number, query: SemanticQuery): boolean {
  return (
    /^how many of$/.test(wordsOf(items[at])) &&
    /^(them|these|those)$/.test(wordsOf(items[at + 1])) &&
    items.slice(0, at).some((item) => /^how many$/.test(wordsOf(item))) &&
    !query.metrics.some((ref) => (ref.filters ?? []).length > 0)
  );
}

/** "what does the average guest spend": an average over the guests, and not over what they paid each time. */
function averageThing(items: Evidence['items'], at: number, { metrics }: SemanticQuery, model: Model): boolean {
  const thing = meaningsOf(items[at], 'dataset')[0]?.name;
  if (
    thing === undefined ||
    model.datasets.get(thing)?.event !== false ||
    !/^(average|typical)$/.test(wordsOf(items[at - 1]))
  )
    return false;
  const named = (['field', 'metric', 'dataset'] as const).some((kind) => meaningsOf(items[at + 1], kind).length > 0);
  return !named && metrics.some((ref) => ref.aggregate === 'avg' && !ref.per && ownerOf(ref, model) !== thing);
}

function ownerOf({ field, metric }: MetricRef, model: Model): string | undefined {
  return field ? findField(model, field)?.dataset : model.metrics.get(metric ?? '')?.dataset;
}
