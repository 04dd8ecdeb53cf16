import { memberOf, type Model } from '../../model/model.js';
import type { Measure } from '../../question/reading.js';
import { asksForEntity, figureAsked, wantsFigure } from './asks.js';
import type { Assembly } from './assembly.js';
import { metricOf, positiveEvents } from './events.js';
import { countShare, eventMeasure, entityMeasure, verbMeasure } from './event-measure.js';

/** The figure that is asked for without its name: by a verb, by "how often", by a count with nothing named to count. */
export function implyByForm(assembly: Assembly): Measure | null {
  const { reading } = assembly;
  const part = shareOfThings(assembly);
  if (part) return part;
  const there = anyThere(assembly);
  if (there) return there;
  const counted = countedLate(assembly) ?? (reading.counting ? namedEvent(assembly) : null);
  if (counted) return counted;
  const split = eventsSplit(assembly);
  if (split) return split;
  if (reading.verbs.length > 0 && wantsFigure(assembly) && !ranksItsAmount(assembly)) return verbMeasure(assembly);
  const compared = countCompared(assembly);
  if (compared) return compared;
  return (
    (reading.form === 'how_often' ? timesHappened(assembly) : null) ??
    (reading.countedGrain && reading.figureConditions.length === 0 ? eventMeasure(assembly) : null) ??
    (reading.counting ? (eventMeasure(assembly) ?? countShare(assembly)) : null)
  );
}

/** "in which months do people rent? show the rentals for each month": what stands before the groups is counted in each. */
function eventsSplit(assembly: Assembly): Measure | null {
  const { reading, model } = assembly;
  if (reading.subject?.subject.kind !== 'grain' || reading.rank || reading.figureConditions.length > 0) return null;
  const { at: asked } = reading.subject;
  const event = reading.mentions.find(
    (m) =>
      m.at > asked &&
      model.datasets.get(m.dataset)?.event &&
      reading.dimensions.some((d) => d.at > m.at && d.at - m.at <= 3),
  );
  const metric = event ? metricOf(assembly, event.dataset) : null;
  return event && metric ? { ref: { metric }, from: 'count', at: event.at, counted: event.dataset } : null;
}

/** "compare active customers of store 1 and store 2": what two values of one field are compared by is how many things there are. */
function countCompared(assembly: Assembly): Measure | null {
  const { reading, model } = assembly;
  const compares =
    reading.form === 'compare' || reading.connectors.some((c) => c.op === 'versus' || c.op === 'compare');
  const members = reading.conditions.flatMap((c) =>
    c.filter.kind === 'compare' && c.filter.op === 'eq' ? [c.filter.member] : [],
  );
  const member = members.find((name, i) => members.indexOf(name) < i);
  if (!compares || member === undefined || reading.attributes.length > 0 || reading.rank !== null) return null;
  const [owner, field] = member.split('.');
  const isKey = model.datasets.get(owner ?? '')?.primaryKey[0] === field;
  const thing = reading.mentions.find((m) => !(isKey && m.dataset === owner));
  const metric = thing ? metricOf(assembly, thing.dataset) : null;
  if (!thing || !metric) return null;
  if (reading.subject?.subject.kind === 'dataset') reading.subject = null;
  return { ref: { metric }, from: 'count', at: thing.at, counted: thing.dataset };
}

/** "the biggest payment that we took": the amount that ranks is the one that the verb is about. */
function ranksItsAmount({ reading, model }: Assembly): boolean {
  const dataset = reading.rankMeasure?.field?.split('.')[0];
  return (
    dataset !== undefined &&
    reading.subject === null &&
    reading.dimensions.length === 0 &&
    reading.verbs.every((v) => model.metrics.get(v.metric)?.dataset === dataset)
  );
}

/**
 * "what percentage of customers rented in July": the things named after the share are counted, not what happened to them; so are events
 * that a verb only places ("… of rentals came from store 3").
 */
