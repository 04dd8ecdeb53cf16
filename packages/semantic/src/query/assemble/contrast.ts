import type { Calculation, Filter } from '@copilot/contracts';
import type { Condition, Contrast, Measure, Reading } from '../../question/reading.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembly } from './assembly.js';
import { withYear } from './compare-groups.js';
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
  const sides = valueSides(reading) ?? timeSides(assembly, measures);
  if (!sides) return null;
  const later = contrast.growth && !reading.connectors.some((c) => c.op === 'than' || c.op === 'versus');
  const [one, other] = later && sides.every((s) => s.filter.kind === 'time') ? [sides[1], sides[0]] : sides;
  const name = first.ref.metric ? (model.metrics.get(first.ref.metric)?.label ?? first.ref.metric) : null;
  const measure = (side: Side): Measure => ({
    ...first,
    ref: {
      ...first.ref,
      filters: [...(first.ref.filters ?? []), side.filter],
      ...(name && !first.ref.aggregate ? { label: `${name} ${side.words}` } : {}),
    },
  });
  reading.calculations.splice(0);
  reading.rank = null;
  return { measures: [measure(one), measure(other)], calculations: calculationsOf(contrast) };
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
