import type { Aggregate } from '@copilot/contracts';
import { isNumeric } from '../../model/is-numeric.js';
import { averageBoundInWords } from '../../answer/average-bound-in-words.js';
import { type Field, findField, memberOf } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import { averageWithin } from './average-within.js';
import { eventIn, eventMetric } from './event-metric.js';
import type { Measure } from '../reading.js';
import { aggregatedFigure } from './aggregated-figure.js';
import { leftOf } from './left-of.js';
import { metricOfField, valueField } from './value-field.js';
import type { ScanContext } from './scan-context.js';

/** "longer than average": the field of each row against the average of all. */
export function againstAverage(
  scan: ScanContext,
  at: number,
  than: number,
  name: string,
  of: 'field' | 'metric',
  op: 'gt' | 'lt',
): boolean {
  const { reading, has, use } = scan;
  if (of === 'metric') return aboveAverage(scan, at, op);
  const aggregate: Aggregate = has(than, 'median') ? 'median' : 'avg';
  const own = ownAverage(scan, than, name.split('.')[0] ?? null);
  reading.conditions.push({
    filter: {
      kind: 'against',
      member: name,
      op,
      aggregate,
      ...own.within,
      label: `${name.split('.').at(-1)?.replaceAll('_', ' ') ?? ''} ${op === 'gt' ? 'above' : 'below'} the ${aggregate === 'avg' ? 'average' : 'median'}${own.words}`,
    },
    dataset: name.split('.')[0] ?? null,
    at,
    joined: null,
  });
  use(at, 'compared with the average');
  for (let i = at + 1; i <= than; i++) use(i, 'compared with the average');
  eatComparisonNoun(scan, than);
  return true;
}

/** "than the average customer/film/one": the noun names again what is compared. */
function eatComparisonNoun(scan: ScanContext, at: number): void {
  const { meaning, has, next, field, use } = scan;
  const noun = next(at);
  if ((meaning(noun, 'dataset') ?? field(noun)) || has(noun, 'pronoun')) use(noun, 'compared with the average');
}

/** "more rentals than average", "rent more often than a normal client": the words before say what is compared, and which way. */
export function thanAverage(scan: ScanContext, at: number): boolean {
  const { reading, has, next } = scan;
  const said = has(at, 'above_average', 'below_average');
  if (!said && !(has(at, 'than') && has(next(at), 'average', 'median'))) return false;
  let through = said ? at : next(at);
  while (has(next(through), 'average', 'median')) through = next(through);
  const than = moreBefore(scan, at);
  const ranked = than !== null && reading.rank?.at === than ? reading.rankMeasure : null;
  if (than !== null && reading.rank?.at === than) {
    [reading.rank, reading.rankMeasure, reading.moreOf] = [null, null, false];
    const shown = reading.measures.findIndex((m) => m.at > than && m.ref.metric === ranked?.metric);
    if (shown > 0) reading.measures.splice(shown, 1);
  }
  if (than !== null) scan.use(than, 'compared with the average');
  const less = has(at, 'below_average') || (than !== null && has(than, 'fewer', 'least'));
  return aboveAverage(scan, at, less ? 'lt' : 'gt', through, ranked);
}

/** The "more" or "fewer" a few words before. */
function moreBefore({ items, has }: ScanContext, at: number): number | null {
  for (let i = at - 1, seen = 0; i >= 0 && seen < 5; i--) {
    if (has(i, 'more', 'fewer', 'most', 'least')) return i;
    if (!items[i]?.filler) seen += 1;
  }
  return null;
}

/** How something lies to the average, or to a multiple of it. */
export interface AverageBound {
  readonly op: 'gt' | 'gte' | 'lt' | 'lte';
  readonly factor?: number;
}

/** "customers with more rentals than average": a field or figure against its average. */
export function aboveAverage(
  scan: ScanContext,
  at: number,
  op: AverageBound['op'],
  through = at,
  named: Measure['ref'] | null = null,
  factor = 1,
): boolean {
  const { reading, has, meaning, next, field, use } = scan;
  const left = leftOf(scan, at);
  const aggregate: Aggregate = has(through, 'median') ? 'median' : 'avg';
  for (let i = at; i <= through; i++) use(i, 'compared with the average');
  // "above the average number of rentals", but not "above the average, how many are there".
  const counted = has(next(through), 'count') && scan.items[next(through)]?.tokens[0]?.lower !== 'how';
  if (counted) use(next(through), 'compared with the average');
  const noun = counted ? next(next(through)) : next(through);
  const amount = named?.field
    ? findField(scan.model, named.field)
    : named
      ? undefined
      : (fieldOfSame(scan, noun, left.field) ??
        left.field ??
        field(noun) ??
        (left.metric || counted ? undefined : valueField(scan, noun)));
  const total = amount ? totalSpent(scan, amount, left.metric) : null;
  const each = left.field && amount === left.field ? aggregatedFigure(scan, left.at, left.field.dataset) : null;
  if (each) {
    eatComparisonNoun(scan, through);
    reading.figureConditions.push({ at, op, values: [], measure: each, against: aggregate, overall: true });
    return true;
  }
  const target = total ? undefined : amount;
  if (total) use(noun, 'compared with the average');
  if (target && isNumeric(target)) {
    use(noun, `field ${target.name}`);
    const attribute = reading.attributes.findIndex((a) => a.members.includes(memberOf(target)));
    if (attribute >= 0) reading.attributes.splice(attribute, 1);
    const own = ownAverage(scan, target === field(noun) ? noun : through, target.dataset);
    reading.conditions.push({
      filter: {
        kind: 'against',
        member: memberOf(target),
        op,
        aggregate,
        ...(factor === 1 ? {} : { factor }),
        ...own.within,
        label: `${nameOf(target)} ${averageBoundInWords({ op, factor })} average${own.words}`,
      },
      dataset: target.dataset,
      at,
      joined: null,
    });
    return true;
  }
  const metric =
    total ??
    named ??
    left.metric ??
    (meaning(noun, 'metric') ? { metric: meaning(noun, 'metric')?.name ?? '' } : null) ??
    (counted ? scan.measureAt(noun)?.ref : null) ??
    countOfLeft(scan, left.dataset) ??
    worthOfEvent(scan, at) ??
    eventMetric(scan);
  if (!metric) return true;
  if (meaning(noun, 'dataset') || meaning(noun, 'metric') || has(noun, 'pronoun') || isGroup(scan, noun))
    use(noun, 'compared with the average');
  const multiple = factor === 1 ? {} : { factor };
  const used = (meaning(noun, 'dataset') ?? meaning(noun, 'metric')) && noun > through ? noun : through;
  const { within } = ownAverage(scan, used, thingCompared(scan));
  const own = within.within === undefined ? {} : { within: within.within.member };
  reading.figureConditions.push({ at, op, values: [], measure: metric, against: aggregate, ...multiple, ...own });
  return true;
}

