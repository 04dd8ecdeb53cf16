import type { SemanticQuery, Turn } from '@copilot/contracts';
import type { Item } from '../question/lex.js';
import type { Operator } from '../question/operators.js';
import type { Draft, Reading } from '../question/reading.js';
import type { Clock } from '../question/resolve-time.js';
import { findField, type Model } from '../model/model.js';
import { isNumeric } from '../model/is-numeric.js';
import { linkOf } from '../model/link-of.js';
import { aboutThem, refersToRows } from './follow-up/about-them.js';
import { countOfThem } from './follow-up/count-of-them.js';
import { isFragment } from './follow-up/is-fragment.js';
import { listAlong } from './follow-up/list-along.js';
import { averagePer } from './follow-up/average-per.js';
import { pickOfThem } from './follow-up/pick-of-them.js';
import { totalOfThose } from './follow-up/total-of-those.js';
import { differentOfThem } from './follow-up/different-of-them.js';
import { dropFigure } from './follow-up/drop-figure.js';
import { liftNamed } from './follow-up/lift-named.js';
import { sameAgain } from './follow-up/same-again.js';
import { sortShown } from './follow-up/sort-shown.js';
import { shareWithinShown } from './follow-up/share-within-shown.js';
import { showAlong } from './follow-up/show-along.js';
import { shareOfThat } from './follow-up/share-of-that.js';
import { turnAround } from './follow-up/turn-around.js';
import { changeQuery } from './follow-up/change-query.js';

export interface FollowUpInput {
  readonly items: readonly Item[];
  readonly reading: Reading;
  /** What the question means by itself, when it means anything. */
  readonly alone: Draft | null;
  readonly turns: readonly Turn[];
  readonly model: Model;
  readonly clock: Clock;
}

export interface FollowUp {
  readonly query: SemanticQuery;
  readonly assumptions: readonly string[];
  /** What is left of the reading for the checks, where a step has placed some of it otherwise. */
  readonly reading?: Reading;
}

/** The turn that a question can lean on. */
export function lastAnswered(turns: readonly Turn[]): Turn | null {
  return turns.findLast((turn) => turn.query !== null && turn.status === 'answered') ?? null;
}

/** Words that begin a change of the answer before. */
export const LEADS: readonly Operator[] = [
  'only',
  'and',
  'about',
  'same',
  'instead',
  'except',
  'by',
  'undo',
  'share',
  'or',
  'without',
  'not',
  'ascending',
  'descending',
  'compare',
];

/**
 * Reads a question as a change of the one before it: narrowed, regrouped, another figure, another time, the persons just listed.
 * *Returns* null when the question stands on its own, so that nothing is carried over silently.
 */
