import type { Turn } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import type { Vocabulary } from '../../question/rewrite/rephrase.js';
import { reword, type Wording } from '../../question/rewrite/wording.js';

/** The one thing that "it" or "she" can mean after an answer. */
export interface Referent {
  readonly dataset: string;
  /** By which a question can name it. */
  readonly name: string;
}

/** The only row of the answer before, or the one thing that its question named; null where there are several or none. */
export function referentOf(last: Turn, model: Model): Referent | null {
  const { query } = last;
  if (!query) return null;
  const members = query.entity ? (query.attributes ?? []) : query.dimensions.map((d) => d.member);
  const [row] = last.rows;
  for (const member of last.rows.length === 1 ? members : []) {
    const [dataset = '', field = ''] = member.split('.');
    const of = model.datasets.get(dataset);
    const column = last.columns.findIndex((name) => name === field || name === of?.noun[0].replaceAll(' ', '_'));
    const cell = row?.[column];
    if (of?.label.includes(field) && typeof cell === 'string') return { dataset, name: cell };
  }
  const named = query.filters.flatMap((f) => {
    if (f.kind !== 'compare' || f.op !== 'eq' || typeof f.values[0] !== 'string') return [];
    const [dataset = '', field = ''] = f.member.split('.');
    return model.datasets.get(dataset)?.label.includes(field) ? [{ dataset, name: f.values[0] }] : [];
  });
  return named.length === 1 ? (named[0] ?? null) : null;
}

const POINTS = /^(it|they|them|he|she|him|her|their|his|its|this|that)$/;
const OWNS = /^(their|his|its)$/;

/** Says a question with the thing named that its pronoun stands for: "who is in it" becomes a question about that film. */
export function nameReferent(
  wording: Wording,
  referent: Referent,
  model: Model,
  vocabulary: Vocabulary,
): Wording | null {
  const tokens = vocabulary.tokensOf(wording.text);
  const at = tokens.findIndex(
    (token, i) =>
      POINTS.test(token.lower) ||
      (/^(the|said|same)$/.test(token.lower) && nounOf(i + 1, tokens, referent, model, vocabulary)),
  );
  const token = tokens[at];
  if (!token) return null;
  const noun = nounOf(at + 1, tokens, referent, model, vocabulary);
  const end = noun ? (tokens[at + noun]?.end ?? token.end) : token.end;
  const next = tokens[at + 1];
  const owns =
    OWNS.test(token.lower) ||
    (token.lower === 'her' &&
      next !== undefined &&
      vocabulary.lexicon.match(tokens, at + 1)?.meanings.some((m) => m.kind !== 'verb' && m.kind !== 'filler'));
  if (
    /^(this|that)$/.test(token.lower) &&
    !noun &&
    next !== undefined &&
    !/^(?:is|was|has|had|one)$/.test(next.lower) &&
    at < tokens.length - 1
  )
    return null;
  return reword(wording, token.start, end, [{ put: owns ? `${referent.name}'s` : referent.name }]);
}

/** How many words from a place on are a noun for the kind of thing that is meant. */
function nounOf(
  at: number,
  tokens: ReturnType<Vocabulary['tokensOf']>,
  { dataset }: Referent,
  model: Model,
  { lexicon }: Vocabulary,
): number {
  if (model.datasets.get(dataset)?.who && /^(person|man|woman|guy|lady|individual)$/.test(tokens[at]?.lower ?? ''))
    return 1;
  const found = lexicon.match(tokens, at);
  return found?.meanings.some((m) => m.kind === 'dataset' && m.name === dataset) ? found.length : 0;
}
