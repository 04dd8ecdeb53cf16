import { isNumeric } from '../../model/is-numeric.js';
import { findField, memberOf, type Field } from '../../model/model.js';
import type { Spread } from '../reading.js';
import { eventIn } from './event-metric.js';
import { leftOf } from './left-of.js';
import type { ScanContext } from './scan-context.js';
import { unitField } from './unit-field.js';
import { metricOfField } from './value-field.js';

interface Found {
  readonly at: number;
  readonly last: number;
  readonly money: boolean;
  readonly groups: Spread['groups'];
}

/** Finds what ranges or steps sort: the thing or unit named after them, else the field or figure before them. */
export function takeSpread(scan: ScanContext, found: Found): boolean {
  const spread = findSpread(scan, found);
  if (spread) scan.reading.spread = spread;
  return spread !== null;
}

/** The ranges or steps with what they sort; null where nothing fits. */
export function findSpread(scan: ScanContext, found: Found): Spread | null {
  const of = groupedBefore(scan, found) ?? namedAfter(scan, found) ?? namedBefore(scan, found);
  return of ? { at: found.at, of, groups: groupsIn(scan, of, found) } : null;
}

type Of = Spread['of'];

/** "… more than 20 rentals", "… over 120 minutes", "… more than 5 times". */
function namedAfter(scan: ScanContext, { at, last, money }: Found): Of | null {
  const { has, meaning, next, measureAt, model, reading, use } = scan;
  const after = next(last);
  const unit = meaning(after, 'unit');
  if (unit && !meaning(after, 'dataset')) {
    const left = leftOf(scan, at);
    const field = left.field?.units.has(unit.unit) ? left.field : unitField(scan, unit.unit, at);
    if (!field) return null;
    use(after, 'unit');
    forget(scan, left.at, field);
    return { kind: 'field', member: memberOf(field) };
  }
  let noun = money && has(after, 'unit_money') ? next(after) : after;
  // "more than 30 late Action rentals": conditions on the noun are read by their own rules.
  while (!money && isCondition(scan, noun)) noun = next(noun);
  const measure = meaning(noun, 'metric') || (meaning(noun, 'dataset') && !money) ? measureAt(noun) : null;
  if (measure) {
    use(noun, 'sorted into ranges');
    return { kind: 'figure', ref: measure.ref };
  }
  if (!has(after, 'times')) return null;
  const event = reading.events.at(-1)?.dataset ?? eventIn(scan);
  const metric = event ? model.datasets.get(event)?.countMetric : null;
  if (!metric) return null;
  use(after, 'times');
  return { kind: 'figure', ref: { metric } };
}

function isCondition({ items, meaning }: ScanContext, at: number): boolean {
  const noun = meaning(at, 'dataset') ?? meaning(at, 'metric');
  return noun === undefined && (meaning(at, 'named') !== undefined || (items[at]?.values.length ?? 0) > 0);
}

/** "films by length in steps of 30": the number that was to be grouped by; "customers by rentals in steps of 10": the figure. */
function groupedBefore({ reading, model, meaning, next, use }: ScanContext, { last }: Found): Of | null {
  const after = next(last);
  if (meaning(after, 'dataset') ?? meaning(after, 'metric')) return null;
  const grouped = reading.dimensions.findIndex(
    (d) => d.subject.kind === 'field' && isAmount(findField(model, d.subject.member)),
  );
  const subject = reading.dimensions[grouped]?.subject;
  if (subject?.kind === 'field') {
    reading.dimensions.splice(grouped, 1);
    if (meaning(after, 'unit')) use(after, 'unit');
    return { kind: 'field', member: subject.member };
  }
  const ranked = reading.rankMeasure;
  if (!ranked?.metric || reading.rank) return null;
  reading.rankMeasure = null;
  const at = reading.measures.findIndex((m) => m.ref.metric === ranked.metric);
  if (at >= 0) reading.measures.splice(at, 1);
  return { kind: 'figure', ref: ranked };
}

/** Numbers that measure something, not those that name it. */
function isAmount(field: Field | undefined): boolean {
  return isNumeric(field) && field?.format !== 'id' && !/_id$/.test(field?.name ?? '');
}

/** "customers who spent under 50, …", "films that cost under 1, …", "payments under 1, …". */
function namedBefore(scan: ScanContext, { at, money }: Found): Of | null {
  const { model, reading } = scan;
  const quality = scan.meanings(at, 'quality').find((q) => q.of === 'field');
  if (quality) return { kind: 'field', member: quality.name };
  const left = leftOf(scan, at);
  if (left.field && isNumeric(left.field)) {
    forget(scan, left.at, left.field);
    return { kind: 'field', member: memberOf(left.field) };
  }
  if (left.metric) {
    const verb = reading.verbs.findIndex((v) => v.at === left.at);
    if (verb >= 0) reading.verbs.splice(verb, 1);
    const measure = reading.measures.findIndex((m) => m.at === left.at);
    if (measure >= 0) reading.measures.splice(measure, 1);
    return { kind: 'figure', ref: left.metric };
  }
  const worth = money ? eventWorth(scan) : null;
  if (worth) return worth;
  const entry = left.dataset ? model.datasets.get(left.dataset) : undefined;
  const value = entry?.valueField ? entry.fields.get(entry.valueField) : undefined;
  return value && (money || value.format === 'currency') ? { kind: 'field', member: memberOf(value) } : null;
}

/** "customers who paid under 50, …": what an event is worth, summed for each. */
function eventWorth(scan: ScanContext): Of | null {
  const { model, reading } = scan;
  const event = reading.events.at(-1);
  const entry = event ? model.datasets.get(event.dataset) : undefined;
  const value = entry?.valueField ? entry.fields.get(entry.valueField) : undefined;
  const ref = value?.format === 'currency' ? metricOfField(scan, value) : null;
  if (!event || !ref) return null;
  reading.events.splice(reading.events.indexOf(event), 1);
  return { kind: 'figure', ref };
}

/** The field that is sorted into ranges is not asked for besides. */
function forget({ reading }: ScanContext, at: number, field: Field): void {
  for (const attribute of [...reading.attributes])
    if (attribute.at === at || attribute.members.includes(memberOf(field)))
      reading.attributes.splice(reading.attributes.indexOf(attribute), 1);
}

/** Ranges in the field's own unit: "under 2 hours" of a length in minutes. */
function groupsIn({ meaning, next, model }: ScanContext, of: Of, { last, groups }: Found): Spread['groups'] {
  const unit = meaning(next(last), 'unit')?.unit;
  const factor = (of.kind === 'field' && unit ? findField(model, of.member)?.units.get(unit) : undefined) ?? 1;
  if (factor === 1) return groups;
  const times = (n: number | undefined): number | undefined =>
    n === undefined ? undefined : Math.round(n * factor * 1e6) / 1e6;
  if ('width' in groups) return { width: groups.width * factor };
  return {
    ranges: groups.ranges.map((range) => ({
      label: `${range.label} ${unit ?? ''}s`,
      ...Object.fromEntries(
        (['from', 'above', 'to', 'below'] as const).flatMap((bound) =>
          range[bound] === undefined ? [] : [[bound, times(range[bound])]],
        ),
      ),
    })),
  };
}
