import { readTime } from '../calendar.js';
import type { Lexicon, Meaning } from '../lexicon.js';
import type { Operator } from '../operators.js';
import type { Token } from '../tokens.js';
import { OVERRIDE_WORDS, SECRET_WORDS, SET_WORDS, WRITE_WORDS } from '../refused-words.js';
import type { ValueIndex } from '../value-index.js';

/** Words of the language of questions that stand in remarks as well and then ask for nothing. */
export const IDLE_OPERATORS: ReadonlySet<Operator> = new Set<Operator>([
  'what',
  'which',
  'who',
  'list',
  'pronoun',
  'there',
  'and',
  'or',
  'yes_no',
  'when',
  'times',
  'same',
  'each_other',
  'about',
  'again',
]);
const IDLE_MEANINGS: ReadonlySet<Meaning['kind']> = new Set<Meaning['kind']>([
  'filler',
  'quality',
  'vague',
  'dataset',
  'doer',
  'verb',
]);

/** How many tokens from a place on could be left out of a question: they hold no figure, field, value, time, number, or word with force. */
export function idleLength(
  tokens: readonly Token[],
  from: number,
  { lexicon, values }: { readonly lexicon: Lexicon; readonly values: ValueIndex },
): number {
  const words = tokens.map((token) => token.lower);
  let at = from;
  for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
    if (token.number !== null || token.date !== null || token.money || token.percent) break;
    if (readTime(tokens, at) !== null || namesValue(tokens, words, at, values)) break;
    const known = lexicon.match(tokens, at);
    const idle = known?.meanings.every((m) =>
      m.kind === 'operator' ? IDLE_OPERATORS.has(m.op) : IDLE_MEANINGS.has(m.kind),
    );
    if (idle === false) break;
    at += known?.length ?? 1;
  }
  return at - from;
}

/** A single word in small letters is more likely itself than the name that is spelled like it. */
function namesValue(tokens: readonly Token[], words: readonly string[], at: number, values: ValueIndex): boolean {
  const longest = values.match(words, at)[0]?.length ?? 0;
  return longest > 1 || (longest === 1 && (tokens[at]?.capital ?? false));
}

const REFUSED: ReadonlySet<string> = new Set([...WRITE_WORDS, ...SET_WORDS, ...SECRET_WORDS, ...OVERRIDE_WORDS]);

/** How many tokens from a place on can lead in to a request: as `idleLength`, and they name no thing, join nothing and ask for no change. */
export function courtesyLength(
  tokens: readonly Token[],
  from: number,
  look: { readonly lexicon: Lexicon; readonly values: ValueIndex },
): number {
  const most = from + idleLength(tokens, from, look);
  for (let at = from; at < most; at++) {
    const word = tokens[at]?.lower ?? '';
    const known = look.lexicon.match(tokens, at)?.meanings ?? [];
    const names = known.some((m) => m.kind === 'dataset' || m.kind === 'doer' || m.kind === 'quality');
    const joins = known.some((m) => m.kind === 'operator' && (m.op === 'and' || m.op === 'or'));
    if (names || joins || REFUSED.has(word)) return at - from;
  }
  return most - from;
}
