import type { Token } from './tokens.js';
import { valueWords, type ValueIndex, type ValueMatch } from './value-index.js';

/** Among so few persons one is called by the first or last name alone; among hundreds that would be a guess. */
const MOST_PERSONS = 20;

/** "Mike" and "Mikes" for the one member of a small staff who is called so. */
export function matchNameInPart(token: Token, persons: ReadonlySet<string>, values: ValueIndex): ValueMatch[] {
  if (token.lower.length < 3) return [];
  const names = [token.lower, ...(token.capital || token.start === 0 ? [token.lower.replace(/s$/, '')] : [])];
  return [...persons].flatMap((member) => {
    const all = values.of(member);
    if (all.length > MOST_PERSONS) return [];
    const named = all.filter((entry) => valueWords(entry.value).some((word) => names.includes(word)));
    const [one] = named;
    return one && named.length === 1 ? [{ ...one, length: 1, exact: true }] : [];
  });
}
