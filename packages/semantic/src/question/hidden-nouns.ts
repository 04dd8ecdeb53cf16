import type { Lexicon, Meaning } from './lexicon.js';
import type { Token } from './tokens.js';
import type { ValueIndex } from './value-index.js';

/** A stretch of the question that names something of the business which the asker's role may not see. */
export interface HiddenNoun {
  readonly start: number;
  readonly end: number;
  /** How much of the stretch the role does know: "customer" of "customer name"; 0 for nothing. */
  readonly knownUntil: number;
}

/**
 * Finds nouns of the whole model that the role has no part in, so that they are called hidden and neither taken for a slip of another word
 * nor cut down to what is left of them.
 */
export function hiddenNouns(
  tokens: readonly Token[],
  role: Lexicon,
  whole: Lexicon,
  values: ValueIndex,
): readonly HiddenNoun[] {
  const words = tokens.map((token) => token.lower);
  const out: HiddenNoun[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = whole.match(tokens, at);
    const known = role.match(tokens, at);
    const named = values.match(words, at)[0]?.length ?? 0;
    const length = found?.length ?? 0;
    const cutShort = named < length && length > (known?.length ?? 0) && (found?.meanings.some(isNoun) ?? false);
    const hiddenLength = cutShort ? length : named < length && hiddenOf(tokens, at, role, whole) ? 1 : 0;
    const [first, last] = [tokens[at], tokens[at + hiddenLength - 1]];
    if (hiddenLength > 0 && first && last)
      out.push({
        start: first.start,
        end: last.end,
        knownUntil: known && known.length < length ? (tokens[at + known.length - 1]?.end ?? 0) : 0,
      });
    at += Math.max(1, length, named);
  }
  return out;
}

function isNoun(meaning: Meaning): boolean {
  return meaning.kind === 'dataset' || meaning.kind === 'field' || meaning.kind === 'metric';
}

/** "names of customers", "customers' addresses": a word for fields of several things, where the thing named beside it hides its own. */
function hiddenOf(tokens: readonly Token[], at: number, role: Lexicon, whole: Lexicon): boolean {
  const membersOf = (list: readonly Meaning[]): string[] =>
    list.flatMap((meaning) => (meaning.kind === 'field' ? [meaning.member] : []));
  const known = role.match(tokens, at, 1)?.meanings ?? [];
  const visible = membersOf(known);
  const hidden = membersOf(whole.match(tokens, at, 1)?.meanings ?? []).filter((member) => !visible.includes(member));
  if (hidden.length === 0 || known.some((meaning) => meaning.kind === 'dataset' || meaning.kind === 'metric'))
    return false;
  const owners = [...datasetsAt(tokens, at - 1, whole), ...datasetsAt(tokens, afterOf(tokens, at + 1), whole)];
  return owners.some(
    (owner) =>
      hidden.some((member) => member.startsWith(`${owner}.`)) &&
      !visible.some((member) => member.startsWith(`${owner}.`)),
  );
}

function datasetsAt(tokens: readonly Token[], at: number, whole: Lexicon): string[] {
  const found = tokens[at] ? whole.match(tokens, at, 1) : null;
  return found?.meanings.flatMap((meaning) => (meaning.kind === 'dataset' ? [meaning.name] : [])) ?? [];
}

/** The place of the noun after "of", or one past the end. */
function afterOf(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.lower !== 'of') return tokens.length;
  let i = at + 1;
  while (/^(the|all|our|each|every|my|these|those)$/.test(tokens[i]?.lower ?? '')) i += 1;
  return i;
}
