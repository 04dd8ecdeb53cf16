import type { Aggregate, MetricRef } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import type { Measure, Reading, Subject } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { sameFigure } from './same-figure.js';

type Held = { readonly aggregate: Aggregate; readonly fraction: number | null };
type Group = Reading['dimensions'][number];

/**
 * "average revenue per customer": the group named after "per" is the entity that the figure is taken for first, and is taken out of the
 * groups. Without such an entity the aggregate is taken over the rows.
 */
export function takePerEntity(assembly: Assembly, measures: Measure[], groups: Group[]): Measure[] {
  const { reading } = assembly;
  ofItsOwnEvent(measures, groups);
  const held =
    heldAggregate(reading, measures) ?? perEvent(assembly, measures, groups) ?? perOwned(assembly, measures, groups);
  if (held && groups.some((g) => isEvent(assembly, g))) sumFields(assembly, measures);
  if (!held || !measures.some((m) => m.ref.metric)) return measures;
  const subjectEntity = listedEntity(assembly);
  const per = entityOf(assembly, groups, held, subjectEntity);
  if (per !== null && per === subjectEntity) reading.subject = null;
  const over = per !== null && held.aggregate === 'avg' ? overAll(assembly, per, measures, groups) : null;
  if (over) {
    reading.fill = false;
    return measures.map((m) => {
      const ref = dividedByAll(assembly, m.ref.metric ?? '', per ?? '', over);
      if (reading.rank && sameFigure(reading.rankMeasure ?? {}, m.ref)) reading.rankMeasure = ref;
      return { ...m, ref };
    });
  }
  const taken = { aggregate: held.aggregate, ...(held.fraction !== null ? { fraction: held.fraction } : {}) };
  return measures.map((m) => {
    if (!m.ref.metric) return m;
    const ref: MetricRef = { metric: m.ref.metric, ...(per ? { per } : {}), ...taken };
    // "the best five towns by sales per guest": what the rank goes by is said in full after it.
    if (reading.rank && reading.rank.at < m.at && sameFigure(reading.rankMeasure ?? {}, m.ref))
      reading.rankMeasure = ref;
    return { ...m, ref };
  });
}

/**
 * "visits per seat", "guests per hall, counting halls without any as zero": of what has no name of its own all are meant, of other things
 * where it is said, so that the figure is divided by how many there are. *Returns* what counts them; null where they do not lie in every
 * group and condition by themselves.
 */
function overAll(
  { reading, model }: Assembly,
  per: string,
  measures: readonly Measure[],
  groups: readonly Group[],
): string | null {
  const dataset = model.datasets.get(per);
  const counts = dataset?.countMetric;
  if (!dataset || dataset.event || !counts || measures.some((m) => !m.ref.metric || m.ref.metric === counts))
    return null;
  if (dataset.label.length > 0 && !reading.fill) return null;
  if (reading.times.length > 0 || reading.events.some((e) => e.verb && model.datasets.get(e.dataset)?.event))
    return null;
  const ranked = reading.subject ? [reading.subject.subject] : [];
  const within = [...groups.map((g) => g.subject), ...ranked].every((subject) =>
    liesIn(model, { kind: 'dataset', dataset: per }, subject),
  );
  const said = reading.conditions.every(
    (c) =>
      c.dataset === per ||
      liesIn(model, { kind: 'dataset', dataset: per }, { kind: 'dataset', dataset: c.dataset ?? '' }),
  );
  return within && said && reading.figureConditions.length === 0 ? counts : null;
}

/** The sum of what each of them has, by how many there are; a row that belongs to one of them alone is in the sum once anyway. */
function dividedByAll({ model }: Assembly, metric: string, per: string, count: string): MetricRef {
  const found = model.metrics.get(metric);
  const path = chooseJoinPath(model, found?.dataset ?? '', per);
  const once = path?.every((hop) => hop.direction === 'one') ?? false;
  const label = `${found?.label ?? metric} per ${model.datasets.get(per)?.noun[0] ?? per}`;
  const each: MetricRef = once ? { metric } : { metric, per, aggregate: 'sum' };
  return { ...each, over: { metric: count }, label };
}