function shareOfThings({ reading, model }: Assembly): Measure | null {
  const share = reading.calculations.find((c) => c.kind === 'share');
  if (!share || reading.rank !== null) return null;
  const thing = reading.mentions.find((m) => m.at > share.at);
  const dataset = model.datasets.get(thing?.dataset ?? '');
  const [verb, ...more] = reading.verbs;
  if (thing && dataset?.countMetric && verb && more.length === 0 && verb.at > thing.at) {
    const metric = dataset.countMetric;
    // "what share of rentals does each category generate": a verb after the groups says of them what was said of all.
    const said = reading.dimensions.some((d) => d.at > thing.at && d.at < verb.at);
    const placed = said || (dataset.event && reading.conditions.some((c) => c.at > verb.at));
    if (placed && model.metrics.has(metric))
      return { ref: { metric }, from: 'count', at: thing.at, counted: dataset.name };
    if (dataset.event) return null;
  }
  if (reading.dimensions.length > 0) return null;
  if (!thing || !dataset || dataset.event || dataset.bridge || !dataset.countMetric) return null;
  const happened = reading.events.some((e) => e.verb && e.at > thing.at && model.datasets.get(e.dataset)?.event);
  const denied = reading.events.some((e) => e.negated && e.at > thing.at);
  // "of the returned discs, what share came back late": what can happen again and again is meant each time.
  const conditions = reading.conditions.filter((c) => c.filter.kind === 'named');
  const named =
    !dataset.perEvent &&
    conditions.length > 0 &&
    conditions.every((c) => c.at > thing.at && model.datasets.get(c.dataset ?? '')?.event === true);
  if (!happened && !denied && !named) return null;
  if (!model.metrics.has(dataset.countMetric)) return null;
  if (reading.subject?.at === thing.at) reading.subject = null;
  return { ref: { metric: dataset.countMetric }, from: 'count', at: thing.at, counted: dataset.name };
}

/** "is there a copy of …": things without a name are no list; how many there are says yes or no. */
function anyThere({ reading, model }: Assembly): Measure | null {
  if (reading.form !== 'yes_no' || reading.attributes.length + reading.dimensions.length > 0 || reading.rank)
    return null;
  if (
    reading.figureConditions.length + reading.verbs.length > 0 ||
    reading.mentions.some((m) => named(model, m.dataset) && !pinned(reading, model, m.dataset))
  )
    return null;
  const [thing] = reading.mentions;
  const metric = model.datasets.get(thing?.dataset ?? '')?.countMetric;
  if (!thing || !metric || !model.metrics.has(metric)) return null;
  return { ref: { metric }, from: 'count', at: thing.at, counted: thing.dataset };
}

/** "is ADA NORTH an active customer": one is named, and something else is said of it. */
function pinned({ conditions }: Assembly['reading'], model: Model, dataset: string): boolean {
  const labels = model.datasets.get(dataset)?.label.map((name) => `${dataset}.${name}`) ?? [];
  const one = conditions.some(
    (c) => c.filter.kind === 'compare' && c.filter.op === 'eq' && labels.includes(c.filter.member),
  );
  return one && conditions.length > 1;
}

function named(model: Model, dataset: string): boolean {
  const found = model.datasets.get(dataset);
  return !found?.numbered && (found?.label.length ?? 0) > 0;
}

/** "customers who rented … – how many are there": the thing named first is counted, not what it did. */
export function countedLate(assembly: Assembly): Measure | null {
  const { reading, model } = assembly;
  if (!reading.counting || reading.rank !== null) return null;
  if (reading.subject?.subject.kind === 'field') return countedField(assembly, reading.subject.subject.member);
  const first =
    reading.subject?.subject.kind === 'dataset'
      ? { dataset: reading.subject.subject.dataset, at: reading.subject.at }
      : [...reading.mentions].sort((a, b) => a.at - b.at).find((m) => !calledByNumber(assembly, m));
  const dataset = model.datasets.get(first?.dataset ?? '');
  const metric = dataset && !dataset.event && !dataset.bridge ? metricOf(assembly, dataset.name) : null;
  if (
    !first ||
    !metric ||
    reading.dimensions.some((d) => d.at === first.at) ||
    reading.verbs.some((v) => v.at < first.at)
  )
    return null;
  if (reading.doers.includes(first.at)) return null;
  const before = [...reading.events, ...reading.conditions.filter((c) => c.filter.kind === 'named')];
  if (before.some((e) => e.at < first.at)) return null;
  // "what hours do people rent? The number": those who did it are not what is asked for.
  const asksOther = reading.subject !== null && reading.subject.subject.kind !== 'dataset';
  if (asksOther && reading.events.some((e) => e.verb && e.at > first.at)) return null;
  reading.subject = null;
  return { ref: { metric }, from: 'count', at: first.at, counted: first.dataset };
}

