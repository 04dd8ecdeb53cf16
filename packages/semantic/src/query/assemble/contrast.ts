import type { Calculation, DimensionRef, Filter } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import type { Condition, Contrast, Measure, Reading } from '../../question/reading.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembly } from './assembly.js';
import { withYear } from './compare-groups.js';
import { sameFigure } from './same-figure.js';
import { timeMember } from './time-member.js';

/** One side of a contrast: the condition that makes it, in words that follow the name of the figure. */
interface Side {
  readonly filter: Filter;
  readonly words: string;
}

export interface ContrastFigures {
  readonly measures: Measure[];
  readonly calculations: readonly Calculation[];
}

/**
 * Sets the first figure of one period or group against that of another: two figures with a condition each, and their difference, change
 * or ratio. *Returns* null where there are not exactly two of a kind to set against each other.
 */
export function contrastFigures(assembly: Assembly, measures: readonly Measure[]): ContrastFigures | null {
  const { reading, model } = assembly;
  const { contrast } = reading;
  const first = measures[0];
  if (!contrast || !first || measures.length !== 1 || first.ref.over) return null;
  const sides = sidesOf(assembly, measures);
  if (!sides) return null;
  const later = contrast.growth && !reading.connectors.some((c) => c.op === 'than' || c.op === 'versus');
  const [one, other] = later && sides.every((s) => s.filter.kind === 'time') ? [sides[1], sides[0]] : sides;
  reading.calculations.splice(0);
  reading.rank = null;
  return {
    measures: [ofSide(first, one, model), ofSide(first, other, model)],
    calculations: calculationsOf(contrast),
  };
}

/**
 * "more in June than in May" of each of the groups: the figure of the condition on two sides, and what is computed between them.
 * *Returns* null where there are not exactly two sides, or where the groups themselves decide the side.
 */
export function boundBySides(
  assembly: Assembly,
  measures: readonly Measure[],
  dimensions: readonly DimensionRef[],
): ContrastFigures | null {
  const { reading, model } = assembly;
  const [bound, ...more] = reading.figureConditions.filter((c) => c.sides);
  const [first, ...others] = measures;
  if (!bound?.sides || more.length + others.length > 0 || !first || !sameFigure(first.ref, bound.measure)) return null;
  const said = sidesOf(assembly, measures);
  if (!said || dimensions.length === 0) return null;
  const sides = bound.later && said.every((s) => s.filter.kind === 'time') ? said.toReversed() : said;
  if (dimensions.some((d) => sides.some((side) => decides(model, first, d, side)))) return null;
  reading.rank = null;
  const kind = bound.sides === 'percent' ? 'change_percent' : bound.sides;
  return {
    measures: sides.map((side) => ofSide(first, side, model)),
    calculations: [{ kind, metric: 0, against: 1 }],
  };
}

/** Whether a group lies on one side as a whole: a month in one of two months, a film in one of two categories. */
function decides(model: Model, { ref }: Measure, { member, grain }: DimensionRef, { filter }: Side): boolean {
  if (filter.kind === 'time') return grain !== undefined;
  const base = model.metrics.get(ref.metric ?? '')?.dataset ?? '';
  const group = member.split('.')[0] ?? '';
  const side = filter.kind === 'compare' ? (filter.member.split('.')[0] ?? '') : '';
  if (grain || side === '') return false;
  const path = chooseJoinPath(model, base, side) ?? [];
  return filter.kind === 'compare' && (filter.member === member || path.some((hop) => hop.to === group));
}

function ofSide(first: Measure, side: Side, model: Model): Measure {
  const name = first.ref.metric ? (model.metrics.get(first.ref.metric)?.label ?? first.ref.metric) : null;
  const filters = [...(first.ref.filters ?? []), side.filter];
  const label = name && !first.ref.aggregate ? { label: `${name} ${side.words}` } : {};
  return { ...first, ref: { ...first.ref, filters, ...label } };
}

function sidesOf(assembly: Assembly, measures: readonly Measure[]): [Side, Side] | null {
  return valueSides(assembly.reading) ?? namedSides(assembly.reading) ?? timeSides(assembly, measures);
}