export function readFollowUp(input: FollowUpInput): FollowUp | null {
  const last = lastAnswered(input.turns);
  if (!last?.query) return null;
  const ops = (at: number): Operator[] =>
    input.items[at]?.meanings.flatMap((m) => (m.kind === 'operator' ? [m.op] : [])) ?? [];
  const said = (op: Operator): boolean => input.items.some((_, at) => ops(at).includes(op));
  if (said('undo')) return saysMoreThanBack(input) ? null : undo(input);
  const pronoun = input.reading.pronoun !== null;
  const first = input.items.findIndex(
    (item) => !item.filler || item.meanings.some((m) => m.kind === 'operator' && LEADS.includes(m.op)),
  );
  const lead =
    first >= 0 &&
    (ops(first).some((op) => LEADS.includes(op)) ||
      /^(now|but|also|then|ok|make|break|split|just|exclude|drop|remove|add|sort|order|restrict|limit|narrow|filter|use|take)$/.test(
        input.items[0]?.tokens[0]?.lower ?? '',
      ));
  const fragment = isFragment(input, last.query);
  const cue =
    lead ||
    said('instead') ||
    said('same') ||
    said('about') ||
    said('reverse') ||
    said('unfiltered') ||
    says(input, /\b(too|as well|also)\b/) ||
    fragment ||
    ranksOnly(input) ||
    ranksShown(input, last.query) ||
    showsFigure(input, last.query);
  const asks =
    input.reading.measures.length > 0 ||
    input.reading.subject !== null ||
    input.reading.attributes.length > 0 ||
    happens(input);
  const turned = pronoun || input.reading.counting ? turnAround(input, last.query) : null;
  if (turned) return turned;
  const again =
    sameAgain(input, last.query) ??
    sortShown(input, last.query, last) ??
    liftNamed(input, last.query) ??
    differentOfThem(input, last.query) ??
    dropFigure(input, last.query);
  if (again) return again;
  const parts = shareWithinShown(input, last.query);
  if (parts) return parts;
  const beside = showAlong(
    input,
    last.query,
    last,
    (last.rows.length > 1 || input.reading.form === 'list') && (pronoun || says(input, /\beach\b/)),
  );
  if (beside) return beside;
  const along = listAlong(input, last.query, last);
  if (along) return along;
  const whole = totalOfThose(input, last.query, last) ?? averagePer(input, last.query) ?? pickOfThem(input, last.query);
  if (whole) return whole;
  const shared = shareOfThat(input, last.query, last);
  if (shared) return shared;
  const ofThem = countOfThem(input, last.query);
  if (ofThem) return ofThem;
  const another = pronoun && asksAnotherFigure(input, last.query, said('instead') || ops(first).includes('by'));
  if (pronoun && asks && input.alone && refersToRows(last) && !another) {
    const about = aboutThem(input, last, input.alone.query);
    if (about) return about;
  }
  if (input.alone && !cue && !pronoun) return null;
  // A yes/no question of its own is not a change of the answer before.
  if (!cue && /^(is|are|was|were|does|do|did|has|have|can)$/.test(input.items[0]?.tokens[0]?.lower ?? '')) return null;
  if (
    input.alone &&
    !another &&
    standsAlone(input, said('instead') || said('same') || pronoun, showsFigure(input, last.query))
  )
    return null;
  if (pronoun && meansNobody(input, last.query)) return null;
  // The thing of a fragment stands with its condition and is no group.
  const { subject } = input.reading;
  const things = fragment && subject?.subject.kind === 'dataset';
  const laid = things ? { ...input, reading: { ...input.reading, subject: null } } : input;
  return changeQuery(laid, last.query, {
    replace:
      another ||
      said('instead') ||
      (!/\b(too|as well|also)\b/.test(text(input)) &&
        (startsWith(input, 'now') || startsWith(input, 'and') || said('about'))),
    add: /\b(sort|order|break|split|also|further|additionally|too|as well)\b/.test(text(input)),
  });
}

/**
 * "their average length instead", "and what do they cost?" after groups that were all shown: another figure of the same groups. Where only
 * some were picked out, or one figure of all is asked for, it is a question about these.
 */
function asksAnotherFigure({ reading, alone, model }: FollowUpInput, last: SemanticQuery, changes: boolean): boolean {
  if (last.dimensions.length === 0 || last.metrics.length === 0) return false;
  if (changes) return true;
  const own = reading.attributes.flatMap((a) => a.members).every((m) => isAmount(model, m));
  const all = last.limit === null && !last.having?.length && last.filters.length === 0;
  return (
    all && own && !reading.total && alone !== null && alone.query.dimensions.length === 0 && reading.subject === null
  );
}

/** "how much has she paid", "how often was it taken out": a verb asks, and nothing else is named. */
function happens({ reading }: FollowUpInput): boolean {
  const asked = ['how_much', 'how_often', 'when', 'count'].includes(reading.form ?? '');
  return (
    (asked && reading.events.length + reading.verbs.length > 0) ||
    (reading.form === 'what' && reading.events.length + reading.verbs.length > 0)
  );
}

/** "top 5 by takings": a rank and perhaps its figure, and no thing that is ranked. */
function ranksOnly({ reading }: FollowUpInput): boolean {
  const nothingElse =
    reading.mentions.length + reading.dimensions.length + reading.conditions.length + reading.attributes.length === 0;
  return reading.rank !== null && reading.subject === null && nothingElse && reading.events.length === 0;
}

