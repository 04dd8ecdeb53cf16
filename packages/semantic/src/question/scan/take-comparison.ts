import type { CompareOperator } from '@copilot/contracts';
import { formatCell } from '../../answer/format.js';
import { isNumeric } from '../../model/is-numeric.js';
import { type Field, findField, memberOf } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import { nameOf } from '../../model/name-of.js';
import type { Measure } from '../reading.js';
import { aggregatedFigure, groupsOthers } from './aggregated-figure.js';
import { eventIn } from './event-metric.js';
import { leftOf } from './left-of.js';
import { takeDistinctCount } from './rule-set.js';
import { measureOfNoun, namedNoun, narrowedNoun } from './narrowed-noun.js';
import type { ScanContext } from './scan-context.js';
import { fieldToBeDone } from './to-be-done.js';
import { unitField } from './unit-field.js';
import { metricOfField } from './value-field.js';

/** A comparison as it was said, before it is known what it compares. */
interface Comparison {
  readonly at: number;
  readonly op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | 'between';
  readonly values: readonly number[];
  readonly money: boolean;
  readonly percent: boolean;
  readonly last: number;
  readonly numbers: readonly number[];
  readonly quality: string | null;
  readonly qualityMetric: string | null;
}

/** Finds what a comparison is about: the quality, the unit, the figure after it, the field or figure before it. */
export function takeComparison(scan: ScanContext, c: Comparison): boolean {
  const { items, model, reading, has, meaning, next, field, use, measureAt } = scan;
  const done = (target: string): true => {
    use(c.at, `${c.op} ${c.values.join(' and ')}`);
    for (const n of c.numbers) use(n, target);
    if (has(next(c.last), 'unit_money')) use(next(c.last), 'money');
    return true;
  };
  if (takeDistinctCount(scan, c)) return true;
  const op = suffixOp(scan, c);
  const follows = next(c.last);
  // "5 or more of their songs": what is compared follows the whole of the bound.
  const after = pastOwner(scan, has(follows, 'or_more', 'or_less') ? next(follows) : follows);
  const unit = meaning(after, 'unit');
  const before = leftOf(scan, c.at);
  const noun = next(c.last);
  const own = meaning(noun, 'dataset') ?? meaning(noun, 'metric');
  const left =
    own && boundAlready(scan, before.at, c.at) ? { ...before, field: undefined, metric: null, dataset: null } : before;
  const addField = (target: Field, factor: number): true => {
    const values = c.values.map((v) => Math.round(v * factor * 1e6) / 1e6);
    if (groupsOthers(scan, c.at, target.dataset) && takeAveraged(scan, c)) {
      const measure = { field: memberOf(target), aggregate: 'avg' as const };
      reading.figureConditions.push({ at: c.at, op, values, measure, against: null });
      return done('condition on the figure');
    }
    reading.conditions.push({
      filter: {
        kind: 'compare',
        member: memberOf(target),
        op: op as CompareOperator,
        values,
        label: `${nameOf(target)} ${symbol(op)} ${values.map((v) => formatCell(v, { format: target.format ?? undefined, currency: model.currency })).join(' and ')}`,
      },
      dataset: target.dataset,
      at: c.at,
      joined: null,
    });
    return done(`filter ${nameOf(target)}`);
  };
  const addFigure = (ref: Measure['ref'], at: number | null): true => {
    if (at !== null) use(at, 'figure of the condition');
    const wordAt = (place: number): string => items[place]?.tokens.at(-1)?.lower ?? '';
    const held = /^(with|having|have|has)$/.test(wordAt(c.at - 1));
    const finite = /^(have|has|had)$/.test(wordAt(c.at - 1)) && !/^(that|which|who|where)$/.test(wordAt(c.at - 2));
    reading.figureConditions.push({ at: c.at, op, values: [...c.values], measure: ref, against: null, held, finite });
    return done('condition on the figure');
  };
  if (c.quality) {
    const target = findField(model, c.quality);
    const factor = unit ? (target?.units.get(unit.unit) ?? null) : 1;
    if (target && factor !== null) {
      if (unit) use(after, 'unit');
      return addField(target, factor);
    }
  }
  const aggregated = left.field && !c.quality ? aggregatedFigure(scan, left.at, left.field.dataset) : null;
  const plainUnit = !unit || left.field?.units.get(unit.unit) === 1;
  if (aggregated && plainUnit) {
    if (unit) use(after, 'unit');
    return addFigure(aggregated, null);
  }
  if (unit && !meaning(after, 'dataset')) {
    const target = left.field?.units.has(unit.unit) ? left.field : unitField(scan, unit.unit, c.at);
    if (target) {
      use(after, 'unit');
      return addField(target, target.units.get(unit.unit) ?? 1);
    }
  }
  const beyond = c.money && has(after, 'unit_money') ? next(after) : c.money ? after : narrowedNoun(scan, after);
  // "twice in store 1" counts times, whatever noun follows.
  const once = /^(once|twice)$/.test(items[c.last]?.tokens[0]?.lower ?? '');
  const right = once
    ? null
    : meaning(beyond, 'metric') || spentAfter(scan, beyond)
      ? measureAt(beyond)
      : (meaning(beyond, 'dataset') ?? namedNoun(scan, beyond)) && !c.money
        ? measureOfNoun(scan, beyond)
        : null;
  if (right) {
    const dataset = meaning(beyond, 'dataset');
    if (dataset) reading.mentions.push({ dataset: dataset.name, at: beyond });
    dropVerbBefore(scan, c.at, right);
    return addFigure(right.ref, namedNoun(scan, beyond) === null ? beyond : null);
  }
  const rightField = field(beyond);
  if (rightField && isNumeric(rightField) && !left.field) {
    use(beyond, `field ${rightField.name}`);
    return addField(rightField, 1);
  }
  if (has(after, 'times') || once) {
    const event = reading.events.at(-1)?.dataset ?? eventIn(scan);
    const metric = event ? model.datasets.get(event)?.countMetric : null;
    if (metric) {
      if (!once) use(after, 'times');
      return addFigure({ metric }, null);
    }
  }
  if (left.field && isNumeric(left.field)) {
    const attribute = reading.attributes.findIndex(
      (a) => a.members.includes(memberOf(left.field as Field)) && a.at === left.at,
    );
    if (attribute >= 0) reading.attributes.splice(attribute, 1);
    return addField(fieldToBeDone(scan, c.last, left.field), 1);
  }
  if (left.metric) return addFigure(left.metric, null);
  if (left.dataset) {
    const entry = model.datasets.get(left.dataset);
    const target = entry?.valueField ? entry.fields.get(entry.valueField) : undefined;
    const each = aggregatedFigure(scan, left.at, left.dataset);
    if (each) return addFigure(each, null);
    const total = reading.total && target ? totalOfGroup(scan, target) : null;
    if (total) return addFigure(total, null);
    if (target && (c.money || target.format === 'currency')) return addField(target, 1);
    const many = c.money || c.percent ? null : countOfEach(scan, left.dataset, left.at);
    if (many) return addFigure(many, left.at);
  }
  if (c.money || c.qualityMetric) {
    const metric = c.qualityMetric ?? [...model.metrics.values()].find((m) => m.format === 'currency')?.name;
    if (metric) return addFigure({ metric }, null);
  }
  const held = reading.measures[0];
  // "clients of each town who paid over 70": what they did is compared, not how many they are.
  const didIt = held?.counted && reading.events.some((e) => e.verb && reading.dimensions.every((d) => d.at < e.at));
  if (held && !didIt && reading.dimensions.length > 0 && !c.money) return addFigure(held.ref, null);
  const earned = plainVerb(scan, c.at);
  if (earned && !c.percent) return addFigure(earned, null);
  const verb = reading.events.at(-1);
  const worth = model.datasets.get(verb?.dataset ?? '');
  const amount = worth?.valueField ? worth.fields.get(worth.valueField) : undefined;
  const sum = amount?.format === 'currency' && !c.percent ? metricOfField(scan, amount) : null;
  if (sum) return addFigure(sum, null);
  const metric = verb ? model.datasets.get(verb.dataset)?.countMetric : null;
  if (metric && !c.money && !c.percent) return addFigure({ metric }, null);
  return false;
}

