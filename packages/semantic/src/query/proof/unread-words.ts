import { isSaidTogether } from '../../question/said-together.js';
import type { Check, Evidence } from './evidence.js';
import { says, wordsOf } from './said.js';

/** Words that were taken for something that the sentence does not allow: "may" for the month, a slip for the sign of a text search. */
export const unreadWords: Check = ({ items, query }) => ({
  kind: 'unplaced',
  at: items.flatMap((_, at) =>
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
