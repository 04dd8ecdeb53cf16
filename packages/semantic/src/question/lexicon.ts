import { memberOf, type Field, type Model } from '../model/model.js';
import { FILLER_PHRASES } from './filler.js';
import { OPERATORS, type Operator } from './operators.js';
import { createSpellingIndex, type SpellingIndex } from './spelling-index.js';
import { NUMBER_SPELLINGS, type Token } from './tokens.js';

/** What a phrase of the question may stand for. */
export type Meaning =
  | { readonly kind: 'metric'; readonly name: string }
  | { readonly kind: 'dataset'; readonly name: string }
  /** A noun for those who do what a metric measures. */
  | { readonly kind: 'doer'; readonly metric: string }
  | { readonly kind: 'field'; readonly member: string }
  | { readonly kind: 'named'; readonly name: string; readonly negate: boolean }
  | { readonly kind: 'verb'; readonly of: 'dataset' | 'metric' | 'field'; readonly name: string }
  | { readonly kind: 'quality'; readonly of: 'field' | 'metric'; readonly name: string; readonly more: boolean }
  | { readonly kind: 'adjective'; readonly member: string }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'grain'; readonly grain: string }
  | { readonly kind: 'vague'; readonly more: boolean }
  | { readonly kind: 'operator'; readonly op: Operator }
  | { readonly kind: 'alias'; readonly member: string; readonly value: string }
  | { readonly kind: 'filler' };

export interface Phrase {
  readonly words: readonly string[];
  readonly meaning: Meaning;
}

/** All phrases of the role's model and of the language of questions. */
export interface Lexicon {
  /** The longest phrases that start at a token, with all their meanings. */
  match(
    tokens: readonly Token[],
    at: number,
    longest?: number,
  ): { readonly length: number; readonly meanings: readonly Meaning[] } | null;
  readonly words: ReadonlySet<string>;
  /** The words as people write them, inflected, and number words: what a slip is mended to. */
  readonly spelling: SpellingIndex;
  /** One-word names of figures, entities and fields, in the order of the model. */
  readonly nouns: readonly string[];
  /** Words that mean something by themselves. */
  readonly single: ReadonlySet<string>;
  /** Datasets whose members are called by number. */
  readonly numbered: ReadonlySet<string>;
  /** Members whose possible values have a dataset of their own. */
  readonly listed: ReadonlySet<string>;
  /** Datasets of what happened. */
  readonly events: ReadonlySet<string>;
  /** Members whose values are places that people are called after. */
  readonly places: ReadonlySet<string>;
  /** Members whose values are names of persons. */
  readonly persons: ReadonlySet<string>;
  /** Words of the model and of the language of questions by their letters without vowels, for what is typed in haste. */
  readonly skeletons: ReadonlyMap<string, string>;
}

const GRAINS: Readonly<Record<string, string>> = {
  month: 'month',
  months: 'month',
  monthly: 'month',
  mth: 'month',
  week: 'week',
  weekly: 'week',
  day: 'day',
  daily: 'day',
  date: 'day',
  quarter: 'quarter',
  quarterly: 'quarter',
  qtr: 'quarter',
  year: 'year',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
  'day after day': 'day',
  'day by day': 'day',
  'day for day': 'day',
  'week after week': 'week',
  'week by week': 'week',
  'week for week': 'week',
  'month after month': 'month',
  'month by month': 'month',
  'month for month': 'month',
  'quarter after quarter': 'quarter',
  'quarter by quarter': 'quarter',
  'quarter for quarter': 'quarter',
  'year after year': 'year',
  'year by year': 'year',
  'year for year': 'year',
  'calendar month': 'month',
  'calendar day': 'day',
  'calendar week': 'week',
  hourly: 'hour_of_day',
  hour: 'hour_of_day',
  'hour of day': 'hour_of_day',
  'hour of the day': 'hour_of_day',
  'time of day': 'hour_of_day',
  weekday: 'weekday',
  'day of the week': 'weekday',
  'day of week': 'weekday',
  'week day': 'weekday',
  'days of the week': 'weekday',
  dow: 'weekday',
  'month of the year': 'month_of_year',
  'day of the month': 'day_of_month',
  'day of month': 'day_of_month',
};

