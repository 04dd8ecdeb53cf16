import type { DimensionRef, MetricRef } from '@copilot/contracts';
import { isNumeric } from '../../model/is-numeric.js';
import { findField, memberOf } from '../../model/model.js';
import type { Measure, Reading } from '../../question/reading.js';
import type { Assembled, Assembly } from './assembly.js';
import { chooseSubject } from './choose-subject.js';
import { compareGroups } from './compare-groups.js';
import { boundBySides, contrastFigures } from './contrast.js';
import { countsListed } from './counts-listed.js';
import { countConditions, countHappenings, countThroughEvent } from './count-through-event.js';
import { addDimension } from './dimension-of.js';
import { metricOf } from './events.js';
import { fillRange } from './empty-periods.js';
import { cumulates, figureQuery } from './figure-query.js';
import { foldFirst } from './fold-first.js';
import { eventMeasure } from './event-measure.js';
import { groupByNamed } from './group-by-named.js';
import { groupOfCounted } from './group-of-counted.js';
import { partOfCounted } from './part-of-counted.js';
import { placeConditions } from './place-conditions.js';
import { placeInFigure, spreadDimension } from './place-spread.js';
import { growthNeedsTime, placeTimes } from './place-times.js';
import { sameFigure } from './same-figure.js';
import { showBeside } from './show-beside.js';
import { separateBoth } from './separate-both.js';
import { shareOf } from './share-of.js';
import { partIsEvent, shareOfEvents } from './share-of-events.js';
import { takePerEntity } from './take-per-entity.js';
import { timeMember } from './time-member.js';

