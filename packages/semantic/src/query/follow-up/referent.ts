import type { Turn } from '@copilot/contracts';
import { findField, type Model } from '../../model/model.js';
import type { Vocabulary } from '../../question/rewrite/rephrase.js';
import { reword, type Wording } from '../../question/rewrite/wording.js';

/** The one thing that "it" or "she" can mean after an answer. */
export interface Referent {
  readonly dataset: string;
  /** By which a question can name it. */
  readonly name: string;
  /** "there" means a place, and nothing else. */
  readonly place?: boolean;
}

/** What "it" or "she" can mean: the only row of the answer before, then the single things that its question named. */
export function referentsOf(last: Turn, model: Model): Referent[] {
  const { query } = last;
  if (!query) return [];
  const shown = rowOf(last, model);
  const named = query.filters.flatMap((f): Referent[] => {
    if (f.kind !== 'compare' || f.op !== 'eq') return [];
    const [dataset = '', field = ''] = f.member.split('.');
    const of = model.datasets.get(dataset);
    if (of?.label.includes(field) && typeof f.values[0] === 'string') return [{ dataset, name: f.values[0] }];
    // A thing taken from the rows before is held by its key and called in the label.
    const called = f.label?.startsWith(`${of?.noun[0] ?? ''} `) ? f.label.slice((of?.noun[0].length ?? 0) + 1) : '';
    return of?.primaryKey[0] === field && !of.numbered && called !== '' ? [{ dataset, name: called }] : [];
  });
  const place = placeOf(last, model);
  return [...(shown ? [shown] : []), ...named, ...(place ? [place] : [])].filter(
    (one, at, all) => all.findIndex((other) => other.name === one.name) === at,
  );
}

/**
 * "the copies of it", after "what genre is ALPHA DAWN in": the thing that a look-up was about stays what "it" means, not what was looked
 * up, unless the question names things of its kind ("how many films are in it").
 */
export function topicFirst(
  referents: readonly Referent[],
  { query }: Turn,
  wording: Wording,
  { lexicon, tokensOf }: Vocabulary,
): Referent[] {
  const tokens = tokensOf(wording.text);
  const names = ({ dataset }: Referent): boolean =>
    tokens.some((_, at) => lexicon.match(tokens, at)?.meanings.some((m) => m.kind === 'dataset' && m.name === dataset));
  const topics = query?.limit === null ? referents.slice(1).filter((one) => !one.place && !names(one)) : [];
  return [...topics, ...referents.filter((one) => !topics.includes(one))];
}

function rowOf({ query, rows, columns }: Turn, model: Model): Referent | null {
  const members = query?.entity ? (query.attributes ?? []) : (query?.dimensions.map((d) => d.member) ?? []);
  const [row] = rows;
  for (const member of rows.length === 1 ? members : []) {
    const [dataset = '', field = ''] = member.split('.');
    const of = model.datasets.get(dataset);
    const cell = row?.[columns.findIndex((name) => name === field || name === of?.noun[0].replaceAll(' ', '_'))];
    if (of?.label.includes(field) && typeof cell === 'string') return { dataset, name: cell };
  }
  return null;
}

/** "Kenya", after "top country by members": a place that the only row shows. */
function placeOf({ query, rows, columns }: Turn, model: Model): Referent | null {
  const [row, ...more] = rows;
  const member = query?.dimensions.map((d) => d.member).find((name) => findField(model, name)?.place);
  const cell = row?.[columns.indexOf(member?.split('.')[1] ?? '')];
  return member && more.length === 0 && typeof cell === 'string' ? { dataset: '', name: cell, place: true } : null;
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
      (referent.place === true ? token.lower === 'there' : POINTS.test(token.lower)) ||
      (token.lower === 'the' && tokens[i + 1]?.lower === 'one' && i + 2 === tokens.length) ||
      (/^(the|said|same)$/.test(token.lower) && nounOf(i + 1, tokens, referent, model, vocabulary)),
  );
  const token = tokens[at];
  if (!token) return null;
  const one = tokens[at + 1]?.lower === 'one' && /^(this|that|the)$/.test(token.lower) ? 1 : 0;
  const noun = one || nounOf(at + 1, tokens, referent, model, vocabulary);
  const end = noun ? (tokens[at + noun]?.end ?? token.end) : token.end;
  if (referent.place) {
    const led = /^(from|in|at|over)$/.test(tokens[at - 1]?.lower ?? '');
    return reword(wording, token.start, token.end, [{ put: led ? referent.name : `in ${referent.name}` }]);
  }
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
  return reword(wording, token.start, end, [
    { put: owns && !/s$/.test(referent.name) ? `${referent.name}'s` : referent.name },
  ]);
}

