import type { Filter } from '@copilot/contracts';
import { findField, type Model } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import type { SetPhrase, Subject } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { whoDataset } from './listed-dataset.js';
import { mergeAlternatives } from './merge-alternatives.js';
import { baseOf, takeTimes } from './place-events.js';

type Exists = Extract<Filter, { kind: 'exists' }>;

/**
 * "who rented in every month": what is said of all that belongs to a thing becomes a condition on the thing; what was said after the verb
 * belongs to it. A figure over other rows is taken of those whose thing meets the condition.
 * *Returns* false when a phrase finds no place.
 */
export function placeSets(assembly: Assembly): boolean {
  const { reading, filters } = assembly;
  for (const phrase of reading.sets.splice(0)) {
    const entity = phrase.entity ?? whoDataset(assembly);
    const link = phrase.link ?? linkOfConditions(assembly, entity, phrase.from);
    // "customers only from Canada": the condition is on the things themselves, where "only" adds nothing.
    if (link === null) continue;
    const inner = takeInner(assembly, phrase, entity, link);
    if (phrase.kind === 'only' && inner.length === 0) return false;
    const filter = setFilter(assembly.model, phrase, link, inner);
    if (!filter) return false;
    dropEvents(assembly, phrase, link);
    const base = baseOf(assembly, reading.measures);
    const listed = base === null && listEntity(assembly, entity, phrase.from);
    filters.push(listed || base === entity ? filter : ofEntity(assembly.model, entity, filter));
    assembly.setsPlaced = true;
  }
  return true;
}

/** The condition on the thing that a row belongs to: "revenue from customers who …". */
export function ofEntity(model: Model, entity: string, filter: Filter): Filter {
  const noun = model.datasets.get(entity)?.noun[1] ?? entity;
  return { kind: 'exists', dataset: entity, filters: [filter], label: `${noun} with ${filter.label ?? ''}` };
}

/** "films only in store 2": the first step that multiplies on the way to what is said. */
function linkOfConditions({ reading, model }: Assembly, entity: string, from: number): string | null {
  for (const c of reading.conditions) {
    if (c.at < from || c.dataset === null || c.dataset === entity) continue;
    const hop = chooseJoinPath(model, entity, c.dataset)?.find((h) => h.direction === 'many');
    if (hop) return hop.to;
  }
  return null;
}

/** Conditions and times said after the verb, but for those on the thing itself. */
function takeInner(assembly: Assembly, { from }: SetPhrase, entity: string, link: string): Filter[] {
  const { reading, model } = assembly;
  const own = reading.conditions.filter(
    (c) => c.at > from && c.dataset !== null && c.dataset !== entity && chooseJoinPath(model, link, c.dataset) !== null,
  );
  for (const c of own) reading.conditions.splice(reading.conditions.indexOf(c), 1);
  return [...mergeAlternatives(own).map((c) => c.filter), ...takeTimes(assembly, link, from)];
}

function setFilter(model: Model, phrase: SetPhrase, link: string, filters: readonly Filter[]): Exists | null {
  const events = model.datasets.get(link)?.noun[1] ?? link;
  const said = filters.map((f) => f.label ?? '').filter(Boolean);
  const label = (text: string): string => [`${phrase.negated ? 'not ' : ''}${text}`, ...said].join(', ');
  const base = {
    kind: 'exists' as const,
    dataset: link,
    filters: [...filters],
    ...(phrase.negated ? { negate: true } : {}),
  };
  if (phrase.kind === 'only') return { ...base, every: true, label: `only ${events} with ${said.join(', ')}` };
  const values = valuesOf(model, phrase.subject, link);
  if (!values) return null;
  const noun = nounOf(model, phrase.subject);
  const many = `${WORDS[phrase.op]}${phrase.value}`;
  if (phrase.kind === 'all') return { ...base, all: values, label: label(`${events} in every ${noun}`) };
  const count = { op: phrase.op, value: phrase.value };
  const single = phrase.value === 1 && phrase.op === 'eq';
  return phrase.kind === 'distinct'
    ? {
        ...base,
        count,
        distinct: values,
        label: label(`${events} in ${single ? `only one ${noun}` : `${many} different ${plural(noun)}`}`),
      }
    : { ...base, count, same: values, label: label(`${many} ${events} of the same ${noun}`) };
}

const WORDS = { eq: '', gt: 'more than ', gte: 'at least ', lt: 'fewer than ', lte: 'at most ' } as const;

function valuesOf(model: Model, subject: Subject | null, link: string): NonNullable<Exists['all']> | null {
  if (subject === null) return null;
  if (subject.kind === 'field') return { member: subject.member };
  const dataset = model.datasets.get(subject.kind === 'grain' ? link : subject.dataset);
  if (subject.kind === 'grain')
    return dataset?.defaultTime ? { member: `${link}.${dataset.defaultTime}`, grain: subject.grain } : null;
  const [key] = dataset?.primaryKey ?? [];
  return key && dataset?.primaryKey.length === 1 ? { member: `${subject.dataset}.${key}` } : null;
}

function nounOf(model: Model, subject: Subject | null): string {
  if (subject?.kind === 'dataset') return model.datasets.get(subject.dataset)?.noun[0] ?? subject.dataset;
  if (subject?.kind === 'grain') return subject.grain.replaceAll('_', ' ');
  return (findField(model, subject?.member ?? '')?.name ?? '').replaceAll('_', ' ');
}

function plural(noun: string): string {
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** The verb is said by the condition now. */
function dropEvents({ reading }: Assembly, { from, at }: SetPhrase, link: string): void {
  for (const e of reading.events.filter((e) => e.dataset === link && e.at >= Math.min(from, at)))
    reading.events.splice(reading.events.indexOf(e), 1);
  for (const v of reading.verbs.filter((v) => v.at === from)) reading.verbs.splice(reading.verbs.indexOf(v), 1);
}

/** Nothing is measured: the things themselves are asked for. *Returns* false when a figure is still to be implied. */
function listEntity({ reading }: Assembly, dataset: string, at: number): boolean {
  if (reading.figureConditions.length > 0 || reading.calculations.length > 0 || reading.counting) return false;
  if (reading.rank !== null || reading.dimensions.length > 0) return false;
  reading.subject ??= { subject: { kind: 'dataset', dataset }, at };
  reading.form ??= 'list';
  return true;
}