/** A query for figures: what is measured, what it is grouped and ranked by, and the conditions where they act. */
export function buildFigures(assembly: Assembly, found: readonly Measure[]): Assembled {
  const { reading } = assembly;
  const dimensions: DimensionRef[] = [];
  let measures = found.map((measure) => countsListed(assembly, measure));
  const head = measures[0];
  if (reading.partOf !== null) {
    const parts = partOfCounted(assembly, measures);
    if (!parts) return { gap: { code: 'unsure', hint: 'part' } };
    measures = parts;
  }
  countListed(assembly, measures);
  rankByNamedAggregate(assembly, measures);
  const groups = [...reading.dimensions];
  measures = takePerEntity(assembly, measures, groups);
  countConditions(assembly);
  measureConditions(assembly, measures);
  measures = countHappenings(assembly, measures);
  assembly.measures = measures;

  const counted = countedByFigure(assembly, measures, head);
  const countedField = counted === null ? countedFieldByFigure(assembly, head) : null;
  const entity = countedField
    ? null
    : chooseSubject(
        assembly,
        measures,
        groups.map((g) => g.subject),
      );
  if (reading.countedGrain) {
    if (measures.length === 0) {
      const implied = eventMeasure(assembly);
      if (implied) measures.push(implied);
    }
    dimensions.push({ member: timeMember(assembly, measures), grain: reading.countedGrain });
  }
  if (counted !== null && !reading.countedGrain) {
    addDimension(assembly, dimensions, { kind: 'dataset', dataset: counted });
    measures = measures.filter((m) => m !== head);
  } else if (countedField) {
    addDimension(assembly, dimensions, { kind: 'field', member: countedField });
    measures = measures.filter((m) => m !== head);
  } else if (entity) addDimension(assembly, dimensions, entity);
  const outer = dimensions.length;
  for (const group of groups)
    addDimension(
      assembly,
      dimensions,
      counted === null ? group.subject : groupOfCounted(assembly.model, counted, group.subject),
    );
  const outerEnd = dimensions.length;
  for (const { within } of reading.figureConditions)
    if (within) addDimension(assembly, dimensions, { kind: 'field', member: within });
  addSpread(assembly, dimensions);
  const spread = spreadDimension(assembly, measures);
  if (spread) dimensions.push(spread);
  else if (reading.spread) return { gap: { code: 'no-entity', hint: '' } };
  measureRank(assembly, measures);
  if (measures.length === 0 && dimensions.length === 0) return { gap: { code: 'no-figure', hint: '' } };
  showBeside(assembly, dimensions, entity);

  separateBoth(assembly);
  if (reading.contrast) {
    const contrast = contrastFigures(assembly, measures);
    if (!contrast && (!reading.contrast.growth || reading.times.length === 2))
      return { gap: { code: 'unsure', hint: '' } };
    if (contrast) [measures, assembly.contrasts] = [contrast.measures, contrast.calculations];
    else reading.calculations.push({ kind: 'growth', window: null, percent: true, at: reading.contrast.at });
  }
  if (reading.figureConditions.some((c) => c.sides)) {
    const sides = boundBySides(assembly, measures, dimensions);
    if (!sides) return { gap: { code: 'unsure', hint: 'sides' } };
    [measures, assembly.contrasts] = [sides.measures, sides.calculations];
  }
  groupByNamed(assembly, dimensions, measures);
  compareGroups(assembly, dimensions, measures);
  const share =
    reading.calculations.some((c) => c.kind === 'share') && !partIsEvent(assembly, measures, dimensions)
      ? shareOf(assembly, measures, dimensions)
      : null;
  const part = partIsEvent(assembly, measures, dimensions);
  if (!part) measures = countThroughEvent(assembly, share?.measures ?? measures);
  placeConditions(assembly, measures, share?.used ?? new Set());
  placeInFigure(assembly, dimensions, measures);
  if (part) measures = shareOfEvents(assembly, measures);
  placeTimes(assembly, measures, dimensions);
  if (!cumulates(assembly)) growthNeedsTime(assembly, dimensions, measures);
  if (assembly.unclearTime && (assembly.timeRange !== null || dimensions.some((d) => d.grain)))
    return { gap: { code: 'unsure', hint: 'time' } };
  if (reading.fill) {
    assembly.timeRange = fillRange(assembly, dimensions);
    const listed =
      dimensions.length > 0 && dimensions.every((d) => !d.bucket_width && !(d.grain && !assembly.timeRange));
    if (!listed || reading.rank) return { gap: { code: 'unsure', hint: '' } };
  }
  const built = figureQuery(assembly, {
    metrics: measures.flatMap((m) => eachPercentile(assembly, m)).map((ref) => inUnit(assembly, ref)),
    dimensions,
    groups: groups.map((g) => g.subject),
    entity,
    shareOfGroups: share !== null && !share.ratio,
    countsThings: (head?.counted ?? null) !== null,
    countsGroups: counted !== null || countedField !== null || reading.countedGrain !== null,
    countedWithin: counted === null ? [] : [...dimensions.keys()].slice(outer, outerEnd),
  });
  return 'draft' in built ? { draft: { ...built.draft, query: foldFirst(built.draft.query, assembly, found) } } : built;
}

/** "which customers …, by store": grouped things without a rank are counted. */
function countListed(assembly: Assembly, measures: Measure[]): void {
  const { reading } = assembly;
  const listed =
    reading.subject?.subject.kind === 'dataset' &&
    !reading.mentions.some((m) => m.averaged && m.at === reading.subject?.at) &&
    measures.every((m) => m.at > (reading.subject?.at ?? 0)) &&
    reading.dimensions.length > 0 &&
    reading.rank === null &&
    reading.figureConditions.length === 0
      ? reading.subject.subject.dataset
      : null;
  const metric = listed ? metricOf(assembly, listed) : null;
  if (!listed || !metric) return;
  measures.unshift({ ref: { metric }, from: 'count', at: reading.subject?.at ?? 0, counted: listed });
  reading.subject = null;
}

/** A rank by a field that is also shown as an average or median goes by that. */
function rankByNamedAggregate({ reading }: Assembly, measures: readonly Measure[]): void {
  const shared = reading.rankMeasure?.field
    ? measures.find((m) => m.ref.field === reading.rankMeasure?.field && m.ref.aggregate)
    : undefined;
  if (shared) reading.rankMeasure = shared.ref;
}

