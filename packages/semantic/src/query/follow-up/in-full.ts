import type { Turn } from '@copilot/contracts';
import type { Vocabulary } from '../../question/rewrite/rephrase.js';
import { reword, type Wording } from '../../question/rewrite/wording.js';
import type { Token } from '../../question/tokens.js';
import { FILLER } from '../../question/filler.js';
import { valueWords } from '../../question/value-index.js';

/** "Ivo's part", after an answer by member of staff: a part of a name that one row of the answer has is written in full. */
export function namesInFull(wording: Wording, turns: readonly Turn[], vocabulary: Vocabulary): Wording {
  const answered = turns.filter((turn) => turn.status === 'answered' && turn.query !== null).reverse();
  const [last] = answered;
  if (!last) return wording;
  const members = membersOf(last);
  const tokens = vocabulary.tokensOf(wording.text);
  const words = tokens.map((token) => token.lower);
  for (const [at, token] of tokens.entries()) {
    const letter = letterOf(last, token, at === 0 ? undefined : tokens[at - 1], vocabulary);
    if (letter)
      return namesInFull(
        reword(wording, token.start, token.end, [{ put: letter }, { kept: [token.start, token.end] }]),
        turns,
        vocabulary,
      );
    if (FILLER.has(token.lower) || token.number !== null || vocabulary.lexicon.match(tokens, at)) continue;
    // The latest answer that shows such a name says whose it is.
    const holding =
      answered
        .map((turn) => labelsOf(turn).filter((label) => valueWords(label).includes(token.lower)))
        .find((found) => found.length > 0) ?? [];
    const [label] = holding;
    if (label === undefined || holding.length > 1) continue;
    const named = valueWords(label);
    const from = at - named.indexOf(token.lower);
    if (named.every((word, i) => words[from + i] === word)) continue;
    const next = tokens[at + 1];
    // "PG" is a name of its own, beside "PG-13".
    const longer = vocabulary.values
      .match(words, at)
      .some((match) => match.length > 1 || members.includes(match.member));
    if (longer || (next && named.includes(next.lower))) continue;
    return namesInFull(reword(wording, token.start, token.end, [{ put: label }]), turns, vocabulary);
  }
  return wording;
}

/** "and R?", where ratings were shown or asked for: a letter alone is a value only beside the name of its field, which is put before it. */
function letterOf({ query }: Turn, token: Token, before: Token | undefined, { values }: Vocabulary): string | null {
  if (!/^[A-Z]$/.test(token.text) || token.glued) return null;
  const members = [
    ...(query?.dimensions.map((d) => d.member) ?? []),
    ...(query?.filters.flatMap((f) => (f.kind === 'compare' ? [f.member] : [])) ?? []),
  ];
  const match = values.match([token.lower], 0).find((m) => members.includes(m.member));
  const name = match?.member.split('.')[1]?.replaceAll('_', ' ');
  return name && !name.split(' ').includes(before?.lower ?? '') ? name : null;
}

function membersOf({ query }: Turn): string[] {
  return [...(query?.dimensions.map((d) => d.member) ?? []), ...(query?.attributes ?? [])];
}

/** Names of several words that the rows of the answer show. */
function labelsOf({ rows }: Turn): string[] {
  const cells = rows.flatMap((row) => row.filter((cell): cell is string => typeof cell === 'string'));
  return [...new Set(cells)].filter((cell) => valueWords(cell).length > 1 && !/^\d{4}-/.test(cell));
}
