import { findField } from '../model/model.js';
import type { Measure, Reading } from '../question/reading.js';
import { createAssembly, type AssembleContext, type Assembled, type Assembly } from './assemble/assembly.js';
import { attributesAsMeasures } from './assemble/attributes-as-measures.js';
import { boundsOfShare } from './assemble/bounds-of-share.js';
import { buildFigures } from './assemble/build-figures.js';
import { buildListing, isListing, listThingsOf } from './assemble/build-listing.js';
import { measureSpread } from './assemble/place-spread.js';
import { takeDistribution } from './assemble/take-distribution.js';
import { buildEdgeThing } from './assemble/build-edge-thing.js';
import { cohortQuery } from './assemble/cohort.js';
import { takeEdgeOfThings } from './assemble/edge-of-things.js';
import { eventsOfCounted } from './assemble/events-of-counted.js';
import { eachEventItsTime } from './assemble/each-event-its-time.js';
import { emptyPeriods } from './assemble/empty-periods.js';
import { countedLate, implyByCalculation, implyByForm, implyByRank } from './assemble/imply-measure.js';
import { placeAffirmed } from './assemble/place-affirmed.js';
import { placeSets } from './assemble/place-sets.js';
import { preferNamedField } from './assemble/prefer-named-field.js';
import { separateTimes } from './assemble/separate-times.js';
import { twoMoments } from './assemble/two-moments.js';
import { sameFigure } from './assemble/same-figure.js';
import { buildSuperlative } from './assemble/build-superlative.js';

/**
 * Turns what was found in the question into a semantic query, or says what is missing. First it settles which figures are meant, named or
 * implied; then the question is one for a single superlative, for rows, or for figures.
 */
export function assemble(reading: Reading, context: AssembleContext): Assembled {
  const assembly = createAssembly(reading, context);
  const whole = emptyPeriods(assembly) ?? cohortQuery(assembly) ?? buildEdgeThing(assembly);
  if (whole) return whole;
  const named = preferNamedField(assembly);
  const value = takeEdgeOfThings(assembly, named);
  if (value) return buildFigures(assembly, [value]);
  placeAffirmed(assembly);
  listThingsOf(assembly);
  eventsOfCounted(assembly);
  if (!placeSets(assembly)) return { gap: { code: 'unsure', hint: 'set' } };
  eachEventItsTime(assembly);
  separateTimes(assembly);
  twoMoments(assembly);
  const edges = takeEdgeOfGroups(assembly);
  if (edges) return buildFigures(assembly, [edges]);
  const measures = [...reading.measures, ...attributesAsMeasures(assembly)];
  if (measures.every((m) => reading.figureConditions.some((c) => sameFigure(c.measure, m.ref))))
    measures.unshift(...some(countedLate(assembly)));
  if (!boundsOfShare(assembly, measures)) return { gap: { code: 'unsure', hint: 'share' } };
  if (measures.length === 0) measures.push(...some(implyByForm(assembly)));
  if (ranksTimes(assembly)) return { gap: { code: 'unsure', hint: 'rank' } };
  const edge = measures.length === 0 ? takeEdgeOfTime(assembly) : null;
  if (edge) return buildFigures(assembly, [edge]);
  if (measures.length === 0) measures.push(...some(implyByRank(assembly)));
  if (measures.length === 0 && groupsAlone(reading)) return { gap: { code: 'no-figure', hint: 'groups' } };
  takeDistribution(assembly, measures);
  measureSpread(assembly, measures);
  if (measures.length === 0) measures.push(...some(implyByCalculation(assembly)));
  if (measures.length === 0 && isSuperlativeAlone(reading)) return buildSuperlative(assembly);
  if (isListing(assembly, measures)) return buildListing(assembly);
  if (measures.length === 0 && !namesFigureOtherwise(reading))
    return { gap: { code: reading.mentions.length > 0 ? 'no-figure' : 'nothing-asked', hint: '' } };
  return buildFigures(assembly, measures);
}

function some(measure: Measure | null): Measure[] {
  return measure ? [measure] : [];
}

/** "when was the last rental": the earliest or latest time itself is the figure, and nothing is ranked any more. */
function takeEdgeOfTime({ reading, model }: Assembly): Measure | null {
  const each = reading.rank?.count === null && reading.dimensions.length > 0;
  const field = reading.form === 'when' || each || asksForDate(reading) ? reading.rankMeasure?.field : undefined;
  if (!field || !findField(model, field)?.isTime) return null;
  reading.rank = null;
  reading.rankMeasure = null;
  reading.subject = null;
  // The day is what is asked for; "of each customer" stays a group.
  const groups = reading.dimensions.filter((d) => d.per || d.subject.kind !== 'grain');
  reading.dimensions.splice(0, reading.dimensions.length, ...groups);
  return { ref: { field, aggregate: reading.extreme ?? 'max' }, from: 'noun', at: 0, counted: null };
}

/** "longest running time for each rating": the highest or lowest value of each group is the figure, and no group is left out. */
function takeEdgeOfGroups({ reading, model }: Assembly): Measure | null {
  const field = reading.rankMeasure?.field;
  // "biggest payment per store": the event is named for its own amount.
  const others = reading.mentions.filter(
    (m) => !model.datasets.get(m.dataset)?.event || !field?.startsWith(`${m.dataset}.`),
  );
  const named = reading.subject !== null || others.length > 0 || reading.measures.length > 0;
  if (!field || !reading.extreme || named || reading.rank?.count !== null || reading.dimensions.length === 0)
    return null;
  reading.rank = null;
  reading.rankMeasure = null;
  reading.attributes.length = 0;
  return { ref: { field, aggregate: reading.extreme }, from: 'noun', at: 0, counted: null };
}

/** "the day of the first rental": the day is what is asked for, not what is grouped by. */
function asksForDate({ subject, dimensions, rank }: Reading): boolean {
  const day = subject?.subject ?? (dimensions.length === 1 ? dimensions[0]?.subject : undefined);
  const at = subject?.at ?? dimensions[0]?.at ?? 0;
  return (
    day?.kind === 'grain' && day.grain === 'day' && rank !== null && at < rank.at && !dimensions.some((d) => d.per)
  );
}

function isSuperlativeAlone(reading: Reading): boolean {
  return reading.rank !== null && reading.rankMeasure !== null && !reading.subject && reading.dimensions.length === 0;
}

/** Whether a rank, a group or a condition brings its figure along. */
function namesFigureOtherwise(reading: Reading): boolean {
  return reading.rankMeasure !== null || reading.dimensions.length > 0 || reading.figureConditions.length > 0;
}

/** "by month": groups, and nothing that says what is to be shown for each. */
function groupsAlone(reading: Reading): boolean {
  return (
    reading.dimensions.length > 0 &&
    reading.form === null &&
    reading.subject === null &&
    reading.rank === null &&
    reading.rankMeasure === null &&
    reading.aggregate === null &&
    reading.mentions.length === 0 &&
    reading.attributes.length === 0 &&
    reading.events.length === 0 &&
    reading.calculations.length === 0 &&
    reading.figureConditions.length === 0 &&
    reading.connectors.every(({ op }) => op !== 'distribution' && op !== 'cumulative_share')
  );
}

/** "first 3 rentals of each customer": several rows of each group cannot be shown, and a time cannot be summed. */
function ranksTimes({ reading, model }: Assembly): boolean {
  const ranked = findField(model, reading.rankMeasure?.field ?? '');
  return (reading.rank?.count ?? null) !== null && reading.dimensions.length > 0 && (ranked?.isTime ?? false);
}
