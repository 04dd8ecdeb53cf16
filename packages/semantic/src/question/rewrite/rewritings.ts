import { parsePattern, type Element } from './pattern.js';
import { ALWAYS } from './always.js';
import { ALWAYS_FIGURES } from './always-figures.js';
import { ALWAYS_EXTREMES } from './always-extremes.js';
import { ALWAYS_SETS } from './always-sets.js';
import { REMARKS } from './always-remarks.js';
import { ALWAYS_IN_TURN } from './always-in-turn.js';
import { ALWAYS_NARROWING } from './always-narrowing.js';
import { ALWAYS_REPLACING } from './always-replacing.js';
import { ALWAYS_CALCULATIONS } from './always-calculations.js';
import { ALWAYS_HOLDING } from './always-holding.js';
import { ALWAYS_LISTED } from './always-listed.js';
import { COURTESIES } from './always-courtesies.js';
import { ALWAYS_PASSIVES } from './always-passives.js';
import { ALWAYS_PARTITIVES } from './always-partitives.js';
import { SHORT_FORMS } from './always-short-forms.js';
import { ALWAYS_SLIPS } from './always-slips.js';
import { ALWAYS_RESTATED } from './always-restated.js';
import { ALWAYS_TIME } from './always-time.js';
import { FORMS_CALCULATIONS } from './forms-calculations.js';
import { FORMS_TIME } from './forms-time.js';
import { FORMS } from './forms.js';
import { FORMS_COUNTS } from './forms-counts.js';
import { WORDS } from './forms-words.js';
import { FORMS_IN_TURN } from './forms-in-turn.js';
import { FORMS_LOOKUPS } from './forms-lookups.js';
import { NEW_TOPIC } from './new-topic.js';
import { FORMS_OF_COMPARING } from './forms-comparing.js';
import { FORMS_OF_GROUPING } from './forms-grouping.js';
import { FORMS_OF_RANKING } from './forms-ranking.js';
import { FORMS_OF_RELATION } from './forms-relations.js';
import { PLACES } from './forms-places.js';

export interface Rewriting {
  readonly from: readonly Element[];
  readonly to: readonly (
    { readonly kind: 'text'; readonly text: string } | { readonly kind: 'slot'; readonly slot: string }
  )[];
}

/** Ways of speaking that mean something else than their words would be read as: put in other words before anything is read. */
export const FIRST: readonly Rewriting[] = [
  ALWAYS_SLIPS,
  SHORT_FORMS,
  COURTESIES,
  REMARKS,
  ALWAYS_PASSIVES,
  ALWAYS_PARTITIVES,
  ALWAYS_HOLDING,
  ALWAYS_LISTED,
  ALWAYS_RESTATED,
  ALWAYS_EXTREMES,
  ALWAYS_SETS,
  ALWAYS,
  ALWAYS_FIGURES,
  ALWAYS_TIME,
  ALWAYS_CALCULATIONS,
].flatMap(toRewritings);
/** Other words for what could not be read as it stands; tried one after the other, singly and two at once. */
export const OTHERWISE: readonly Rewriting[] = [
  FORMS,
  FORMS_OF_RANKING,
  FORMS_OF_GROUPING,
  FORMS_OF_COMPARING,
  FORMS_OF_RELATION,
  PLACES,
  FORMS_CALCULATIONS,
  FORMS_TIME,
  FORMS_LOOKUPS,
  FORMS_COUNTS,
  WORDS,
].flatMap(toRewritings);

/** The same where an answer stands before the question: how people change it. */
export const FIRST_IN_TURN: readonly Rewriting[] = [
  ...[ALWAYS_REPLACING, ALWAYS_NARROWING, ALWAYS_IN_TURN].flatMap(toRewritings),
  ...FIRST,
];
export const OTHERWISE_IN_TURN: readonly Rewriting[] = [...toRewritings(FORMS_IN_TURN), ...OTHERWISE];
/** What is said before a question that has nothing to do with the one before; nothing takes its place. */
export const TOPIC_CHANGES: readonly Rewriting[] = toRewritings(NEW_TOPIC);

/** The words that rewritings look for: they are no slips of other words. */
export const SAID_OTHERWISE: ReadonlySet<string> = new Set(
  [...FIRST_IN_TURN, ...OTHERWISE_IN_TURN].flatMap(({ from }) => from.flatMap(wordsOf)),
);

function wordsOf(element: Element): string[] {
  if (element.kind === 'word') return [element.word];
  return element.kind === 'choice' ? element.options.flatMap((option) => option.flatMap(wordsOf)) : [];
}

/** One rewriting a line: `pattern -> other words`; a line that begins with `#` says what follows is about. */
export function toRewritings(text: string): Rewriting[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [from, to, ...more] = line.split('->');
      if (from === undefined || to === undefined || more.length > 0)
        throw new Error(`invariant: the rewriting “${line}” has two sides`);
      return { from: parsePattern(from.trim()), to: toTemplate(to) };
    });
}

function toTemplate(text: string): Rewriting['to'] {
  return (text.match(/<[a-z_0-9]+>|[^<>]+/g) ?? [])
    .map((piece) => piece.trim())
    .filter(Boolean)
    .map((piece) =>
      piece.startsWith('<')
        ? ({ kind: 'slot', slot: piece.slice(1, -1) } as const)
        : ({ kind: 'text', text: piece } as const),
    );
}
