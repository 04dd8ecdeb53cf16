import { readTime } from '../calendar.js';
import { OVERRIDE_WORDS, SECRET_WORDS, WRITE_WORDS } from '../refused-words.js';
import type { Operator } from '../operators.js';
import type { Token } from '../tokens.js';
import type { Vocabulary } from './rephrase.js';
import { reword, type Wording } from './wording.js';

const REFUSED: ReadonlySet<string> = new Set([...WRITE_WORDS, ...SECRET_WORDS, ...OVERRIDE_WORDS]);
const JOINS = /^(?:so|and|hence|therefore)$/;
const SAYS =
  /^(?:am|is|are|was|were|'m|'s|'re|has|have|had|will|would|wants?|wanted|needs?|asks?|asked|seems?|seemed|claims?|claimed|says?|said|thinks?|thought|likes?|liked|keeps?|suspect|feel)$/;
const FORCEFUL: ReadonlySet<Operator> = new Set<Operator>([
  'by',
  'every',
  'compare',
  'versus',
  'difference',
  'share',
  'growth',
  'running',
  'moving',
  'distribution',
  'median',
  'both',
]);
const SUBJECT = /^(?:i|we|he|she|they|it|you|nobody|somebody|someone|everybody|everyone|people)$/;
const ANAPHORS = /^(?:they|them|theirs?|he|she|his|hers?|him|it|its|those|these|ones)$/;

/**
 * "I am planning the shifts, so could you tell me …": what is said before the request and only gives the reason for it is set aside.
 * A reason that holds a value, a number, a state or a time is kept, unless the request says the same itself. Null where nothing is set aside.
 */
export function withoutReason(wording: Wording, vocabulary: Vocabulary, inTurn: boolean): Wording | null {
  const tokens = vocabulary.tokensOf(wording.text);
  for (let at = 3; at < tokens.length - 2; at++) {
    const start = requestFrom(tokens, at);
    if (start === null) continue;
    const [before, asked] = [tokens.slice(0, at), tokens.slice(start)];
    if (!givesReason(before) || !saysNothing(before, asked, vocabulary, inTurn)) continue;
    if (!namesSomething(asked, vocabulary) || (!inTurn && asked.some(({ lower }) => ANAPHORS.test(lower)))) continue;
    const [first, last] = [asked[0], asked.at(-1)];
    if (first && last) return reword(wording, 0, wording.text.length, [{ kept: [first.start, last.end] }]);
  }
  return null;
}

/** Where the request begins that stands at a place, past the word that joins it to what is said before; null where none does. */
function requestFrom(tokens: readonly Token[], at: number): number | null {
  const word = (i: number): string => tokens[i]?.lower ?? '';
  const joined = JOINS.test(word(at));
  const paused = tokens[at]?.apart === true || tokens[at]?.exclaimed === true;
  if (!joined && !paused) return null;
  const from = joined ? at + 1 : at;
  const [first, second] = [word(from), word(from + 1)];
  if (word(at) === 'and') return first === 'would' && /^(?:be|appreciate|love)$/.test(second) ? from : null;
  if (/^(?:could|would|can|will|may|might|should)$/.test(first) && /^(?:you|i|we|someone|somebody)$/.test(second))
    return from;
  if (/^(?:i|we)$/.test(first) && /^(?:would|need|want|should|'d)$/.test(second)) return from;
  if (first === 'please' && paused) return from;
  const asks = /^(?:how|which|what|who|whose|when|where)$/.test(first) && paused;
  return asks && !/^(?:is|are|has|have|i|we|nobody)$/.test(second) ? from : null;
}

/** A sentence of its own, or a clause that says what the request is for. */
function givesReason(tokens: readonly Token[]): boolean {
  const words = tokens.map((token) => token.lower);
  const [first = '', second = '', third = ''] = words;
  if (/^(?:how|which|what|who|whose|when|where|does|do|did|is|are|was|were)$/.test(first)) return false;
  const clause = words.some((word) => SUBJECT.test(word)) || words.some((word) => SAYS.test(word));
  if (first === 'to' || (first === 'in' && second === 'order' && third === 'to')) return words.length > 3;
  if (first === 'as' && second === 'part' && third === 'of') return true;
  if (first === 'with') return words.slice(-2).join(' ') === 'in mind';
  if (first === 'out' && second === 'of') return words.includes('curiosity') || words.includes('interest');
  if (/^(?:since|because|as|before|while|although|though|after|when)$/.test(first)) return SUBJECT.test(second);
  if (first === 'for') return /^(?:the|my|our|a|an)$/.test(second) && clause;
  if (
    /^(?:in|at|on|of|from|among|between|by|per|during|until|under|over|without|within|if|only|list|show)$/.test(first)
  )
    return false;
  return clause;
}

/** Whether nothing of what is said could narrow the question that the question does not say itself. */
function saysNothing(
  before: readonly Token[],
  asked: readonly Token[],
  { lexicon, values }: Vocabulary,
  inTurn: boolean,
): boolean {
  const words = before.map((token) => token.lower);
  const later = new Set(asked.flatMap((token) => [...token.forms]));
  const ownTime = asked.some((_, at) => readTime(asked, at) !== null);
  return before.every((token, at) => {
    if (REFUSED.has(token.lower)) return false;
    if ([...token.forms].some((form) => later.has(form) && form.length > 3)) return true;
    if ((token.number !== null && !/^(?:one|once|twice)$/.test(token.lower)) || token.date !== null || token.money)
      return false;
    const longest = values.match(words, at)[0]?.length ?? 0;
    if (longest > 1 || (longest === 1 && token.capital)) return false;
    if (readTime(before, at) !== null && !ownTime) return false;
    const kinds = lexicon.match(before, at)?.meanings ?? [];
    // "I want the figures per shop, so how many …": what splits the answer up, or says how a figure is taken, belongs to it.
    if (kinds.some((m) => m.kind === 'operator' && FORCEFUL.has(m.op))) return false;
    const narrows = kinds.some((m) => m.kind === 'named' || m.kind === 'alias' || m.kind === 'metric');
    return !narrows && !(inTurn && kinds.some((m) => m.kind === 'dataset' || m.kind === 'field'));
  });
}

/** Whether a request names something of the business by itself. */
function namesSomething(asked: readonly Token[], { lexicon }: Vocabulary): boolean {
  return asked.some((_, at) =>
    lexicon.match(asked, at)?.meanings.some((m) => ['dataset', 'metric', 'field', 'verb', 'doer'].includes(m.kind)),
  );
}
