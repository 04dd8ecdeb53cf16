import { SemanticQuerySchema } from '@copilot/contracts';
import { findField, memberOf } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import type { Measure } from '../../question/reading.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembled, Assembly } from './assembly.js';
import { positiveEvents } from './events.js';
import { keepsRows } from './keeps-rows.js';
import { listedDataset } from './listed-dataset.js';
import { mergeAlternatives } from './merge-alternatives.js';
import { belongsToDenied, placeDenied } from './place-denied.js';
import { addPositiveEvent, edgeFilters, saidOfEvent } from './place-events.js';
import { ofNamedEvent } from './of-named-event.js';
import { separateBoth } from './separate-both.js';

/** A query that lists rows of one entity, or what is missing for it. */
export function buildListing(assembly: Assembly): Assembled {
  const { reading, model, clock, previousTime, assumptions, filters } = assembly;
  if (reading.form === 'how_long' && saysNoLength(assembly)) lengthAsked(assembly);
  asksForNamed(assembly);
  // A total of nothing that was understood is no list.
  if (reading.total && reading.form === null && reading.rank === null) return { gap: { code: 'no-figure', hint: '' } };
  const entity = listedDataset(assembly);
  if (reading.events.some((e) => e.negated && e.dataset === entity)) return { gap: { code: 'unsure', hint: '' } };
  if (!entity) {
    if (reading.subject?.subject.kind === 'field') return groupsOnly(assembly, reading.subject.subject.member);
    return { gap: { code: 'no-entity', hint: '' } };
  }
  const dataset = model.datasets.get(entity);
  if (!dataset) return { gap: { code: 'no-entity', hint: '' } };
  const label = dataset.label[0] ? [`${entity}.${dataset.label[0]}`] : [];
  const asked = reading.attributes.flatMap((a) => a.members).filter((m) => reachable(assembly, entity, m));
  const where = reading.form === 'where' ? dataset.where.map((name) => `${entity}.${name}`) : [];
  const sortMember =
    reading.rankMeasure?.field && reachable(assembly, entity, reading.rankMeasure.field)
      ? reading.rankMeasure.field
      : null;
  const about = reading.conditions.flatMap((c) =>
    c.filter.kind === 'compare' && c.filter.member.startsWith(`${entity}.`) && c.filter.op !== 'eq'
      ? [c.filter.member]
      : c.filter.kind === 'against' && c.filter.member
        ? [c.filter.member]
        : [],
  );
  const list = dataset.list.map((name) => `${entity}.${name}`);
  const fallback =
    label.length > 0 || list.length > 0 ? [] : [...dataset.fields.values()].map((f) => memberOf(f)).slice(0, 8);
  const attributes = [
    ...new Set([
      ...label,
      ...(label.length === 0 ? labelsOfNamed(assembly, entity) : []),
      ...asked,
      ...where,
      ...(sortMember ? [sortMember] : []),
      ...about,
      ...(asked.length === 0 && where.length === 0 ? list : []),
      ...fallback,
    ]),
  ];
  separateBoth(assembly);
  for (const condition of mergeAlternatives(reading.conditions)) {
    if (belongsToDenied(assembly, condition, entity)) continue;
    if (saidOfEvent(assembly, condition)) assembly.eventFilters.add(condition.filter);
    filters.push(condition.filter);
  }
  if (reading.edgeEvent) filters.push(...edgeFilters(assembly));
  placeDenied(assembly, entity);
  for (const event of reading.events.filter((e) => !e.negated))
    if (event.dataset !== entity && !model.datasets.get(event.dataset)?.bridge)
      if (model.datasets.get(event.dataset)?.event || reading.conditions.length === 0)
        addPositiveEvent(assembly, event.dataset, entity, []);
  ofNamedEvent(assembly, entity);
  const own = reading.times.length > 0 ? timeOfEntity(assembly, entity) : null;
  if (reading.times.length > 0) {
    if (!own) return { gap: { code: 'unsure', hint: 'time' } };
    for (const t of reading.times) {
      const resolved = resolveTime(t.time, own, clock, previousTime);
      if (resolved.assumption) assumptions.push(resolved.assumption);
      filters.push(...resolved.filters);
      if (resolved.range) assembly.timeRange = resolved.range;
    }
  }
  const sortAt = sortMember ? attributes.indexOf(sortMember) : -1;
  const limit = reading.rank ? Math.min(200, Math.max(1, reading.rank.count ?? 1)) : null;
  const query = SemanticQuerySchema.safeParse({
    entity,
    attributes,
    filters,
    time_range: assembly.timeRange,
    sort: sortAt >= 0 ? [{ by: `attribute:${sortAt}`, direction: reading.rank?.direction ?? 'desc' }] : [],
    limit: sortAt >= 0 ? limit : null,
    ...(sortAt >= 0 && limit !== null && (reading.rank?.count ?? 1) === 1 ? { with_ties: true } : {}),
    ...(reading.rank?.offset ? { offset: reading.rank.offset } : {}),
    ...(reading.form === 'yes_no' ? { yes_no: true } : {}),
  });
  if (!query.success) return { gap: { code: 'unsure', hint: '' } };
  if (filters.length === 0 && reading.attributes.length === 0 && reading.form === null && reading.rank === null)
    return { gap: { code: 'no-figure', hint: '' } };
  return { draft: { query: query.data, assumptions, doubts: assembly.doubts } };
}

