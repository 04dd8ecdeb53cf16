import type { Item } from '../../question/lex.js';

const LEANS = /^(with|including|sort|sorted|order|arrange|alphabetically|add|plus)$/;
const LEADS = /^(and|now|please|then|ok|but|also|just)$/;

/** "with their phone", "sort by name": words that only change an answer; where no step could, the question does not stand on its own. */
export function leansOnAnswer(items: readonly Item[]): boolean {
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower));
  return LEANS.test(words.find((word) => !LEADS.test(word)) ?? '');
}
