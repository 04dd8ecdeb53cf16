import type { Item } from '../../question/lex.js';

const LEANS = /^(with|including|sort|sorted|order|arrange|alphabetically|add|plus)$/;
const LEADS = /^(and|now|please|then|ok|but|also|just)$/;

/** "with their phone", "sort by name": words that only change an answer; where no step could, the question does not stand on its own. */
export function leansOnAnswer(items: readonly Item[]): boolean {
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower));
  const text = words.join(' ');
  if (pointsAtEnd(text)) return true;
  return LEANS.test(words.find((word) => !LEADS.test(word)) ?? '');
}

/** "how many visits was that?", "what is the fee in each?": what is pointed at was said before. */
export function pointsAtEnd(text: string): boolean {
  return (
    /\b(?:is|was|were|are) (?:that|it|this|those|these)(?: in total| altogether| then| please)*\W*$/i.test(text) ||
    /\b(?:in|for|of|at|from) each(?: one| of them)?(?: please| then)*\W*$/i.test(text)
  );
}