/** "… of their own category": the group that the average is taken in, used up, with the words for it. */
function ownAverage(
  scan: ScanContext,
  average: number,
  thing: string | null,
): { readonly within: { readonly within?: { readonly member: string } }; readonly words: string } {
  const found = averageWithin(scan, average, thing);
  if (!found) return { within: {}, words: '' };
  for (let i = average + 1; i <= found.last; i++) scan.use(i, 'compared with the average');
  const field = findField(scan.model, found.member);
  const group = field ? nameOf(field).replace(/ id$/, '') : found.member;
  return { within: { within: { member: found.member } }, words: ` of the own ${group}` };
}

/** The things whose figures are compared. */
function thingCompared({ reading, model }: ScanContext): string | null {
  const subject = reading.subject?.subject;
  if (subject) return subject.kind === 'dataset' ? subject.dataset : null;
  const isThing = (name: string | null): boolean => model.datasets.get(name ?? '')?.event === false;
  const counted = reading.measures.find((m) => isThing(m.counted))?.counted;
  return counted ?? reading.mentions.find((m) => isThing(m.dataset))?.dataset ?? null;
}

/** "cost less than half the average deposit": the field named behind the average, where a verb before it could mean another of the same things. */
function fieldOfSame({ field }: ScanContext, noun: number, before: Field | undefined): Field | undefined {
  const named = field(noun);
  return named && before && isNumeric(named) && named.dataset === before.dataset ? named : undefined;
}

/** "guests who spent more than the average amount": what each of them spent in all, where the verb says the same of single amounts. */
function totalSpent(scan: ScanContext, amount: Field, before: Measure['ref'] | null): Measure['ref'] | null {
  const { reading } = scan;
  const metric = metricOfField(scan, amount);
  const verb = reading.verbs.findIndex((v) => v.metric === metric?.metric);
  const subject = reading.subject?.subject;
  const ofOthers = subject?.kind !== 'dataset' || subject.dataset !== amount.dataset;
  const said = verb >= 0 || before?.metric === metric?.metric;
  if (!metric || !said || !ofOthers) return null;
  if (verb >= 0) reading.verbs.splice(verb, 1);
  return metric;
}

/** "better than the average day": the stretches of time that are counted or listed, named again. */
function isGroup({ reading, meaning }: ScanContext, at: number): boolean {
  const grain = meaning(at, 'grain')?.grain;
  const groups = [reading.subject, ...reading.dimensions].map((g) =>
    g?.subject.kind === 'grain' ? g.subject.grain : null,
  );
  return grain !== undefined && [reading.countedGrain, ...groups].some((g) => g === grain);
}

/** "guests who paid more than the average guest": more money, unless it is said that they did so more often. */
export function worthOfEvent(scan: ScanContext, at: number): Measure['ref'] | null {
  const { items, model, reading } = scan;
  const name = reading.events.at(-1)?.dataset ?? eventIn(scan) ?? '';
  const often = items
    .slice(Math.max(0, at - 2), at + 1)
    .some((item) => item.tokens.some((token) => /^(often|frequently|times|frequent)$/.test(token.lower)));
  const dataset = model.datasets.get(name);
  const value = dataset?.valueField ? dataset.fields.get(dataset.valueField) : undefined;
  return value?.format === 'currency' && !often ? metricOfField(scan, value) : null;
}

/** "customers whose rentals are above average": what happened is counted for each. */
function countOfLeft({ model, reading }: ScanContext, name: string | null): Measure['ref'] | null {
  const dataset = model.datasets.get(name ?? '');
  const alone = reading.measures.every((m) => m.counted === null || m.counted === name);
  return dataset?.event && dataset.countMetric && !alone ? { metric: dataset.countMetric } : null;
}
