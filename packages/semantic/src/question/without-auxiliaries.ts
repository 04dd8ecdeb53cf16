import type { Item } from './lex.js';

/**
 * "how many did not come", "does each insurer cover": a business may do, have or make things, and then these words are its verbs. Before
 * another verb of the same clause they only help that one, and after "how are we" they say nothing; there they lose the meaning.
 */
export function withoutAuxiliaries(items: readonly Item[]): Item[] {
  return items.map((item, at) =>
    item.meanings.some((m) => m.kind === 'verb') && (helps(items, at) || asksHowItGoes(items, at))
      ? { ...item, meanings: item.meanings.filter((m) => m.kind !== 'verb'), filler: true }
      : item,
  );
}

const word = (item: Item | undefined): string => (item?.tokens.length === 1 ? (item.tokens[0]?.lower ?? '') : '');

/** Whether the verb proper is still to come. "have" helps a participle alone: "have 3 copies" is said of the copies. */
function helps(items: readonly Item[], at: number): boolean {
  const auxiliary = word(items[at]);
  if (!/^(do|does|did|have|has|had)$/.test(auxiliary)) return false;
  const rest = items.slice(at + 1);
  const end = rest.findIndex(endsClause);
  const clause = end < 0 ? rest : rest.slice(0, end);
  if (clause[0]?.tokens[0]?.lower === 'not') return auxiliary.startsWith('d') || clause.some(isParticiple);
  return clause.some(auxiliary.startsWith('d') ? isVerb : isParticiple);
}

function isVerb(item: Item): boolean {
  return (
    item.meanings.some((m) => m.kind === 'verb') || /^(do|have|get|make|take|give)$/.test(item.tokens[0]?.lower ?? '')
  );
}

function isParticiple(item: Item): boolean {
  const first = item.tokens[0];
  return (
    item.meanings.some((m) => m.kind === 'verb' || m.kind === 'named') &&
    first !== undefined &&
    (/(ed|en|wn|nt)$/.test(first.lower) || (first.forms.size > 1 && !/(s|ing|er|est)$/.test(first.lower)))
  );
}

/** A pause, or a word that a clause of its own begins with. */
function endsClause(item: Item): boolean {
  return (
    item.tokens[0]?.apart === true || /^(that|which|who|whose|when|where|while)$/.test(item.tokens[0]?.lower ?? '')
  );
}

/** "how are we doing", "how did Harbourside do": how well things went, not what was done. */
function asksHowItGoes(items: readonly Item[], at: number): boolean {
  if (!/^(do|doing)$/.test(word(items[at]))) return false;
  const before = items.slice(0, at);
  const asked = before.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  return (
    /\bhow (are|is|do|does|did|was|were|have|has)\b/.test(asked) &&
    !before.some((item) => item.meanings.some((m) => m.kind === 'metric'))
  );
}
