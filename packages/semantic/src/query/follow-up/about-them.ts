import type { Filter, SemanticQuery, Turn } from '@copilot/contracts';
import { findField, type Model } from '../../model/model.js';
import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import type { Item } from '../../question/lex.js';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { sameTarget } from './same-target.js';

/** Whether the answer before named single things that "they" can mean. */
export function refersToRows(turn: Turn): boolean {
  // The rows of a turn are kept up to here: where there may be more, those kept are not all.
  const all = turn.rows.length < 20 || turn.query?.limit === 20;
  return turn.query !== null && turn.rows.length > 0 && all;
}

/** "what did they pay": the things just listed become a condition of the new question. */
export function aboutThem(input: FollowUpInput, last: Turn, query: SemanticQuery): FollowUp | null {
  const named = last.query?.filters.find((f) => f.kind === 'compare' && isEntityFilter(f.member, input.model));
  // "it" and "she" are one thing: the only row, or the one that the question before named.
  const single = /^(it|its|he|she|him|his|her|this|that)$/.test(
    input.items[input.reading.pronoun ?? -1]?.tokens[0]?.lower ?? '',
  );
  const counted = single ? null : ofAllCounted(last, query, input.model);
  if (counted) {
    usePronouns(input.items);
    return { query: { ...query, filters: counted }, assumptions: ['"They" are those of the answer before.'] };
  }
  const topic = single && named !== undefined && isTopic(named, last, input);
  const rows = topic || (single && last.rows.length > 1) ? null : rowsFilter(last, input.model);
  const filter = rows ?? named ?? null;
  if (!filter) return null;
  usePronouns(input.items);
  const kept =
    last.query?.filters.filter(
      (f) =>
        !(single && filter === named) &&
        f.kind === 'compare' &&
        input.model.scopeDataset !== null &&
        f.member.startsWith(`${input.model.scopeDataset}.`) &&
        (last.query === null || !isTheirOwn(last.query, f, input.model)),
    ) ?? [];
  const filters = [
    ...query.filters.filter((f) => !isSame(f, filter)),
    filter,
    ...kept.filter((f) => !isSame(f, filter) && !query.filters.some((own) => sameTarget(own, f))),
  ];
  const { total } = input.reading;
  const named0 = filter.kind === 'compare' ? filter.member.split('.')[0] : undefined;
  // "what do those bring in altogether": one figure of them all.
  const pointed = new Set(input.reading.mentions.filter((m) => pointsAt(input.items, m.at)).map((m) => m.dataset));
  const together =
    total &&
    !input.items.some((item) => /\beach\b|^individually$/.test(wordsOf(item))) &&
    query.dimensions.every((d) => {
      const [dataset = ''] = d.member.split('.');
      return !d.grain && (dataset === named0 || pointed.has(dataset));
    });
  const each = together ? null : eachOfThem(input, filter, query);
  return {
    query: together ? { ...query, dimensions: [], sort: [], filters } : { ...query, filters, ...each },
    assumptions: [`"They" are the ${last.rows.length === 1 ? 'one' : last.rows.length} of the answer before.`],
  };
}

/** "what has each of them paid", "what did these earn each": a figure for every single one. */
function eachOfThem(
  { items, model }: FollowUpInput,
  filter: Filter,
  query: SemanticQuery,
): Pick<SemanticQuery, 'dimensions'> | null {
  const said = items.find((item) =>
    /^(?:(?:of|for|from|in|at|by) )?each(?: of| one)*$|^individually$/.test(wordsOf(item)),
  );
  if (!said || filter.kind !== 'compare' || query.dimensions.length > 0 || query.entity || query.metrics.length === 0)
    return null;
  const [dataset = '', field = ''] = filter.member.split('.');
  const of = model.datasets.get(dataset);
  const label = of?.primaryKey.includes(field) ? (of.label[0] ?? field) : field;
  [said.status, said.as] = ['used', 'for each of them'];
  return { dimensions: [{ member: `${dataset}.${label}` }] };
}

function wordsOf(item: Item): string {
  return item.tokens.map((token) => token.lower).join(' ');
}

/** "just the ones at store 2", said of members: it tells which members they are, and not where what they did took place. */
function isTheirOwn({ entity }: SemanticQuery, filter: Filter, model: Model): boolean {
  const [dataset = ''] = filter.kind === 'compare' ? filter.member.split('.') : [];
  const path = entity ? chooseJoinPath(model, entity, dataset) : null;
  return path !== null && !fansOut(path);
}

/** "the copies of it", after "what genre is ALPHA DAWN in": the thing that a look-up was about, unless its kind is named. */
function isTopic(named: Filter, { query }: Turn, { items, reading, model }: FollowUpInput): boolean {
  const [dataset = ''] = named.kind === 'compare' && named.op === 'eq' ? named.member.split('.') : [];
  const of = model.datasets.get(dataset);
  const word = items[reading.pronoun ?? -1]?.tokens[0]?.lower ?? '';
  const spoken = [...reading.mentions.map((m) => m.dataset), ...reading.measures.map((m) => m.counted)];
  return (
    /^its?$/.test(word) &&
    of !== undefined &&
    !of.who &&
    !of.numbered &&
    query?.limit === null &&
    !spoken.includes(dataset)
  );
}