/**
 * "which genre is the film?", "how many copies of that one?", "and the cast?", after one thing was shown: a question about that thing, though
 * its words could be read by themselves or as another figure of the same ranking. Null where it points at nothing.
 */
export function nameTheOne(
  wording: Wording,
  last: Turn,
  model: Model,
  vocabulary: Vocabulary,
): { readonly wording: Wording; readonly referent: Referent } | null {
  const row = rowOf(last, model);
  // "the guest", after a figure of one guest: the one that the answer before was about.
  const named = row
    ? undefined
    : referentsOf(last, model).find((one) => !one.place && last.query?.dimensions.length === 0);
  const shown = row ?? named;
  if (!shown) return null;
  const tokens = vocabulary.tokensOf(wording.text);
  const word = (at: number): string => tokens[at]?.lower ?? '';
  const points = tokens.some(
    (_, at) =>
      /^(this|that|the)$/.test(word(at)) &&
      ((row !== null && word(at + 1) === 'one') ||
        (isSingular(at + 1, tokens, shown, model, vocabulary) &&
          (row !== null || !isToldApart(at + 1 + nounOf(at + 1, tokens, shown, model, vocabulary), word)))),
  );
  const pointed = points ? nameReferent(wording, shown, model, vocabulary) : null;
  if (pointed) return { wording: pointed, referent: shown };
  if (!row) return null;
  // "and the cast?": what belongs to it. "and by rentals?", "and the lowest?" change the ranking.
  const first = /^(and|also|plus)$/.test(word(0)) ? 1 : 0;
  const asks = /^(the|its|their|his|her)$/.test(word(first)) || (word(first) === 'how' && word(first + 1) === 'many');
  if (first === 0 || !asks || tokens.some((token) => POINTS.test(token.lower) && !OWNS.test(token.lower))) return null;
  const from = first + (word(first) === 'how' ? 2 : 1);
  const noun = vocabulary.lexicon.match(tokens, from);
  const names = noun?.meanings.some((m) => m.kind === 'dataset' || m.kind === 'field' || m.kind === 'metric') ?? false;
  const other = noun?.meanings.every((m) => m.kind !== 'dataset' || m.name !== shown.dataset) ?? false;
  const end = tokens[from + (noun?.length ?? 0) - 1];
  if (!noun || !names || !other || !end || from + noun.length !== tokens.length) return null;
  const start = word(first) === 'how' ? tokens[first] : tokens[from];
  if (!start) return null;
  const [topic = shown] = topicFirst(referentsOf(last, model), last, wording, vocabulary);
  const about = reword(wording, tokens[0]?.start ?? 0, end.end, [
    { put: word(first) === 'how' ? '' : 'the' },
    { kept: [start.start, end.end] },
    { put: `of ${topic.name}` },
  ]);
  return { wording: about, referent: topic };
}

/** "the guest with the most visits", "the guest who …": told apart by what follows, and so not the one before. */
function isToldApart(at: number, word: (at: number) => string): boolean {
  return /^(with|who|that|which|whose|of|from|having|paying|spending|by|called|named|and|or)$/.test(word(at));
}

/** "the film", not "the films": one thing of the kind that was shown, which no name or number follows. */
function isSingular(
  at: number,
  tokens: ReturnType<Vocabulary['tokensOf']>,
  referent: Referent,
  model: Model,
  vocabulary: Vocabulary,
): boolean {
  const length = nounOf(at, tokens, referent, model, vocabulary);
  const last = tokens[at + length - 1]?.lower ?? '';
  const next = tokens[at + length];
  const called = next !== undefined && (next.number !== null || next.capital);
  return length > 0 && !/(?:[^s]s|people|men|women)$/.test(last) && !called;
}

/**
 * "how long are they on average", after films by genre: where no single things were shown, the pronoun stands for all that were counted or
 * listed. "same" says that the conditions and groups stay.
 */
export function nameThings(wording: Wording, last: Turn, model: Model, vocabulary: Vocabulary): Wording | null {
  const counted = last.query?.metrics[0]?.metric;
  const things = [...model.datasets.values()].find(
    (d) => d.name === last.query?.entity || (!d.event && counted !== undefined && d.countMetric === counted),
  );
  const several = vocabulary
    .tokensOf(wording.text)
    .some((token) => /^(they|them|their|these|those)$/.test(token.lower));
  if (!things || !several || (last.query?.limit ?? null) !== null) return null;
  const named = nameReferent(wording, { dataset: things.name, name: things.noun[1] }, model, vocabulary);
  const first = named ? vocabulary.tokensOf(named.text)[0] : undefined;
  return named && first
    ? reword(named, first.start, first.end, [{ put: 'same' }, { kept: [first.start, first.end] }])
    : null;
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