/** "average days kept per rental": a field of what happened has one value for each anyway. */
function ofItsOwnEvent(measures: readonly Measure[], groups: Group[]): void {
  const own = groups.findIndex(
    ({ per, subject }) =>
      per &&
      subject.kind === 'dataset' &&
      measures.length > 0 &&
      measures.every((m) => m.ref.aggregate && m.ref.field?.startsWith(`${subject.dataset}.`)),
  );
  if (own >= 0) groups.splice(own, 1);
}

/** The aggregate that was said for itself, or with the figure. */
function heldAggregate(reading: Reading, measures: readonly Measure[]): Held | null {
  const aggregated = measures.find((m) => m.ref.aggregate && m.ref.metric);
  return (
    reading.aggregate ??
    (aggregated?.ref.aggregate
      ? { aggregate: aggregated.ref.aggregate, fraction: aggregated.ref.fraction ?? null }
      : null)
  );
}

function listedEntity({ reading, model }: Assembly): string | null {
  const subject = reading.subject?.subject;
  return subject?.kind === 'dataset' && !model.datasets.get(subject.dataset)?.event ? subject.dataset : null;
}

/** "a customer" beside other groups, what stands after "per", or for an average of nothing grouped the entity that is named. */
function entityOf(assembly: Assembly, groups: Group[], held: Held, subjectEntity: string | null): string | null {
  const single =
    groups.length > 0
      ? (averagedThing(assembly, held, groups) ??
        singleEntity(assembly.reading, groups) ??
        namedBefore(assembly, groups) ??
        totalOf(assembly, groups))
      : null;
  if (single !== null) return single;
  const ofEvent = groups.findIndex((g) => isEvent(assembly, g));
  const perAt =
    ofEvent >= 0
      ? ofEvent
      : groups.findIndex((g) => g.per && (g.subject.kind === 'dataset' || g.subject.kind === 'grain'));
  if (perAt >= 0) {
    const per = perName(groups[perAt]?.subject);
    groups.splice(perAt, 1);
    return per;
  }
  const central = ['median', 'avg', 'percentile', 'stddev'].includes(held.aggregate);
  return central && groups.length === 0 ? (subjectEntity ?? mentionedEntity(assembly)) : null;
}

/** "what does the average guest of each hall spend": the thing right behind "average" is the one that the figure is taken for. */
function averagedThing({ reading, model }: Assembly, held: Held, groups: readonly Group[]): string | null {
  const thing = reading.mentions.find((m) => m.averaged)?.dataset;
  const dataset = model.datasets.get(thing ?? '');
  const grouped = groups.some((g) => g.subject.kind === 'dataset' && g.subject.dataset === thing);
  return held.aggregate === 'avg' && dataset && !dataset.event && !dataset.bridge && !grouped ? dataset.name : null;
}

function singleEntity(reading: Reading, groups: readonly Group[]): string | null {
  return (
    reading.mentions.find(
      (m) => m.single && !groups.some((g) => g.subject.kind === 'dataset' && g.subject.dataset === m.dataset),
    )?.dataset ?? null
  );
}

/** "average guest spend by town", "the mean branch turnover per month": the thing before the figure is the one that it is taken for. */
function namedBefore({ reading, model }: Assembly, groups: readonly Group[]): string | null {
  const averaged = (m: Measure, at: number): boolean =>
    m.ref.metric !== undefined &&
    m.from !== 'count' &&
    m.at === at + 1 &&
    (m.ref.aggregate !== undefined || (reading.aggregate?.at ?? Infinity) < at);
  const before = reading.mentions.find(({ at }) => reading.measures.some((m) => averaged(m, at)));
  const dataset = model.datasets.get(before?.dataset ?? '');
  const grouped = groups.some((g) => g.subject.kind === 'dataset' && g.subject.dataset === dataset?.name);
  return dataset && !dataset.event && !dataset.bridge && !grouped ? dataset.name : null;
}