/** "which hall has the most?", after a figure by hall: the groups that are shown, by what is shown of them. */
function ranksShown({ reading, model }: FollowUpInput, last: SemanticQuery): boolean {
  const within = last.count_within ?? [];
  const [group, ...more] = last.count_groups ? within.flatMap((at) => last.dimensions[at] ?? []) : last.dimensions;
  const { subject } = reading.subject ?? {};
  if (!group || more.length > 0 || last.metrics.length !== 1 || !subject || !reading.rank) return false;
  const said = [
    reading.measures,
    reading.verbs,
    reading.events,
    reading.conditions,
    reading.times,
    reading.attributes,
    reading.dimensions,
    reading.figureConditions,
  ];
  if (reading.rankMeasure || said.some((list) => list.length > 0)) return false;
  if (subject.kind === 'grain') return subject.grain === group.grain;
  if (subject.kind === 'field') return subject.member === group.member;
  const [dataset = '', field = ''] = group.member.split('.');
  return dataset === subject.dataset || linkOf(model, dataset, field)?.to === subject.dataset;
}

/** "which store is she at", where the answer before was about no person. */
function meansNobody({ items, reading, model }: FollowUpInput, last: SemanticQuery): boolean {
  const word = items[reading.pronoun ?? -1]?.tokens[0]?.lower ?? '';
  if (!/^(he|she|him|her|his|hers)$/.test(word)) return false;
  const text = JSON.stringify(last);
  return ![...model.datasets.values()].some((d) => d.who && (last.entity === d.name || text.includes(`"${d.name}.`)));
}

function isAmount(model: Model, member: string): boolean {
  const field = findField(model, member);
  return field !== undefined && isNumeric(field);
}

/** "show the loan count", after figures by group: nothing but a figure is said, so that it takes the place of the one shown. */
function showsFigure({ items, reading }: FollowUpInput, last: SemanticQuery): boolean {
  const others = [
    reading.dimensions,
    reading.conditions,
    reading.times,
    reading.events,
    reading.attributes,
    reading.figureConditions,
  ];
  return (
    last.dimensions.length > 0 &&
    last.metrics.length === 1 &&
    reading.measures.length === 1 &&
    reading.measures[0]?.from !== 'verb' &&
    /^(show|give|use|take|display|put)$/.test(items[0]?.tokens[0]?.lower ?? '') &&
    !reading.total &&
    reading.rank === null &&
    others.every((list) => list.length === 0) &&
    !hasClause(items)
  );
}

function hasClause(items: readonly Item[]): boolean {
  return items.some((item) =>
    /^(how|is|are|was|were|do|does|did|have|has|had|which|who|what)$/.test(item.tokens[0]?.lower ?? ''),
  );
}

/** A lead-in such as "and" or "now" before a whole question does not make it lean on the one before. */
function standsAlone({ reading, items }: FollowUpInput, leaning: boolean, shows: boolean): boolean {
  if (leaning || reading.measures.length === 0) return false;
  // "and the number of payments?": no clause, so that only another figure is named.
  const clause = hasClause(items);
  const bare =
    reading.dimensions.length + reading.conditions.length + reading.times.length + reading.events.length === 0;
  if (!clause && bare && (reading.form === 'count' || shows)) return false;
  const own =
    reading.form === 'count' ||
    reading.form === 'how_much' ||
    reading.form === 'which' ||
    reading.form === 'who' ||
    reading.form === 'how_often' ||
    reading.form === 'list' ||
    reading.form === 'what';
  return own && items.length > 3;
}

function says(input: FollowUpInput, words: RegExp): boolean {
  return words.test(text(input));
}

function text(input: FollowUpInput): string {
  return input.items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
}

function startsWith(input: FollowUpInput, word: string): boolean {
  return input.items[0]?.tokens[0]?.lower === word;
}

/** "go back to the jazz ones and tell me the same": more than one step back is asked for. */
function saysMoreThanBack({ items, reading }: FollowUpInput): boolean {
  const said = [reading.conditions, reading.times, reading.measures, reading.dimensions, reading.events];
  return said.some((list) => list.length > 0) || reading.subject !== null || items.length > 8;
}

function undo(input: FollowUpInput): FollowUp | null {
  const answered = input.turns.filter((turn) => turn.query !== null && turn.status === 'answered');
  const before = answered.at(-2)?.query;
  for (const item of input.items) if (item.status === 'open') [item.status, item.as] = ['used', 'the answer before'];
  return before ? { query: before, assumptions: ['Back to the answer before.'] } : null;
}
