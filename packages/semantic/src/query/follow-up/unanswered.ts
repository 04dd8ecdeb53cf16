import type { Turn } from '@copilot/contracts';
import { isFragment } from './is-fragment.js';
import type { FollowUpInput } from '../follow-up.js';
import type { Item } from '../../question/lex.js';
import { toTokens } from '../../question/tokens.js';
import { FILLER } from '../../question/filler.js';

/**
 * Whether a change was meant for a question that was asked back: it goes on from an answer that nobody has seen. Who says the same once
 * more in other words repeats one of them, and changes the last answer.
 */
export function leansOnUnanswered(turns: readonly Turn[], items: readonly Item[]): boolean {
  const before = turns.at(-1);
  if (before?.status !== 'needs_clarification') return false;
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  if (/\bof (?:them|those|these)\b|^(?:(?:and|ok|please) )?(?:only|just)\b/.test(words)) return true;
  const said = new Set(toTokens(before.question).flatMap((token) => [...token.forms]));
  return !items.some((item) =>
    item.tokens.some((token) => !FILLER.has(token.lower) && [...token.forms].some((form) => said.has(form))),
  );
}

/**
 * "only store 2", "and the three cheapest?" after questions of which none was answered: nothing is asked, so that it was meant for one that
 * nobody has an answer to.
 */
export function leansOnNothing(
  turns: readonly Turn[],
  input: Omit<FollowUpInput, 'turns' | 'alone' | 'clock'>,
): boolean {
  if (turns.length === 0 || turns.some((turn) => turn.query !== null && turn.status === 'answered')) return false;
  const { items, reading } = input;
  const lead = /^(and|but|only|just|keep|leave|without|except|also|same|by|per)$/.test(
    items[0]?.tokens[0]?.lower ?? '',
  );
  const fragment = isFragment(input, null);
  return reading.form === null && (lead || fragment) && reading.measures.length === 0;
}

const EXPLETIVE = /^(take|takes|took|true|possible|look|looks|come|comes|mean|means)$/;

/** Pronouns that point back at an answer and that nothing took up: a question that holds one does not stand alone. */
export function pointsBack(items: readonly Item[]): number[] {
  return items.flatMap((item, at) => {
    if (pointsAtPlace(items, at)) return [at];
    if (item.status === 'used') return [];
    // "how many copies of that one": one thing of the answer before.
    if (/^(that|this) one$/.test(item.tokens.map((token) => token.lower).join(' '))) return [at];
    if (item.tokens.length !== 1) return [];
    const word = item.tokens[0]?.lower ?? '';
    const [before, after] = [at - 1, at + 1].map((i) => items[i]?.tokens.map((token) => token.lower).join(' ') ?? '');
    const object =
      /^(its|it)$/.test(word) &&
      (word === 'its' || /(?:^| )(?:does|did|do|has|have|had|of|in|for|from|with|on)$/.test(before ?? ''));
    // "which box is it in"
    const within =
      word === 'it' && /(?:^| )(?:is|was|'s)$/.test(before ?? '') && /^(?:in|of|at|from|on|by|)$/.test(after ?? '');
    const points = /^(they|them|their|he|she|his|her|him|theirs|those|these)$/.test(word);
    return points || within || (object && !EXPLETIVE.test(after ?? '')) ? [at] : [];
  });
}

/** "how much comes from there", "who lives there" */
function pointsAtPlace(items: readonly Item[], at: number): boolean {
  const word = (i: number): string => items[i]?.tokens.at(-1)?.lower ?? '';
  return word(at) === 'there' && /^(from|in|at|over|live|living|lives|based|registered|stay)$/.test(word(at - 1));
}

/** Places that point at something which was neither said nor answered: "that person" in a first question, "it" after none was answered. */
export function pointsNowhere(items: readonly Item[], turns: readonly Turn[]): number[] {
  const noAnswer = turns.length > 0 && !turns.some((turn) => turn.query !== null && turn.status === 'answered');
  return items.flatMap((item, at) => {
    const word = item.tokens.length === 1 ? (item.tokens[0]?.lower ?? '') : '';
    const earlier = items.slice(0, at).some((other) => other.values.length > 0 || names(other));
    if (earlier) return [];
    if (noAnswer && at <= 2 && /^(it|this|that|them|they|these|those|she|he|her|his|their|its)$/.test(word))
      return [at];
    const noun = items[at + 1];
    const one = noun !== undefined && names(noun) && !/s$|people/.test(noun.tokens.at(-1)?.lower ?? '');
    return /^(this|that)$/.test(word) && one ? [at, at + 1] : [];
  });
}

function names(item: Item): boolean {
  return item.meanings.some((m) => m.kind === 'dataset');
}
