import type { Filter, Turn } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import type { Vocabulary } from '../../question/rewrite/rephrase.js';
import { reword, type Wording } from '../../question/rewrite/wording.js';
import { refersToRows, rowsFilter } from './about-them.js';
import { thingsShown } from './things-shown.js';

const LEADS = /^(and|so|but|ok|now|then)$/;

export interface AmongThose {
  /** The question with the kind of thing named that it picks from. */
  readonly wording: Wording;
  /** What says which of them it picks from. */
  readonly filter: Filter;
  /** What was said of things that were counted by their own rows. */
  readonly said?: { readonly thing: string; readonly filters: readonly Filter[] };
}

/**
 * "which of them paid the most", "who of those has the fewest visits", after things were listed, ranked or counted: a question about that kind of thing,
 * among those of the answer before. Null where the rows that were shown are not all, or name nothing.
 */
export function amongThose(wording: Wording, last: Turn, model: Model, { tokensOf }: Vocabulary): AmongThose | null {
  const things = last.query ? thingsShown(last.query, model) : null;
  const filter = refersToRows(last) ? rowsFilter(last, model) : null;
  if (filter?.kind !== 'compare') return null;
  const named = things !== null && filter.member.startsWith(`${things}.`) ? model.datasets.get(things)?.noun : null;
  const field =
    things === null && last.query?.dimensions[0]?.member === filter.member ? filter.member.split('.')[1] : null;
  const noun = named ?? (field ? [field.replaceAll('_', ' '), `${field.replaceAll('_', ' ')}s`] : null);
  if (!noun) return null;
  const tokens = tokensOf(wording.text);
  const word = (at: number): string => tokens[at]?.lower ?? '';
  let at = 0;
  while (LEADS.test(word(at))) at += 1;
  const counts = word(at) === 'how' && word(at + 1) === 'many' ? 1 : 0;
  if (counts === 0 && !/^(which|who|what)$/.test(word(at))) return null;
  const one = /^ones?$/.test(word(at + 1)) ? 1 : 0;
  const of = at + 1 + one + counts;
  const all = /^(the|these|those|all)$/.test(word(of + 1)) && tokens[of + 2]?.number === last.rows.length ? 1 : 0;
  const points = /^(of|among|amongst)$/.test(word(of)) && (all === 1 || /^(them|these|those)$/.test(word(of + 1)));
  const [first, end] = [tokens[at], tokens[points ? of + 1 + all : at + one]];
  // "which one sold best" after several were shown: one of those.
  const picks = tokens.some(
    (token) => /^(most|least|top|\w+est)$/.test(token.lower) || /^(best|worst)$/.test(token.lower),
  );
  // "which of those are out of print", after the first ten: some of the ten, not the first ten of those that are.
  const narrows = points && last.query?.limit !== null;
  if (!first || !end || !(picks || narrows) || (!points && (one === 0 || last.rows.length < 2))) return null;
  if (points && tokens.length <= of + 2 + all) return null;
  if (counts === 1 && !narrows) return null;
  const many = /^(are|were|have|do|did)$/.test(word(points ? of + 2 + all : at + one + 1));
  return {
    wording: reword(wording, tokens[0]?.start ?? 0, end.end, [
      { put: counts === 1 ? `how many ${noun[1] ?? ''}` : `which ${noun[many ? 1 : 0] ?? ''}` },
    ]),
    filter,
  };
}
