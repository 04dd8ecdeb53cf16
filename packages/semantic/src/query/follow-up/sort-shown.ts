import { SemanticQuerySchema, type SemanticQuery, type Sort, type Turn } from '@copilot/contracts';
import type { Item } from '../../question/lex.js';
import type { Meaning } from '../../question/lexicon.js';
import { hasOfItsOwn } from '../assemble/has-of-its-own.js';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { refersToRows, rowsFilter, usePronouns } from './about-them.js';
import { thingsShown } from './things-shown.js';
import { withoutNouns } from './without-nouns.js';

const SORTS =
  /^(sort|sorted|order|ordered|arrange|arranged|rank|ranked|alphabetically|alphabetical|alphabetised|alphabetized)$/;
const LEADS = /^(and|now|please|then|ok|can|could|you|but|show|list|give|put|in|me|it|them|that|this|those|these|the)$/;
const NAMES = /^(names?|titles?|alphabetically|alphabetical|alphabetised|alphabetized|alphabet)$/;
const BESIDE =
  /^(by|the|their|its|it|them|that|this|those|these|list|result|results|rows|table|in|on|to|from|first|order|instead|please|now|and|me|a|z|of|according|with|only|just|each|s|then|ok|show|give|put|can|could|you)$/;

/**
 * "sort by title", "alphabetically", "order them by length, longest first": the rows that were shown, in another order. What is not shown is sorted by
 * only where each thing that was listed has it. Null when more is said, or where what it names is neither.
 */
export function sortShown(input: FollowUpInput, last: SemanticQuery, turn: Turn): FollowUp | null {
  const { items } = input;
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower));
  const lead = words.findIndex((word) => !LEADS.test(word));
  const sorts = SORTS.test(words[lead] ?? '') || (words[lead] === 'by' && last.entity !== undefined);
  if (!sorts || saysMore(input)) return null;
  const named = items.filter((item) => namesSomething(item));
  const direction = directionSaid(items, words);
  if (!items.every((item) => named.includes(item) || isBeside(item))) return null;
  const target =
    named.length > 0
      ? targetOf(named, last, input)
      : words.some((word) => NAMES.test(word))
        ? labelOf(last)
        : (direction ?? /\bby (?:that|it|this|these|those)\b/.test(words.join(' '))) && last.metrics.length > 0
          ? { by: `metric:${last.metrics.length - 1}`, attributes: null, ascending: false }
          : null;
  if (!target) return null;
  const cut = cutFirst(last, input, turn);
  if (!cut) return null;
  const sort: Sort[] = [{ by: target.by, direction: direction ?? (target.ascending ? 'asc' : 'desc') }];
  const query = SemanticQuerySchema.safeParse({
    ...cut,
    sort,
    ...(target.attributes ? { attributes: target.attributes } : {}),
  });
  if (!query.success) return null;
  for (const item of items) [item.status, item.as] = ['used', 'order of the answer before'];
  usePronouns(items);
  return { query: query.data, assumptions: [], reading: withoutNouns(input.reading) };
}

interface Target {
  readonly by: string;
  readonly attributes: readonly string[] | null;
  readonly ascending: boolean;
}

function targetOf(named: readonly Item[], last: SemanticQuery, { model }: FollowUpInput): Target | null {
  const meanings = named.flatMap((item) => item.meanings);
  const figure = last.metrics.findIndex((ref) => meanings.some((m) => isFigure(m, ref)));
  if (figure >= 0) return { by: `metric:${figure}`, attributes: null, ascending: false };
  const dimension = last.dimensions.findIndex((d) => {
    const [dataset = '', field = ''] = d.member.split('.');
    const of = model.datasets.get(dataset);
    const label = (of?.label.includes(field) ?? false) || of?.primaryKey[0] === field;
    return meanings.some(
      (m) =>
        (m.kind === 'grain' && d.grain !== undefined && m.grain === d.grain) ||
        (m.kind === 'field' && !d.grain && m.member === d.member) ||
        (m.kind === 'dataset' && !d.grain && label && m.name === dataset),
    );
  });
  if (dimension >= 0) return { by: `dimension:${dimension}`, attributes: null, ascending: true };
  const things = thingsShown(last, model);
  if (!last.entity || things === null) return null;
  const members = meanings.flatMap((m) =>
    m.kind === 'field' || (m.kind === 'quality' && m.of === 'field')
      ? [m.kind === 'field' ? m.member : m.name]
      : m.kind === 'dataset'
        ? [`${m.name}.${model.datasets.get(m.name)?.label[0] ?? ''}`]
        : [],
  );
  const shown = last.attributes ?? [];
  const member = members.find((m) => shown.includes(m)) ?? members.find((m) => m.startsWith(`${things}.`));
  if (member === undefined || shown.length === 0 || !hasOfItsOwn(model, things, member)) return null;
  const attributes = shown.includes(member) ? shown : [...shown, member];
  return { by: `attribute:${attributes.indexOf(member)}`, attributes, ascending: true };
}

function isFigure(meaning: Meaning, ref: SemanticQuery['metrics'][number]): boolean {
  return (
    (meaning.kind === 'metric' && meaning.name === ref.metric) ||
    (meaning.kind === 'field' && meaning.member === ref.field)
  );
}

/** "alphabetically": by what the rows are called. */
function labelOf(last: SemanticQuery): Target | null {
  if (last.entity) return { by: 'attribute:0', attributes: null, ascending: true };
  const at = last.dimensions.findIndex((d) => !d.grain && !d.figure && !d.ranges);
  return at < 0 ? null : { by: `dimension:${at}`, attributes: null, ascending: true };
}

function directionSaid(items: readonly Item[], words: readonly string[]): Sort['direction'] | null {
  const text = words.join(' ');
  const says = (op: string): boolean =>
    items.some((item) => item.meanings.some((m) => m.kind === 'operator' && m.op === op));
  if (says('ascending') || /\b(a to z|shortest first|cheapest first|oldest first|earliest first)\b/.test(text))
    return 'asc';
  if (says('descending') || /\b(z to a|longest first|newest first|latest first|dearest first)\b/.test(text))
    return 'desc';
  return null;
}

/** "sort them by name", after the five best: those five are sorted, and no others come in. */
function cutFirst(last: SemanticQuery, { model }: FollowUpInput, turn: Turn): SemanticQuery | null {
  if (last.limit === null) return last;
  const rows = refersToRows(turn) ? rowsFilter(turn, model) : null;
  if (!rows) return null;
  const { with_ties: _ties, offset: _offset, limit_per: _per, ...rest } = last;
  return { ...rest, filters: [...last.filters, rows], limit: null };
}

function namesSomething({ meanings, tokens, values, number, time }: Item): boolean {
  if (tokens.every((token) => BESIDE.test(token.lower) || SORTS.test(token.lower)) && number === null) return false;
  if (values.length > 0 || number !== null || time !== null) return true;
  return meanings.some((m) => ['metric', 'dataset', 'field', 'grain', 'quality', 'verb'].includes(m.kind));
}

function isBeside({ tokens, meanings }: Item): boolean {
  return (
    tokens.every((token) => BESIDE.test(token.lower) || SORTS.test(token.lower) || NAMES.test(token.lower)) ||
    meanings.some((m) => m.kind === 'operator' && (m.op === 'ascending' || m.op === 'descending'))
  );
}

function saysMore({ reading }: FollowUpInput): boolean {
  const others = [reading.conditions, reading.times, reading.events, reading.figureConditions, reading.sets];
  return others.some((list) => list.length > 0) || (reading.rank?.count ?? null) !== null || reading.counting;
}
