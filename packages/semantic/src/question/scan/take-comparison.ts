import type { CompareOperator } from '@copilot/contracts';
import { formatCell } from '../../answer/format.js';
import { isNumeric } from '../../model/is-numeric.js';
import { type Field, findField, memberOf } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import type { Measure } from '../reading.js';
import { eventIn } from './event-metric.js';
import { leftOf } from './left-of.js';
import { takeDistinctCount } from './rule-set.js';
import type { ScanContext } from './scan-context.js';
import { unitField } from './unit-field.js';

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
  const after = next(c.last);
  const unit = meaning(after, 'unit');
  const left = leftOf(scan, c.at);
  const addField = (target: Field, factor: number): true => {
    const values = c.values.map((v) => Math.round(v * factor * 1e6) / 1e6);
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
    reading.figureConditions.push({ at: c.at, op, values: [...c.values], measure: ref, against: null });
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
  if (unit && !meaning(after, 'dataset')) {
    const target = left.field?.units.has(unit.unit) ? left.field : unitField(scan, unit.unit, c.at);
    if (target) {
      use(after, 'unit');
      return addField(target, target.units.get(unit.unit) ?? 1);
    }
  }
  const beyond = c.money && has(after, 'unit_money') ? next(after) : after;
  // "twice in store 1" counts times, whatever noun follows.
  const once = /^(once|twice)$/.test(items[c.last]?.tokens[0]?.lower ?? '');
  const right = once
    ? null
    : meaning(beyond, 'metric')
      ? measureAt(beyond)
      : meaning(beyond, 'dataset') && !c.money
        ? measureAt(beyond)
        : null;
  if (right) {
    const dataset = meaning(beyond, 'dataset');
    if (dataset) reading.mentions.push({ dataset: dataset.name, at: beyond });
    return addFigure(right.ref, beyond);
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
    return addField(left.field, 1);
  }
  if (left.metric) return addFigure(left.metric, null);
  if (left.dataset) {
    const entry = model.datasets.get(left.dataset);
    const target = entry?.valueField ? entry.fields.get(entry.valueField) : undefined;
    if (target && (c.money || target.format === 'currency')) return addField(target, 1);
  }
  if (c.money || c.qualityMetric) {
    const metric = c.qualityMetric ?? [...model.metrics.values()].find((m) => m.format === 'currency')?.name;
    if (metric) return addFigure({ metric }, null);
  }
  const held = reading.measures[0];
  if (held && reading.dimensions.length > 0 && !c.money) return addFigure(held.ref, null);
  const verb = reading.events.at(-1);
  const metric = verb ? model.datasets.get(verb.dataset)?.countMetric : null;
  if (metric && !c.money && !c.percent) return addFigure({ metric }, null);
  return false;
}

function suffixOp(scan: ScanContext, c: Comparison): Comparison['op'] {
  const { has, next, use } = scan;
  const after = next(c.last);
  if (has(after, 'or_more')) {
    use(after, 'or more');
    return 'gte';
  }
  if (has(after, 'or_less')) {
    use(after, 'or less');
    return 'lte';
  }
  return c.op;
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
