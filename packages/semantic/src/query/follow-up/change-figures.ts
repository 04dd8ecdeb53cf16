import type { DimensionRef, MetricRef, SemanticQuery, TimeGrain } from '@copilot/contracts';
import { daysOf, longestDays } from '../../calendar-spans.js';
import { findField, type Field, type Model } from '../../model/model.js';
import type { Reading, Subject } from '../../question/reading.js';
import type { Change } from './change-query.js';
import { groupOfCounted } from '../assemble/group-of-counted.js';
import { sameTarget } from './same-target.js';
import { thingsShown } from './things-shown.js';
import { toDimension } from './time-of-turn.js';

/** "and rentals?", "average length instead": another figure, or one more. */
export function changeFigures(change: Change): void {
  const figure = figuresSaid(change);
  if (figure.length === 0) return;
  const known = new Set(change.metrics.map((m) => JSON.stringify(m)));
  const added = figure.filter((m) => !known.has(JSON.stringify(m)));
  if (change.manner.add && added.length === 0) {
    change.touched = true;
    return;
  }
  change.metrics = change.manner.add ? [...change.metrics, ...added] : figure;
  if (change.entity) [change.entity, change.limit] = [null, null];
  change.newFigure = true;
  change.touched = true;
}

function figuresSaid({ input: { items, reading, model, alone }, manner, entity, last }: Change): MetricRef[] {
  const measures = [...reading.measures.map((m) => m.ref), ...countsOfEvents(reading, model)];
  if (measures.length > 0) return measures;
  // "the other store" names a condition.
  const mentions = reading.mentions.filter((m) => !items[m.at]?.as?.startsWith('all but'));
  if (reading.rankMeasure && !ranksWhatIsShown(reading.rankMeasure, last, model)) return [reading.rankMeasure];
  const numeric = reading.attributes
    .flatMap((a) => a.members)
    .map((m) => findField(model, m))
    .find((f) => f && (f.datatype === 'Integer' || f.datatype === 'Decimal') && !f.name.endsWith('_id'));
  const sum =
    numeric && !reading.aggregate && model.datasets.get(numeric.dataset)?.event ? sumOf(numeric, model) : null;
  if (sum && !entity) return [{ metric: sum }];
  const [before] = last.metrics;
  if (reading.aggregate && !numeric && before?.aggregate && last.metrics.length === 1 && (before.field ?? before.per)) {
    const { fraction: _fraction, ...rest } = before;
    const { aggregate, fraction } = reading.aggregate;
    return [{ ...rest, aggregate, ...(fraction === null ? {} : { fraction }) }];
  }
  const value = reading.aggregate && !numeric && last.metrics.length === 1 ? valueOf(before, model) : null;
  if (value && reading.aggregate) {
    const { aggregate, fraction } = reading.aggregate;
    return [{ field: value, aggregate, ...(fraction === null ? {} : { fraction }) }];
  }
  if (numeric && !entity)
    return [{ field: `${numeric.dataset}.${numeric.name}`, aggregate: reading.aggregate?.aggregate ?? 'avg' }];
  const meant = reading.aggregate && !numeric ? (alone?.query.metrics ?? []) : [];
  if (meant.some((m) => m.field !== undefined && m.aggregate !== undefined)) return [...meant];
  const saysSame = items.some((item) => item.meanings.some((m) => m.kind === 'operator' && m.op === 'same'));
  const counted =
    (manner.replace || (saysSame && reading.form === null)) &&
    reading.dimensions.length === 0 &&
    reading.conditions.length === 0
      ? model.datasets.get(mentions[0]?.dataset ?? '')?.countMetric
      : null;
  return counted ? [{ metric: counted }] : [];
}

/** "by rentals": what happened is no group; how often it did is the figure. */
function countsOfEvents({ dimensions }: Reading, model: Model): MetricRef[] {
  return dimensions.flatMap(({ subject }) => {
    const of = subject.kind === 'dataset' ? model.datasets.get(subject.dataset) : undefined;
    return of?.event && of.countMetric ? [{ metric: of.countMetric }] : [];
  });
}

/** "the 4 most expensive" of groups by what they cost on average: an adjective for the figure that is shown anyway. */
export function ranksWhatIsShown(rankMeasure: MetricRef, last: SemanticQuery, model: Model): boolean {
  const [shown] = last.metrics;
  if (last.dimensions.length === 0 || !shown || rankMeasure.metric) return false;
  const [ranked, field] = [findField(model, rankMeasure.field ?? ''), findField(model, shown.field ?? '')];
  if (!ranked || !field) return false;
  // "the longest three", after days by group: both last so many days or minutes.
  const lasting = ranked.units.size > 0 && [...ranked.units.keys()].some((unit) => field.units.has(unit));
  return lasting || (ranked.dataset === field.dataset && ranked.format === field.format);
}

/** "the longest three", after takings by group: a field of things that are not shown, which nobody said how to take. */
export function ranksOtherThings({ rankMeasure }: Reading, last: SemanticQuery, model: Model): boolean {
  const field = rankMeasure?.aggregate ? undefined : findField(model, rankMeasure?.field ?? '');
  const things = thingsShown(last, model);
  return (
    field !== undefined &&
    !field.isTime &&
    rankMeasure !== null &&
    last.dimensions.length > 0 &&
    things !== field.dataset &&
    !ranksWhatIsShown(rankMeasure, last, model)
  );
}

/** "what was their average?" after events were counted: of what each is worth. */
function valueOf(counted: MetricRef | undefined, model: Model): string | null {
  const dataset = [...model.datasets.values()].find((d) => d.event && d.countMetric === counted?.metric);
  return dataset?.valueField && !counted?.filters && !counted?.over ? `${dataset.name}.${dataset.valueField}` : null;
}