/** "median total spend of the guests of each town": a total that is averaged is the one of each of those it is of. */
function totalOf({ reading, model }: Assembly, groups: readonly Group[]): string | null {
  const [measure] = reading.measures;
  const of = reading.mentions.find((m) => measure !== undefined && m.at > measure.at && m.at <= measure.at + 3);
  const dataset = model.datasets.get(of?.dataset ?? '');
  const grouped = groups.some((g) => g.subject.kind === 'dataset' && g.subject.dataset === dataset?.name);
  return reading.total && dataset && !dataset.event && !dataset.bridge && !grouped ? dataset.name : null;
}

function mentionedEntity({ reading, model }: Assembly): string | null {
  return (
    reading.mentions.find(
      (m) =>
        !model.datasets.get(m.dataset)?.event &&
        !model.datasets.get(m.dataset)?.bridge &&
        reading.conditions.every((c) => c.dataset !== m.dataset || c.filter.kind === 'named'),
    )?.dataset ?? null
  );
}

function perName(subject: Subject | undefined): string | null {
  return subject?.kind === 'dataset' ? subject.dataset : subject?.kind === 'grain' ? `@${subject.grain}` : null;
}

/** Nobody groups by single events: "revenue per rental" is an average even when the word is not said. */
function perEvent(assembly: Assembly, measures: readonly Measure[], groups: readonly Group[]): Held | null {
  const group = groups.find((g) => isEvent(assembly, g));
  const counts = measures.some((m) => group?.subject.kind === 'dataset' && m.counted === group.subject.dataset);
  return group && measures.length > 0 && !counts ? { aggregate: 'avg', fraction: null } : null;
}

/** "revenue per customer in each country": of two groups that the one lies in the other of, the lesser is what the figure is taken for. */
function perOwned({ model, reading }: Assembly, measures: readonly Measure[], groups: Group[]): Held | null {
  const listed = reading.rank && reading.subject ? [{ ...reading.subject, per: false, ratio: false }] : [];
  const lesser = groups.findIndex(
    (g) =>
      g.ratio === true &&
      g.subject.kind === 'dataset' &&
      model.datasets.get(g.subject.dataset)?.event === false &&
      [...groups, ...listed].some((other) => other.ratio !== true && liesIn(model, g.subject, other.subject)),
  );
  const [group] = lesser < 0 ? [] : groups.splice(lesser, 1);
  if (!group) return null;
  groups.unshift(group);
  const counts = measures.some((m) => group.subject.kind === 'dataset' && m.counted === group.subject.dataset);
  return measures.length > 0 && !counts ? { aggregate: 'avg', fraction: null } : null;
}

/** Whether each of the one things has one of the other by itself, not by what happened to it. */
function liesIn(model: Model, lesser: Subject, greater: Subject): boolean {
  if (lesser.kind !== 'dataset' || greater.kind === 'grain') return false;
  const name = greater.kind === 'dataset' ? greater.dataset : (greater.member.split('.')[0] ?? '');
  if (greater.kind === 'field' && name === lesser.dataset) return true;
  const path = chooseJoinPath(model, lesser.dataset, name);
  return path !== null && path.every((hop) => hop.direction === 'one' || model.datasets.get(hop.to)?.bridge === true);
}

function isEvent({ model }: Assembly, group: Group): boolean {
  return group.per && group.subject.kind === 'dataset' && (model.datasets.get(group.subject.dataset)?.event ?? false);
}

/** An amount taken per event is first summed for each, as its metric does. */
function sumFields({ model }: Assembly, measures: Measure[]): void {
  for (const [i, measure] of measures.entries()) {
    const metric = [...model.metrics.values()].find(
      (m) => m.aggregate === 'sum' && measure.ref.field === `${m.dataset}.${m.argument}`,
    );
    if (metric && measure.ref.aggregate)
      measures[i] = { ...measure, ref: { metric: metric.name, aggregate: measure.ref.aggregate } };
  }
}