/** The figure of a condition is shown too: it stands beside what is asked for of each group, or alone. */
function measureConditions({ reading }: Assembly, measures: Measure[]): void {
  const grouped =
    reading.subject !== null ||
    reading.dimensions.length > 0 ||
    reading.countedGrain !== null ||
    reading.form === 'who';
  const bounded = (m: Measure): boolean => reading.figureConditions.some((c) => sameFigure(c.measure, m.ref));
  for (const condition of reading.figureConditions)
    if (
      !measures.some((m) => sameFigure(m.ref, condition.measure)) &&
      (grouped || measures.every((m) => m.from === 'count' || m.counted !== null || bounded(m)))
    )
      measures.push({ ref: condition.measure, from: 'verb', at: condition.at, counted: null });
}

/** "how many customers have more than 40 rentals": things that are counted by a figure of each become groups, which are counted. */
function countedByFigure(
  { reading }: Assembly,
  measures: readonly Measure[],
  head: Measure | undefined,
): string | null {
  const counts =
    (reading.figureConditions.some((c) => !sameFigure(c.measure, head?.ref ?? {})) ||
      (reading.connectors.some((c) => c.op === 'cumulative_share') && measures.length > 1)) &&
    reading.rank === null &&
    !boundsGroups(reading, head);
  return counts ? (head?.counted ?? null) : null;
}

/** "the number of visits for each town with at least ten guests": the bound picks groups that are named, and what is counted is their figure. */
function boundsGroups(reading: Reading, head: Measure | undefined): boolean {
  const from = head?.at ?? 0;
  // "have paid more than 50": a verb says what those who are counted did, whatever stands between.
  return (
    reading.dimensions.some((d) => d.at > from) &&
    reading.figureConditions.every(
      (c) => c.held === true && c.finite !== true && reading.dimensions.some((d) => d.at > from && d.at < c.at),
    )
  );
}

/** "in how many countries are there more than 10 customers": the values of a field are the groups that are counted. */
function countedFieldByFigure({ reading, model }: Assembly, head: Measure | undefined): string | null {
  const field = head?.ref.aggregate === 'count_distinct' ? head.ref.field : undefined;
  const bounded = reading.figureConditions.length > 0 || reading.connectors.some((c) => c.op === 'cumulative_share');
  const counts = field !== undefined && reading.rank === null && bounded;
  return counts && findField(model, field) && head?.from === 'count' ? field : null;
}

function addSpread({ spread }: Assembly, dimensions: DimensionRef[]): void {
  if (!spread) return;
  dimensions.push({
    member: memberOf(spread),
    ...(isNumeric(spread) && !spread.entity ? { bucket_width: spread.format === 'minutes' ? 10 : 1 } : {}),
  });
}

/** What is ranked by is shown, and first where nothing else stands for it. */
function measureRank({ reading, model }: Assembly, measures: Measure[]): void {
  const { rankMeasure } = reading;
  if (!rankMeasure) return;
  if (measures.length === 0) measures.push({ ref: rankMeasure, from: 'verb', at: 0, counted: null });
  if (measures.some((m) => sameFigure(m.ref, rankMeasure))) return;
  const numeric = rankMeasure.field ? findField(model, rankMeasure.field) : undefined;
  measures.unshift({
    ref:
      numeric && !rankMeasure.aggregate
        ? { field: memberOf(numeric), aggregate: reading.extreme ?? 'max' }
        : rankMeasure,
    from: 'verb',
    at: 0,
    counted: null,
  });
}

/** "the total length in hours": another unit than the field is kept in. */
function inUnit({ reading, model }: Assembly, ref: MetricRef): MetricRef {
  const size = reading.unit === null ? undefined : findField(model, ref.field ?? '')?.units.get(reading.unit);
  return reading.unit === null || size === undefined || size === 1
    ? ref
    : { ...ref, unit: { name: reading.unit, size } };
}

/** "the 25th, 50th and 75th percentile": one figure for each. */
function eachPercentile({ reading }: Assembly, { ref }: Measure): MetricRef[] {
  if (ref.aggregate !== 'percentile') return [ref];
  return [...reading.percentiles.map((fraction) => ({ ...ref, fraction })), ref];
}