/** "an average price above 3 and more than 60 seats": what stands before an "and" has its own bound. */
function boundAlready({ reading, has, items }: ScanContext, left: number, at: number): boolean {
  const joined = items.some((_, i) => i > left && i < at && has(i, 'and'));
  const bounds = [...reading.figureConditions, ...reading.conditions];
  return left >= 0 && joined && bounds.some((bound) => bound.at > left && bound.at < at);
}

/** "last more than two hours on average", "that on average are longer than two hours": taken together for each of those asked for. */
function takeAveraged(scan: ScanContext, { at, last }: Comparison): boolean {
  const { items, reading, has, meaning, next, field, use } = scan;
  let i = next(last);
  while (i < items.length && i - last < 5 && !has(i, 'average')) {
    if (!meaning(i, 'unit') && !has(i, 'unit_money') && !meaning(i, 'verb')) break;
    i = next(i);
  }
  if (has(i, 'average')) {
    use(i, 'of each group on average');
    return true;
  }
  const held = reading.aggregate;
  const named = (place: number): boolean => meaning(place, 'dataset') !== undefined || field(place) !== undefined;
  const beside =
    held?.aggregate === 'avg' && items.every((_, place) => place <= held.at || place >= at || !named(place));
  if (beside) reading.aggregate = null;
  return beside;
}

