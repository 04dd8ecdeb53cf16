import type { Item } from '../../question/lex.js';
import type { Meaning } from '../../question/lexicon.js';
import type { Operator } from '../../question/operators.js';

/** Whether a place holds one of these words of the language of questions. */
export function says(item: Item | undefined, ...wanted: readonly Operator[]): boolean {
  return item?.meanings.some((m) => m.kind === 'operator' && wanted.includes(m.op)) ?? false;
}

/** The words of a place, in lower case. */
export function wordsOf(item: Item | undefined): string {
  return item?.tokens.map((token) => token.lower).join(' ') ?? '';
}

/** The meanings of one kind that a place has. */
export function meaningsOf<K extends Meaning['kind']>(
  item: Item | undefined,
  kind: K,
): readonly Extract<Meaning, { kind: K }>[] {
  return item?.meanings.filter((m): m is Extract<Meaning, { kind: K }> => m.kind === kind) ?? [];
}

/** The first place from `at` on that is a noun of the model, past adjectives, values, numbers and ranks; null when something else comes first. */
export function nounFrom(items: readonly Item[], at: number): number | null {
  for (let i = at; i < items.length; i++) {
    const item = items[i];
    if (item?.meanings.some((m) => m.kind === 'dataset' || m.kind === 'field' || m.kind === 'grain')) return i;
    if (item && !passes(item)) return null;
  }
  return null;
}

const BEFORE_NOUN: readonly Operator[] = ['distinct', 'top', 'bottom', 'most', 'least', 'highest', 'lowest', 'total'];

function passes(item: Item): boolean {
  const preposition = /^(of|in|on|at|for|from|by|to|with|do|does|did|is|are|was|were|has|have|had|we|i)$/;
  return (
    (item.filler && !preposition.test(wordsOf(item))) ||
    item.values.length > 0 ||
    item.number !== null ||
    item.meanings.some((m) => m.kind === 'named' || m.kind === 'adjective' || m.kind === 'quality') ||
    says(item, ...BEFORE_NOUN)
  );
}