/** A condition and its opposite: "late … on time". */
function namedSides(reading: Reading): [Side, Side] | null {
  const named = reading.conditions.filter((c) => c.filter.kind === 'named');
  const [one, other] = named;
  if (!one || !other || named.length !== 2 || one.filter.kind !== 'named' || other.filter.kind !== 'named') return null;
  if (one.filter.name !== other.filter.name || Boolean(one.filter.negate) === Boolean(other.filter.negate)) return null;
  reading.conditions.splice(0, Infinity, ...reading.conditions.filter((c) => c !== one && c !== other));
  return [toSide(one), toSide(other)];
}

function calculationsOf({ kind, less, unsigned }: Contrast): Calculation[] {
  const against: Pick<Calculation, 'metric' | 'against'> = { metric: 0, against: 1 };
  if (unsigned && kind === 'difference') return [{ kind: 'difference', unsigned, ...against }];
  if (kind === 'ratio') return [{ kind: 'ratio', ...against }];
  const difference: Calculation = less
    ? { kind: 'difference', metric: 1, against: 0 }
    : { kind: 'difference', ...against };
  const percent: Calculation = { kind: 'change_percent', ...against };
  return kind === 'percent' ? [percent, difference] : [difference, percent];
}

/** Two values of one field: "store 1 … store 2". */
function valueSides(reading: Reading): [Side, Side] | null {
  const members = reading.conditions.map((c) => valueMember(c));
  const twice = [...new Set(members)].filter(
    (member) => member !== null && members.filter((m) => m === member).length === 2,
  );
  if (twice.length !== 1) return null;
  const [one, other] = reading.conditions.filter((c) => valueMember(c) === twice[0]);
  if (!one || !other) return null;
  reading.conditions.splice(0, Infinity, ...reading.conditions.filter((c) => c !== one && c !== other));
  return [toSide(one), toSide(other)];
}

function valueMember({ filter }: Condition): string | null {
  return filter.kind === 'compare' && filter.op === 'eq' ? filter.member : null;
}

function toSide({ filter }: Condition): Side {
  const value = filter.kind === 'compare' ? String(filter.values[0] ?? '') : '';
  const label = filter.label ?? value;
  return { filter, words: `of ${/=/.test(label) ? value : label}` };
}

/** Two periods: "in July … in June". */
function timeSides(assembly: Assembly, measures: readonly Measure[]): [Side, Side] | null {
  const { reading, clock, previousTime, assumptions } = assembly;
  const [one, other] = reading.times;
  if (!one || !other || reading.times.length !== 2 || one.negated || other.negated) return null;
  const member = timeMember(assembly, measures);
  const resolved = [one, other].map((t) => resolveTime(t.time, member, clock, previousTime));
  const year = [one, other].flatMap(({ time }) =>
    time.kind === 'range' && time.from ? [time.from.slice(0, 4)] : [],
  )[0];
  const ranges = resolved.map((r, i) =>
    withYear(r.range, [one, other][i]?.time.kind === 'yearless' ? year : undefined),
  );
  const sides = ranges.flatMap((range): Side[] =>
    range?.from && range.to
      ? [
          {
            filter: { kind: 'time', member, from: range.from, to: range.to, label: range.label },
            words: `in ${range.label}`,
          },
        ]
      : [],
  );
  const [a, b] = sides;
  // "from July to August" of data that end in July: which August is meant cannot be told.
  const doubtful = year === undefined && [one, other].every(({ time }) => time.kind === 'yearless') && !sameYear(a, b);
  if (!a || !b || doubtful || resolved.some((r) => r.filters.length > 0)) return null;
  reading.times.splice(0);
  const said = resolved.flatMap((r) => (r.assumption && year === undefined ? [r.assumption] : []));
  for (const assumption of new Set(said)) assumptions.push(assumption);
  return [a, b];
}

function sameYear(a: Side | undefined, b: Side | undefined): boolean {
  const years = [a, b].map((side) => (side?.filter.kind === 'time' ? side.filter.from?.slice(0, 4) : undefined));
  return years[0] === years[1];
}
