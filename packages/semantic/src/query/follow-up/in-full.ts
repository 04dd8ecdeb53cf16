import type { Turn } from '@copilot/contracts';
import type { Vocabulary } from '../../question/rewrite/rephrase.js';
import { reword, type Wording } from '../../question/rewrite/wording.js';
import { FILLER } from '../../question/filler.js';
import { valueWords } from '../../question/value-index.js';

/** "Ivo's part", after an answer by member of staff: a part of a name that one row of the answer has is written in full. */
export function namesInFull(wording: Wording, last: Turn, vocabulary: Vocabulary): Wording {
  const labels = labelsOf(last);
  const members = membersOf(last);
  const tokens = vocabulary.tokensOf(wording.text);
  const words = tokens.map((token) => token.lower);
  for (const [at, token] of tokens.entries()) {
    if (FILLER.has(token.lower) || token.number !== null || vocabulary.lexicon.match(tokens, at)) continue;
    const holding = labels.filter((label) => valueWords(label).includes(token.lower));
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
    return namesInFull(reword(wording, token.start, token.end, [{ put: label }]), last, vocabulary);
  }
  return wording;
}

function membersOf({ query }: Turn): string[] {
  return [...(query?.dimensions.map((d) => d.member) ?? []), ...(query?.attributes ?? [])];
}

/** Names of several words that the rows of the answer show. */
function labelsOf({ rows }: Turn): string[] {
  const cells = rows.flatMap((row) => row.filter((cell): cell is string => typeof cell === 'string'));
  return [...new Set(cells)].filter((cell) => valueWords(cell).length > 1 && !/^\d{4}-/.test(cell));
}