/** "customers whose total payments are below 60": what each of them paid together, not single payments. */
function totalOfGroup(scan: ScanContext, target: Field): Measure['ref'] | null {
  const { reading, model } = scan;
  const thing = reading.subject?.subject.kind === 'dataset' ? reading.subject.subject.dataset : null;
  const named =
    thing ??
    reading.measures.find((m) => m.counted !== null)?.counted ??
    reading.mentions.find((m) => m.dataset !== target.dataset)?.dataset ??
    null;
  const each =
    reading.dimensions.length > 0 ||
    reading.subject?.subject.kind === 'field' ||
    (named !== null && named !== target.dataset && !(model.datasets.get(named)?.event ?? true));
  return each ? metricOfField(scan, target) : null;
}

/** "guests, visits > 40": how many of the things named before the comparison each of those named first has. */
function countOfEach({ model, reading }: ScanContext, name: string, at: number): Measure['ref'] | null {
  const metric = model.datasets.get(name)?.countMetric;
  const { subject } = reading;
  const owner =
    subject?.subject.kind === 'dataset' && subject.at < at
      ? subject.subject.dataset
      : (reading.measures.find((m) => m.at < at && m.counted !== null)?.counted ??
        reading.mentions.find((m) => m.at < at)?.dataset);
  const ofField = subject?.subject.kind === 'field' && subject.subject.member.startsWith(`${name}.`);
  const ofMany =
    owner !== undefined &&
    owner !== name &&
    model.datasets.get(owner)?.event === false &&
    (chooseJoinPath(model, owner, name)?.some((hop) => hop.direction === 'many') ?? false);
  return metric && (ofField || ofMany) ? { metric } : null;
}

/** "months in which we made more than 10,000": a verb so plain that it says nothing elsewhere is what a bare number compares. */
function plainVerb({ items, model, meanings }: ScanContext, at: number): Measure['ref'] | null {
  const before = items.slice(Math.max(0, at - 3), at).map((_, i) => Math.max(0, at - 3) + i);
  const verb = before
    .reverse()
    .flatMap((i) => (items[i]?.filler ? meanings(i, 'verb') : []))
    .find((v) => v.of === 'metric' && model.metrics.get(v.name)?.format === 'currency');
  return verb ? { metric: verb.name } : null;
}

/** "at least 180 dollars spent", "under 90 earned": the verb stands behind the number as a noun would. */
function spentAfter({ items, has, meaning, meanings, next }: ScanContext, at: number): boolean {
  const closes = next(at) >= items.length || has(next(at), 'and', 'or') || items[next(at)]?.time !== null;
  const done = meanings(at, 'verb').some((v) => v.of === 'metric') && !meaning(at, 'dataset');
  return done && closes && /(ed|en|nt|id)$/.test(items[at]?.tokens.at(-1)?.lower ?? '');
}

/** "did we make more than 500 sales": the verb says that they were made, and the noun after the number what is compared. */
function dropVerbBefore({ items, reading }: ScanContext, at: number, right: Measure): void {
  let verb = at - 1;
  while (items[verb]?.filler && !reading.verbs.some((v) => v.at === verb)) verb -= 1;
  const said = reading.verbs.findIndex((v) => v.at === verb);
  if (said >= 0 && reading.verbs[said]?.metric !== right.ref.metric) reading.verbs.splice(said, 1);
}

/** "at least 20 of their discs": whose they are is the thing before. */
function pastOwner({ items, meaning, next, use }: ScanContext, at: number): number {
  if (!/^(his|her|its|their|our)$/.test(items[at]?.tokens[0]?.lower ?? '') || !meaning(next(at), 'dataset')) return at;
  use(at, 'of the same');
  return next(at);
}

function suffixOp(scan: ScanContext, c: Comparison): Comparison['op'] {
  const tail = orMoreAfter(scan, c.last);
  if (!tail) return c.op;
  scan.use(tail.at, tail.op === 'gte' ? 'or more' : 'or less');
  return tail.op;
}

/** "35 or more", "35 times or more", "25 dollars or more", "10 copies or fewer" */
export function orMoreAfter(scan: ScanContext, at: number): { readonly op: 'gte' | 'lte'; readonly at: number } | null {
  const { has, meaning, next } = scan;
  const after = next(at);
  const counted = has(after, 'unit_money', 'times') || meaning(after, 'unit') || meaning(after, 'dataset');
  for (const i of counted ? [next(after)] : [after]) {
    if (has(i, 'or_more')) return { op: 'gte', at: i };
    if (has(i, 'or_less')) return { op: 'lte', at: i };
  }
  return null;
}

function symbol(op: string): string {
  return (
    (
      { gt: 'above', gte: 'at least', lt: 'below', lte: 'at most', eq: '=', between: 'between' } as Record<
        string,
        string
      >
    )[op] ?? op
  );
}