/** Builds the phrase index of a role's model. What the role may not see has no word here. */
export function createLexicon(model: Model): Lexicon {
  const phrases: Phrase[] = [
    ...modelPhrases(model),
    ...operatorPhrases(),
    ...Object.entries(GRAINS).map(([text, grain]): Phrase => ({
      words: text.split(' '),
      meaning: { kind: 'grain', grain },
    })),
  ];
  const byFirst = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const first = phrase.words[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  return {
    words: new Set(phrases.flatMap((phrase) => phrase.words)),
    spelling: createSpellingIndex([
      ...spellingsOf(
        new Set(phrases.filter((phrase) => phrase.meaning.kind !== 'filler').flatMap((phrase) => phrase.words)),
      ),
      ...NUMBER_SPELLINGS,
    ]),
    skeletons: skeletonsOf(phrases),
    places: membersWhere(model, (field) => field.demonyms),
    persons: membersWhere(model, (field) => field.person),
    single: new Set(phrases.flatMap(({ words }) => (words.length === 1 ? words : []))),
    numbered: new Set([...model.datasets.values()].filter((d) => d.numbered).map((d) => d.name)),
    listed: new Set([...model.datasets.values()].flatMap((d) => d.lists)),
    events: new Set([...model.datasets.values()].filter((d) => d.event).map((d) => d.name)),
    nouns: [
      ...new Set([
        ...Object.keys(GRAINS).filter((g) => !g.includes(' ')),
        ...units(model),
        ...modelPhrases(model)
          .filter(
            (p) =>
              p.words.length === 1 &&
              (p.meaning.kind === 'dataset' || p.meaning.kind === 'metric' || p.meaning.kind === 'field'),
          )
          .map((p) => p.words[0] ?? ''),
      ]),
    ],
    match(tokens, at, longest = Infinity) {
      const token = tokens[at];
      if (!token) return null;
      let length = 0;
      let found: Meaning[] = [];
      for (const form of token.forms) {
        for (const phrase of byFirst.get(form) ?? []) {
          if (
            phrase.words.length < length ||
            phrase.words.length > longest ||
            (isNoun(phrase) && isParticiple(token.lower, form)) ||
            (phrase.meaning.kind === 'named' && isSuperlative(token.lower, form)) ||
            !phrase.words.every((word, i) => tokens[at + i]?.forms.has(word) && (i === 0 || !tokens[at + i]?.apart)) ||
            !saidAsNoun(phrase, tokens, at)
          )
            continue;
          if (phrase.words.length > length) [length, found] = [phrase.words.length, []];
          if (!found.some((m) => JSON.stringify(m) === JSON.stringify(phrase.meaning))) found.push(phrase.meaning);
        }
      }
      return length > 0 ? { length, meanings: found } : null;
    },
  };
}

function isNoun({ words, meaning: { kind } }: Phrase): boolean {
  return words.length === 1 && (kind === 'dataset' || kind === 'doer' || kind === 'metric' || kind === 'field');
}

/** "hired" is a form of the verb, never of the noun that is spelt like it. */
function isParticiple(word: string, base: string): boolean {
  return word !== base && /(ed|ing)$/.test(word);
}

/** "the latest month" is no month that is late. */
function isSuperlative(word: string, base: string): boolean {
  return word !== base && word.endsWith('est');
}

function membersWhere(model: Model, fits: (field: Field) => boolean): ReadonlySet<string> {
  return new Set(
    [...model.datasets.values()].flatMap((d) => [...d.fields.values()].filter(fits).map((f) => memberOf(f))),
  );
}

/** "members named North" are no "member name"; "rental store" is one noun and "rentals store 2" are two; "film star" is no "films starring": only the last word bends, as a noun does. */
function saidAsNoun({ words, meaning }: Phrase, tokens: readonly Token[], at: number): boolean {
  if (meaning.kind === 'field' && words.at(-1) === 'name') return tokens[at + words.length - 1]?.lower !== 'named';
  if (meaning.kind !== 'dataset' || words.length < 2 || words.includes('of')) return true;
  return words.every((word, i) => {
    const typed = tokens[at + i]?.lower ?? '';
    return i < words.length - 1 ? typed === word || !typed.endsWith('s') : typed === word || !typed.endsWith('ing');
  });
}

/** Regular endings of each word, longest first; the lemmatiser leads every one of them back. */
function spellingsOf(words: ReadonlySet<string>): string[] {
  const out = new Set<string>();
  for (const word of words) {
    out.add(word);
    if (!/^[a-z]{3,}$/.test(word) || /(?:ed|ing)$/.test(word)) continue;
    const stem = word.endsWith('e') ? word.slice(0, -1) : word;
    const doubled = /[^aeiou][aeiou][bdgmnpt]$/.test(word) ? `${word}${word.at(-1) ?? ''}` : stem;
    for (const form of [
      `${word}s`,
      `${stem}ed`,
      `${stem}ing`,
      `${doubled}ed`,
      `${doubled}ing`,
      `${stem}er`,
      `${stem}est`,
      word.replace(/y$/, 'ies'),
    ])
      out.add(form);
  }
  return [...out].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** By skeleton, the one word it can stand for; skeletons of several words stand for none. */
function skeletonsOf(phrases: readonly Phrase[]): Map<string, string> {
  const out = new Map<string, string>();
  const several = new Set<string>();
  const words = spellingsOf(
    new Set(phrases.filter((phrase) => phrase.meaning.kind !== 'filler').flatMap((phrase) => phrase.words)),
  );
  for (const word of words.filter((w) => /^[a-z]{3,}$/.test(w)).sort((a, b) => a.length - b.length)) {
    const key = toSkeleton(word);
    if (out.has(key) && !sameStem(out.get(key) ?? '', word)) several.add(key);
    else if (!out.has(key)) out.set(key, word);
  }
  for (const key of several) out.delete(key);
  return out;
}

function sameStem(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** The first letter and the consonants after it, doubled ones once: "earned" is "ernd". */
export function toSkeleton(word: string): string {
  return `${word[0] ?? ''}${word.slice(1).replaceAll(/[aeiou]/g, '')}`.replaceAll(/(.)\1/g, '$1');
}

function operatorPhrases(): Phrase[] {
  const filler = FILLER_PHRASES.map((text): Phrase => ({ words: text.split(' '), meaning: { kind: 'filler' } }));
  return [
    ...filler,
    ...Object.entries(OPERATORS).flatMap(([op, texts]) =>
      texts.map((text): Phrase => ({ words: text.split(' '), meaning: { kind: 'operator', op: op as Operator } })),
    ),
  ];
}

/** "be born" is parted by the one it is said of: "when was she born". */
function partedVerb(text: string): string[] {
  const participle = /^be ([a-z]+(?:ed|en|rn|wn|lt|nt))$/.exec(text)?.[1];
  return participle ? [text, participle] : [text];
}

function units(model: Model): string[] {
  return [...model.datasets.values()].flatMap((d) =>
    [...d.fields.values()].flatMap((f) => [...f.units.keys()].flatMap((unit) => [unit, `${unit}s`])),
  );
}

function synonymsOf(model: Model, member: string): readonly string[] {
  const [dataset = '', field = ''] = member.split('.');
  return model.datasets.get(dataset)?.fields.get(field)?.synonyms ?? [];
}

function modelPhrases(model: Model): Phrase[] {
  const out: Phrase[] = [];
  const add = (text: string, meaning: Meaning): void =>
    void out.push({ words: text.toLowerCase().split(/[\s-]+/), meaning });
  for (const dataset of model.datasets.values()) {
    if (!dataset.rollup && !dataset.bridge) {
      const names = dataset.lists.length > 0 ? [] : dataset.noun;
      for (const text of [...dataset.synonyms, ...names]) add(text, { kind: 'dataset', name: dataset.name });
    }
    for (const text of dataset.lists.flatMap((member) => synonymsOf(model, member)))
      add(`listed ${text}`, { kind: 'dataset', name: dataset.name });
    for (const text of dataset.verbs) add(text, { kind: 'verb', of: 'dataset', name: dataset.name });
    for (const [metric, nouns] of dataset.doers)
      for (const text of nouns) {
        add(text, { kind: 'dataset', name: dataset.name });
        add(text, { kind: 'doer', metric });
      }
    for (const field of dataset.fields.values()) {
      const member = `${dataset.name}.${field.name}`;
      for (const text of field.synonyms) add(text, { kind: 'field', member });
      for (const text of field.verbs.flatMap(partedVerb)) add(text, { kind: 'verb', of: 'field', name: member });
      for (const text of field.adjectives) add(text, { kind: 'adjective', member });
      for (const text of field.moreWords) add(text, { kind: 'quality', of: 'field', name: member, more: true });
      for (const text of field.lessWords) add(text, { kind: 'quality', of: 'field', name: member, more: false });
      for (const [value, words] of field.aliases) for (const text of words) add(text, { kind: 'alias', member, value });
      for (const unit of field.units.keys()) add(unit, { kind: 'unit', unit });
    }
  }
  for (const metric of model.metrics.values()) {
    for (const text of metric.synonyms) add(text, { kind: 'metric', name: metric.name });
    for (const text of metric.verbs) add(text, { kind: 'verb', of: 'metric', name: metric.name });
    for (const text of [...metric.adjectives, ...metric.actives])
      add(text, { kind: 'quality', of: 'metric', name: metric.name, more: true });
  }
  for (const filter of model.namedFilters.values()) {
    for (const text of filter.words) add(text, { kind: 'named', name: filter.name, negate: false });
    for (const text of filter.opposite) add(text, { kind: 'named', name: filter.name, negate: true });
  }
  for (const vague of model.vagueWords)
    for (const text of vague.words) add(text, { kind: 'vague', more: vague.direction === 'desc' });
  for (const text of model.filler) add(text, { kind: 'filler' });
  return out;
}