/** "cities our customers live in, how many": the values of the field are counted. */
function countedField({ reading }: Assembly, member: string): Measure | null {
  if (reading.dimensions.length > 0) return null;
  const at = reading.subject?.at ?? 0;
  reading.subject = null;
  return { ref: { field: member, aggregate: 'count_distinct' }, from: 'count', at, counted: null };
}

/** "store 2 discs": the store is named by its number, the discs are meant. */
function calledByNumber(
  { reading, model }: Assembly,
  { dataset, at }: { readonly dataset: string; readonly at: number },
): boolean {
  const numbered = model.datasets.get(dataset)?.numbered ?? false;
  return numbered && reading.conditions.some((c) => c.at === at + 1 && c.filter.kind === 'compare');
}

/** "… do payments come in? Give the count": the event named is counted, whatever the verb is worth. */
function namedEvent(assembly: Assembly): Measure | null {
  const noun = assembly.reading.mentions.find((m) => assembly.model.datasets.get(m.dataset)?.event);
  const metric = noun ? metricOf(assembly, noun.dataset) : null;
  return noun && metric ? { ref: { metric }, from: 'count', at: noun.at, counted: noun.dataset } : null;
}

function timesHappened(assembly: Assembly): Measure | null {
  const event = positiveEvents(assembly)[0]?.dataset;
  const metric = metricOf(assembly, event ?? '');
  return metric ? { ref: { metric }, from: 'verb', at: 0, counted: event ?? null } : null;
}

/** The figure that a ranking goes by when it names none, or that a question about what happened is after. */
export function implyByRank(assembly: Assembly): Measure | null {
  return rankingMeasure(assembly) ?? lengthMeasure(assembly) ?? happenedMeasure(assembly);
}

function rankingMeasure(assembly: Assembly): Measure | null {
  const { reading } = assembly;
  if (!reading.rank || reading.rankMeasure !== null) return null;
  if (!reading.subject) return eventMeasure(assembly) ?? (reading.moreOf ? countShare(assembly) : null);
  if (reading.calculations.some((c) => c.kind === 'share')) return null;
  return reading.subject.subject.kind === 'grain' ? eventMeasure(assembly) : entityMeasure(assembly);
}

function happenedMeasure(assembly: Assembly): Measure | null {
  const { reading } = assembly;
  if (reading.rank !== null || reading.figureConditions.length > 0 || !figureAsked(assembly)) return null;
  return reading.form === 'yes_no' || reading.form === 'compare' || !asksForEntity(assembly)
    ? eventMeasure(assembly)
    : null;
}

/** "how long, on average": the field of the named things that can be long. */
function lengthMeasure({ reading, model }: Assembly): Measure | null {
  if (reading.form !== 'how_long' || !reading.aggregate) return null;
  const field = reading.mentions
    .flatMap((m) => [...(model.datasets.get(m.dataset)?.fields.values() ?? [])])
    .find((f) => f.moreWords.includes('long'));
  return field
    ? {
        ref: { field: memberOf(field), aggregate: reading.aggregate.aggregate },
        from: 'noun',
        at: 0,
        counted: null,
      }
    : null;
}

/** A share or growth of nothing named is one of what happened, else of what was counted. */
export function implyByCalculation(assembly: Assembly): Measure | null {
  return assembly.reading.calculations.length > 0 ? (eventMeasure(assembly) ?? countShare(assembly)) : null;
}