/** "how long are they", after a count under several conditions: these hold for those that were counted. */
function ofAllCounted({ query: last }: Turn, query: SemanticQuery, model: Model): Filter[] | null {
  if (!last || last.dimensions.length > 0 || last.entity || last.time_range || last.metrics.length !== 1) return null;
  if (last.filters.length < 2 || last.filters.some((f) => f.kind !== 'compare' && f.kind !== 'named')) return null;
  const counted = [...model.datasets.values()].find((d) => !d.event && d.countMetric === last.metrics[0]?.metric);
  const filters = last.filters.map((f) => (counted ? saidOfMembers(f, counted.name, model) : f));
  return [...query.filters, ...filters.filter((f) => !query.filters.some((own) => sameTarget(own, f)))];
}

/** "customers of store 2": said by the field of the members that holds the store, so that it goes on speaking of them. */
function saidOfMembers(filter: Filter, members: string, model: Model): Filter {
  if (filter.kind !== 'compare') return filter;
  const [dataset = '', field = ''] = filter.member.split('.');
  const link = model.relationships.find((r) => r.from === members && r.to === dataset && r.toColumns[0] === field);
  const [own] = link?.fromColumns ?? [];
  return link?.fromColumns.length === 1 && own && model.datasets.get(members)?.fields.has(own)
    ? { ...filter, member: `${members}.${own}` }
    : filter;
}

/** "those films": the noun right after the pronoun says which things are meant, and groups nothing. */
function pointsAt(items: readonly Item[], at: number): boolean {
  return /^(those|these|that|this|their|his|her|its)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '');
}

function isSame(a: Filter, b: Filter): boolean {
  const plain = ({ label: _label, ...filter }: Filter): string => JSON.stringify(filter);
  return plain(a) === plain(b);
}

/** The members or values that the rows of an answer name, as a condition; null where they name none. */
export function rowsFilter(turn: Turn, model: Model): Filter | null {
  const query = turn.query;
  if (!query) return null;
  const members = query.entity ? (query.attributes ?? []) : query.dimensions.map((d) => d.member);
  for (const member of members) {
    const dataset = model.datasets.get(member.split('.')[0] ?? '');
    const key = dataset?.primaryKey[0];
    if (!dataset || !key || !isEntityFilter(member, model)) continue;
    const at = turn.columns.indexOf(key);
    const label = turn.columns.findIndex(
      (name) => name === member.split('.')[1] || name === dataset.noun[0].replaceAll(' ', '_'),
    );
    const column = at >= 0 ? at : label;
    const values = turn.rows
      .map((row) => row[column])
      .filter((cell): cell is string | number => typeof cell === 'string' || typeof cell === 'number');
    if (column < 0 || values.length === 0) continue;
    const names = turn.rows
      .map((row) => String(row[label >= 0 ? label : column] ?? ''))
      .slice(0, 3)
      .join(', ');
    return {
      kind: 'compare',
      member: at >= 0 ? `${dataset.name}.${key}` : member,
      op: values.length === 1 ? 'eq' : 'in',
      values,
      label: `${dataset.noun[values.length === 1 ? 0 : 1]} ${names}${turn.rows.length > 3 ? ' …' : ''}`,
    };
  }
  return valuesFilter(turn, model);
}

/** "those countries": where groups were picked out by a field that is no thing of its own, its values are meant. */
function valuesFilter({ query, rows, columns }: Turn, model: Model): Filter | null {
  const [dimension, ...more] = query?.dimensions ?? [];
  const field = findField(model, dimension?.member ?? '');
  if (!dimension || !field || more.length > 0 || dimension.grain || dimension.figure || dimension.ranges) return null;
  const picked = query?.limit !== null || (query.having?.length ?? 0) > 0;
  const column = columns.indexOf(field.name);
  const values = rows.flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : []));
  if (!picked || column < 0 || values.length !== rows.length || values.length === 0) return null;
  const shown = values.slice(0, 3).join(', ');
  return {
    kind: 'compare',
    member: dimension.member,
    op: values.length === 1 ? 'eq' : 'in',
    values,
    label: `${field.name.replaceAll('_', ' ')} ${shown}${values.length > 3 ? ' …' : ''}`,
  };
}

/** A condition that names one entity: the person that the question before was about. */
function isEntityFilter(member: string, model: Model): boolean {
  const [dataset, name] = member.split('.');
  const entry = model.datasets.get(dataset ?? '');
  return entry !== undefined && (entry.label.includes(name ?? '') || entry.primaryKey[0] === name);
}

export function usePronouns(items: readonly Item[]): void {
  for (const item of items)
    if (item.meanings.some((m) => m.kind === 'operator' && (m.op === 'pronoun' || m.op === 'there')))
      [item.status, item.as] = ['used', 'the answer before'];
}