/** "what has X rented": the things that come up in what happened, each time anew. */
export function listThingsOf({ reading, model }: Assembly): void {
  const event = reading.events.length === 1 && !reading.events[0]?.negated ? reading.events[0] : undefined;
  const bare =
    reading.mentions.length + reading.dimensions.length + reading.measures.length + reading.attributes.length === 0;
  if (reading.form !== 'what' || !event || !bare || reading.subject || reading.rank || reading.aggregate) return;
  if (reading.verbs.length + reading.calculations.length + reading.figureConditions.length + reading.sets.length > 0)
    return;
  if (!reading.conditions.some((c) => c.filter.kind === 'compare' && findField(model, c.filter.member)?.person)) return;
  const thing = [...model.datasets.values()].find(
    (d) => d.perEvent && d.label.length > 0 && model.metrics.get(d.perEvent)?.dataset === event.dataset,
  );
  if (thing) reading.subject = { subject: { kind: 'dataset', dataset: thing.name }, at: event.at };
}

/** Whether rows are asked for, not figures. */
export function isListing(assembly: Assembly, measures: readonly Measure[]): boolean {
  const { reading } = assembly;
  if (measures.length > 0 || reading.figureConditions.length > 0) return false;
  if (reading.dimensions.length > 0 && (reading.attributes.length === 0 || reading.subject !== null)) return false;
  if (reading.rankMeasure && 'metric' in reading.rankMeasure && reading.rankMeasure.metric) return false;
  if (reading.subject?.subject.kind === 'grain') return false;
  return (
    reading.subject !== null ||
    namesKind(assembly) ||
    reading.attributes.length > 0 ||
    reading.form === 'who' ||
    reading.form === 'where' ||
    reading.form === 'when' ||
    reading.form === 'list' ||
    (reading.form === 'how_long' && reading.conditions.length > 0) ||
    (reading.mentions.length > 0 && (reading.conditions.length > 0 || reading.events.length > 0))
  );
}

/** "which dramas are shorter than an hour": the name of a kind stands for the things of that kind that something else is said of. */
function namesKind({ reading, model }: Assembly): boolean {
  const asks = reading.form === null || reading.form === 'which' || reading.form === 'what' || reading.form === 'list';
  if (!asks || reading.mentions.length > 0 || reading.rank || reading.times.length + reading.verbs.length > 0)
    return false;
  const kind = reading.conditions.find(
    ({ filter, dataset }) =>
      filter.kind === 'compare' &&
      filter.op === 'eq' &&
      model.datasets.get(dataset ?? '')?.who === false &&
      (model.datasets.get(dataset ?? '')?.label.includes(filter.member.split('.')[1] ?? '') ?? false),
  );
  return (
    kind !== undefined &&
    reading.conditions.some(
      (c) => c.dataset !== kind.dataset && (model.datasets.get(c.dataset ?? '')?.label.length ?? 0) > 0,
    )
  );
}

/** "how long is … and what does it cost": what is asked for behind the "and" is no length. */
function saysNoLength({ reading }: Assembly): boolean {
  const and = reading.connectors.find((c) => c.op === 'and')?.at ?? 0;
  return reading.attributes.every((a) => a.at > and && and > 0);
}

/** "how long is …": the field of the named thing that can be long. */
function lengthAsked(assembly: Assembly): void {
  const { reading, model } = assembly;
  const dataset = model.datasets.get(reading.conditions.find((c) => c.filter.kind === 'compare')?.dataset ?? '');
  const field = [...(dataset?.fields.values() ?? [])].find((f) => f.moreWords.includes('long'));
  if (field) reading.attributes.unshift({ members: [memberOf(field)], at: 0 });
}

/** The distinct values of a field. */
function groupsOnly(assembly: Assembly, member: string): Assembled {
  const { reading, assumptions, filters } = assembly;
  for (const condition of mergeAlternatives(reading.conditions)) filters.push(condition.filter);
  const query = SemanticQuerySchema.safeParse({ dimensions: [{ member }], filters });
  return query.success
    ? { draft: { query: query.data, assumptions, doubts: assembly.doubts } }
    : { gap: { code: 'unsure', hint: '' } };
}

/** The time of a listed entity: one asked for, that of what happened to it, its own. */
function timeOfEntity(assembly: Assembly, entity: string): string | null {
  const { reading, model } = assembly;
  const event = positiveEvents(assembly)[0]?.dataset;
  const named = reading.attributes.flatMap((a) => a.members).find((m) => findField(model, m)?.isTime);
  if (named) return named;
  const time = model.datasets.get(event ?? entity)?.defaultTime;
  return time ? `${event ?? entity}.${time}` : null;
}

/** "discs that nobody took, with the film": things without a name are told by what else is named that each of them has. */
function labelsOfNamed(assembly: Assembly, entity: string): string[] {
  const { reading, model } = assembly;
  return reading.mentions.flatMap(({ dataset }) => {
    const label = dataset === entity ? undefined : model.datasets.get(dataset)?.label[0];
    return label && keepsRows(assembly, entity, dataset) ? [`${dataset}.${label}`] : [];
  });
}

/** Whether a field can be shown beside an entity. */
function reachable(assembly: Assembly, entity: string, member: string): boolean {
  const { model } = assembly;
  const dataset = member.split('.')[0] ?? '';
  return dataset === entity || chooseJoinPath(model, entity, dataset) !== null;
}

/** "who is the manager of store 1": a person that stands in a field of the thing named, not a row of its own. */
function asksForNamed({ reading, model }: Assembly): void {
  const field = findField(model, reading.attributes[0]?.members[0] ?? '');
  if (
    reading.form === 'who' &&
    field?.datatype === 'String' &&
    !model.datasets.get(field.dataset)?.who &&
    reading.events.length === 0
  )
    reading.form = 'what';
}
