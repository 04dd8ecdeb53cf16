import type { DimensionRef, TimeRange } from '@copilot/contracts';
import { daysOf } from '../../calendar-spans.js';
import { findField } from '../../model/model.js';
import type { Condition, Measure } from '../../question/reading.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembly } from './assembly.js';
import { timeMember } from './time-member.js';

/** "store 1 versus store 2", "July or August": what is compared becomes the grouping. */
export function compareGroups(assembly: Assembly, dimensions: DimensionRef[], measures: readonly Measure[]): void {
  const { reading, model, clock, filters } = assembly;
  const versus =
    reading.connectors.some((c) => c.op === 'versus' || c.op === 'compare' || c.op === 'than') ||
    reading.form === 'compare' ||
    reading.form === 'yes_no' ||
    reading.rank !== null ||
    reading.connectors.some((c) => c.op === 'difference');
  const byMember = new Map<string, Condition[]>();
  for (const c of reading.conditions)
    if (c.filter.kind === 'compare' && c.filter.op === 'eq' && c.filter.values.length === 1)
      byMember.set(c.filter.member, [...(byMember.get(c.filter.member) ?? []), c]);
  for (const [member, list] of byMember) {
    if (list.length < 2) continue;
    const values = list.flatMap((c) => (c.filter.kind === 'compare' ? c.filter.values : []));
    for (const c of list) reading.conditions.splice(reading.conditions.indexOf(c), 1);
    const first = list[0];
    const names = values.join(' or ');
    reading.conditions.push({
      filter: {
        kind: 'compare',
        member,
        op: 'in',
        values,
        label: `${member.split('.').at(-1)?.replace(/_id$/, '').replaceAll('_', ' ') ?? ''} ${names}`,
      },
      dataset: first?.dataset ?? null,
      at: first?.at ?? 0,
      joined: null,
    });
    const joiner = list.at(-1)?.joined;
    if ((versus || joiner === 'and' || joiner === 'versus') && measures.length > 0 && dimensions.length < 3) {
      const field = findField(model, member);
      const dataset = field ? model.datasets.get(field.dataset) : undefined;
      const shown =
        dataset && dataset.primaryKey[0] === field?.name && dataset.label[0]
          ? `${dataset.name}.${dataset.label[0]}`
          : member;
      if (!dimensions.some((d) => d.member === shown)) dimensions.push({ member: shown });
      assembly.comparesGroups = true;
    }
  }
  if (versus && measures.length > 0) compareWeekdays(assembly, dimensions, measures);
  dropWider(assembly, measures);
  const ranges = reading.times.filter((t) => !t.negated && (t.time.kind === 'range' || t.time.kind === 'yearless'));
  if (ranges.length >= 2 && measures.length > 0) {
    const member = timeMember(assembly, measures);
    const years = ranges.flatMap((t) => (t.time.kind === 'range' && t.time.from ? [t.time.from.slice(0, 4)] : []));
    const resolved = ranges
      .map((t) => resolveTime(t.time, member, clock, null).range)
      .map((r, i) => withYear(r, ranges[i]?.time.kind === 'yearless' ? years[0] : undefined));
    const usable = resolved.filter((r): r is TimeRange => r !== null && r.from !== null && r.to !== null);
    for (const t of ranges) reading.times.splice(reading.times.indexOf(t), 1);
    filters.push({
      kind: 'any',
      filters: usable.map((r) => ({
        kind: 'time',
        member,
        ...(r.from ? { from: r.from } : {}),
        ...(r.to ? { to: r.to } : {}),
      })),
      label: usable.map((r) => r.label).join(' or '),
    });
    const grain = grainOf(usable);
    if (grain && !dimensions.some((d) => d.grain)) {
      dimensions.push({ member, grain });
      assembly.comparesGroups = true;
    } else if (grain && dimensions.some((d) => d.grain === grain)) assembly.comparesGroups = true;
  }
}

/** "Fridays against Mondays", "compare Friday and Monday": the days that are named are the groups. */
function compareWeekdays(assembly: Assembly, dimensions: DimensionRef[], measures: readonly Measure[]): void {
  const { times } = assembly.reading;
  const named = times.filter((t) => !t.negated && t.time.kind === 'weekdays');
  const [first, ...more] = named;
  const days = [...new Set(named.flatMap((t) => (t.time.kind === 'weekdays' ? t.time.days : [])))];
  const single = named.every((t) => t.time.kind === 'weekdays' && t.time.days.length === 1);
  if (!first || days.length < 2 || days.length > 4 || (more.length > 0 && !single)) return;
  // "which day, Friday or Monday": the days of the week are meant.
  const day = dimensions.findIndex((d) => d.grain === 'day');
  if (dimensions.some((d, at) => d.grain !== undefined && at !== day)) return;
  if (day >= 0) dimensions.splice(day, 1);
  for (const t of named) times.splice(times.indexOf(t), 1);
  times.push({ ...first, time: { kind: 'weekdays', days } });
  dimensions.push({ member: timeMember(assembly, measures), grain: 'weekday' });
  assembly.comparesGroups = true;
}

/** "the second quarter, of 2022", "15 to 20 June, in 2022", "2022's March": a time that holds another says where that one lies. */
function dropWider({ reading, clock, ...assembly }: Assembly, measures: readonly Measure[]): void {
  const ranges = reading.times.filter((t) => !t.negated && (t.time.kind === 'range' || t.time.kind === 'yearless'));
  if (ranges.length !== 2) return;
  const member = timeMember({ reading, clock, ...assembly }, measures);
  const year = ranges.flatMap((t) => (t.time.kind === 'range' && t.time.from ? [t.time.from.slice(0, 4)] : []))[0];
  const [a, b] = ranges.map(({ time }) =>
    withYear(resolveTime(time, member, clock, null).range, time.kind === 'yearless' ? year : undefined),
  );
  const holds = (x?: TimeRange | null, y?: TimeRange | null): boolean =>
    Boolean(x?.from && x.to && y?.from && y.to && x.from <= y.from && x.to >= y.to && (x.from < y.from || x.to > y.to));
  const [wider, inner, range] = holds(a, b) ? [ranges[0], ranges[1], b] : holds(b, a) ? [ranges[1], ranges[0], a] : [];
  if (!wider || !inner || !range) return;
  reading.times.splice(reading.times.indexOf(wider), 1);
  const { from, to, label } = range;
  if (inner.time.kind === 'yearless')
    reading.times.splice(reading.times.indexOf(inner), 1, {
      ...inner,
      time: { kind: 'range', from, to, label, grain: null },
    });
}

/** A period named without its year lies in that of the other. */
export function withYear(range: TimeRange | null, year: string | undefined): TimeRange | null {
  if (!range || !year) return range;
  const shift = (date: string | null): string | null =>
    date
      ? `${Number(date.slice(0, 4)) + Number(year) - Number((range.from ?? range.to ?? '0000').slice(0, 4))}${date.slice(4)}`
      : null;
  return { ...range, from: shift(range.from), to: shift(range.to), label: range.label.replace(/\d{4}/, year) };
}

function grainOf(ranges: readonly TimeRange[]): 'month' | 'day' | 'year' | 'quarter' | null {
  const days = ranges.map((r) => daysOf(r) ?? NaN);
  if (days.every((d) => d === 1)) return 'day';
  if (days.every((d) => d >= 28 && d <= 31)) return 'month';
  if (days.every((d) => d >= 90 && d <= 92)) return 'quarter';
  return days.every((d) => d >= 365) ? 'year' : null;
}
