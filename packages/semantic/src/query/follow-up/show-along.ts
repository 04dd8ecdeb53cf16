import { SemanticQuerySchema, type SemanticQuery, type Turn } from '@copilot/contracts';
import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import type { Item } from '../../question/lex.js';
import { hasOfItsOwn } from '../assemble/has-of-its-own.js';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { refersToRows, rowsFilter, usePronouns } from './about-them.js';
import { thingsShown } from './things-shown.js';
import { toList } from './turn-around.js';

const ADDS = /^(add|also|with|include|including|plus|and|append|attach|together|along)$/;
const BESIDE =
  /^(add|also|with|include|including|plus|and|append|attach|along|put|show|give|list|display|in|me|us|a|an|the|their|its|his|her|of|for|each|one|them|it|those|these|column|columns|too|as|well|please|next|to|beside|what|which|is|are|was|were|be|can|you|could|now|then|ok|tell|would|like|see|i|want|need|every|all|respective|both|have|has|do|does|s|belong|belongs|to|just|tell|let|know|live|lives|come|comes|from|registered|based|at|on|under|file|many|kindly|along|together)$/;

/**
 * "add the genre of each", "show their phone too", "with their town": fields that the things which were listed or ranked have of their own, shown
 * beside what was shown. The conditions, order and number of rows stay. Null when more is said. *Takes* whether any question that names
 * nothing but such fields counts, or only what says outright that something is added.
 */
export function showAlong(input: FollowUpInput, last: SemanticQuery, turn: Turn, any: boolean): FollowUp | null {
  const { items, reading, model } = input;
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower));
  const [first] = words;
  const adds = ADDS.test(first ?? '') || /\b(too|also|as well)\b/.test(words.join(' '));
  if (!any && !adds) return null;
  const counted = last.metrics.length > 0 && last.dimensions.length === 0 && reading.form === 'list' && any;
  const base = counted ? toList(last, input) : last;
  if (!base) return null;
  const things = thingsShown(base, model);
  const members = fieldsSaid(input);
  if (things === null || members.length === 0 || saysMore(input)) return null;
  if (!members.every((member) => hasOfItsOwn(model, things, member))) return null;
  if (!items.every((item) => isNamed(item) || item.tokens.every((token) => BESIDE.test(token.lower)))) return null;
  const picked = cutRows(base, things, members, input, turn);
  if (!picked) return null;
  const label = model.datasets.get(things)?.label.map((name) => `${things}.${name}`) ?? [];
  const shown = base.attributes?.length ? base.attributes : label;
  const query = SemanticQuerySchema.safeParse(
    base.entity
      ? { ...picked, attributes: [...new Set([...shown, ...members])] }
      : {
          ...picked,
          dimensions: [
            ...base.dimensions,
            ...members.filter((m) => !base.dimensions.some((d) => d.member === m)).map((member) => ({ member })),
          ],
        },
  );
  if (!query.success) return null;
  for (const item of items) [item.status, item.as] = ['used', 'shown beside the answer before'];
  usePronouns(items);
  void reading;
  return { query: query.data, assumptions: ['What was shown before stays; this is shown beside it.'] };
}

/** Where each thing may have several of a field, the rows that were cut off are cut by name, so that none is lost. */
function cutRows(
  last: SemanticQuery,
  things: string,
  members: readonly string[],
  { model }: FollowUpInput,
  turn: Turn,
): SemanticQuery | null {
  const several = members.some((m) => fansOut(chooseJoinPath(model, things, m.split('.')[0] ?? '') ?? []));
  if (last.limit === null || !several) return last;
  const rows = refersToRows(turn) ? rowsFilter(turn, model) : null;
  if (!rows) return null;
  const { with_ties: _ties, offset: _offset, limit_per: _per, ...rest } = last;
  return { ...rest, filters: [...last.filters, rows], limit: null };
}

/** The fields that are named, and the name of a thing that is. */
function fieldsSaid({ reading, model }: FollowUpInput): string[] {
  const subject = reading.subject?.subject;
  const things = [
    ...reading.mentions.map((m) => m.dataset),
    ...(subject?.kind === 'dataset' ? [subject.dataset] : []),
    ...reading.dimensions.flatMap((d) => (d.subject.kind === 'dataset' ? [d.subject.dataset] : [])),
  ];
  const labels = things.flatMap((thing) => {
    const of = model.datasets.get(thing);
    return of ? [`${thing}.${of.label[0] ?? of.primaryKey[0] ?? ''}`] : [];
  });
  const fields = [
    ...reading.attributes.flatMap((a) => a.members),
    ...reading.dimensions.flatMap((d) => (d.subject.kind === 'field' ? [d.subject.member] : [])),
    ...(subject?.kind === 'field' ? [subject.member] : []),
  ];
  return [...new Set([...fields, ...labels])];
}

/** "just tell me": the word stresses, and leaves nothing out. */
const TELLS = /\b(?:just|only) (?:tell|show|list|give|add|let)\b/;

function saysMore({ items, reading }: FollowUpInput): boolean {
  const text = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  const others = [
    reading.conditions,
    reading.times,
    reading.measures,
    reading.events,
    reading.figureConditions,
    reading.verbs,
    reading.sets,
    reading.calculations,
  ];
  return (
    others.some((list) => list.length > 0) ||
    reading.rank !== null ||
    reading.aggregate !== null ||
    reading.counting ||
    (reading.only && !TELLS.test(text)) ||
    reading.total ||
    reading.dimensions.some((d) => d.subject.kind === 'grain') ||
    reading.subject?.subject.kind === 'grain'
  );
}

function isNamed(item: Item): boolean {
  const names = item.meanings.some(
    (m) => m.kind === 'field' || m.kind === 'dataset' || (m.kind === 'verb' && m.of === 'field'),
  );
  return item.status === 'used' && names;
}