/** "amount instead of count": what an event is worth is summed, as its figure does. */
function sumOf(field: Field, model: Model): string | null {
  const found = [...model.metrics.values()].find(
    (m) => m.dataset === field.dataset && m.aggregate === 'sum' && m.argument === field.name,
  );
  return found?.name ?? null;
}

/** "by category instead", "per store too", "just the total": other groups, one more, or none. */
export function changeGroups(change: Change): void {
  const { input, last, manner, dimensions } = change;
  const { reading, model } = input;
  const subject =
    reading.dimensions.length === 0 && reading.subject && !change.newFigure && !reading.rank
      ? [reading.subject.subject]
      : [];
  const said = reading.dimensions.map((d) => d.subject).filter((s) => !isEvent(s, model));
  // "age group instead": a field that groups takes the place of what grouped before.
  const instead =
    manner.replace && said.length + subject.length === 0 && !change.newFigure && dimensions.length > 0
      ? reading.attributes.flatMap((a) => a.members.slice(0, 1)).map((member): Subject => ({ kind: 'field', member }))
      : [];
  const counted = last.count_groups ? countedDataset(last) : null;
  const groups = [...said, ...subject, ...instead]
    .map((s) => (counted ? groupOfCounted(model, counted, s) : s))
    .flatMap((s) => sameSteps(s, change) ?? toDimension(s, model, last, change.metrics) ?? []);
  if (groups.length === 0) {
    if (reading.total && reading.only && dimensions.length > 0 && !change.newFigure && reading.conditions.length === 0)
      [change.dimensions, change.limit, change.calculations, change.touched] = [[], null, undefined, true];
    return;
  }
  if (counted) {
    countWithin(change, groups);
    return;
  }
  const adds = dimensions.length === 0 || (manner.add && !manner.replace);
  change.dimensions = adds
    ? [...dimensions, ...groups.filter((g) => !dimensions.some((d) => d.member === g.member && d.grain === g.grain))]
    : groups;
  showAllOf(change, groups);
  if (!adds && !reading.rank) change.sort = change.sort.filter((s) => !s.by.startsWith('dimension'));
  if (change.entity && change.metrics.length > 0) change.entity = null;
  change.touched = true;
}

/** What a count of groups counts. */
function countedDataset({ dimensions, count_within: within = [] }: SemanticQuery): string | null {
  const of = dimensions.find((d, at) => !d.grain && !within.includes(at));
  return of?.member.split('.')[0] ?? null;
}

/** "by store", after "how many customers spent more than …": they are counted for each store, and the condition stays theirs. */
function countWithin(change: Change, groups: readonly DimensionRef[]): void {
  const { last, manner } = change;
  const kept = last.dimensions.filter((_, at) => manner.add || !change.countWithin.includes(at));
  const added = groups.filter((g) => !kept.some((d) => d.member === g.member && d.grain === g.grain));
  const counted = last.dimensions.filter((_, at) => !change.countWithin.includes(at)).length;
  change.dimensions = [...kept, ...added];
  change.countWithin = [...change.dimensions.keys()].slice(counted);
  showAllOf(change, groups);
  change.touched = true;
}

/** "by store", after the figure of one store: a group that is pinned to one member shows them all. */
function showAllOf(change: Change, groups: readonly DimensionRef[]): void {
  const steps = groups.flatMap((g) => (g.grain ? [longestDays(g.grain)] : []));
  const range = change.timeRange;
  const days = daysOf(range) ?? Infinity;
  if (range && change.input.reading.times.length === 0 && steps.some((step) => days <= step)) {
    change.timeRange = null;
    change.assumptions.push(`All periods are shown, not only ${range.label}.`);
  }
  const things = groups.filter((g) => !g.grain).map((g) => g.member);
  const pinned = change.filters.filter(
    (f) =>
      f.kind === 'compare' &&
      f.op === 'eq' &&
      !change.input.reading.conditions.some((c) => sameTarget(c.filter, f)) &&
      things.some((m) => m === f.member || names(change, m, f.member)),
  );
  if (pinned.length === 0) return;
  change.filters = change.filters.filter((f) => !pinned.includes(f));
  change.assumptions.push(`All are shown, not only ${pinned.map((f) => f.label ?? 'the one before').join(', ')}.`);
}

/** Whether two members name or number the same thing. */
function names({ input: { model } }: Change, a: string, b: string): boolean {
  const [dataset = '', first = ''] = a.split('.');
  const [other, second = ''] = b.split('.');
  const of = model.datasets.get(dataset);
  const isName = (field: string): boolean => (of?.label.includes(field) || of?.primaryKey.includes(field)) ?? false;
  return dataset === other && isName(first) && isName(second);
}

function isEvent(subject: Subject, model: Model): boolean {
  return subject.kind === 'dataset' && (model.datasets.get(subject.dataset)?.event ?? false);
}

/** "the 2 worst days" of weekdays: the steps that are shown, called by their shorter name. */
function sameSteps(subject: Subject, { dimensions, input, manner }: Change): DimensionRef | null {
  const shown = dimensions.find((d) => d.grain !== undefined);
  if (subject.kind !== 'grain' || shown?.grain === undefined || !input.reading.rank || manner.add) return null;
  const shorter: Partial<Record<TimeGrain, TimeGrain>> = {
    weekday: 'day',
    day_of_month: 'day',
    hour_of_day: 'hour',
    month_of_year: 'month',
    quarter_of_year: 'quarter',
  };
  return shorter[shown.grain] === subject.grain ? shown : null;
}
