import { SemanticQuerySchema, type DimensionRef, type TimeRange } from '@copilot/contracts';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembled, Assembly } from './assembly.js';
import { metricOf } from './events.js';
import { mergeAlternatives } from './merge-alternatives.js';

const LISTED = new Set(['day', 'week', 'month', 'quarter', 'year']);

/**
 * "days without a rental", "how many weeks had no payments": every stretch of the time that the data cover, those kept in which nothing
 * happened. *Returns* null where the question is not one of these.
 */
export function emptyPeriods(assembly: Assembly): Assembled | null {
  const { reading, model, assumptions } = assembly;
  const grain = soleGrain(assembly);
  const denied = reading.events.filter((event) => event.negated);
  const dataset = model.datasets.get(denied[0]?.dataset ?? '');
  if (!grain || denied.length !== 1 || !dataset?.event || reading.measures.some((m) => m.at !== denied[0]?.at))
    return null;
  if (reading.rank || reading.figureConditions.length > 0 || reading.attributes.length > 0) return null;
  const metric = metricOf(assembly, dataset.name);
  const member = `${dataset.name}.${dataset.defaultTime ?? ''}`;
  if (!metric || !dataset.defaultTime || reading.events.length > 1) return { gap: { code: 'unsure', hint: '' } };
  const range = coveredRange(assembly, member);
  if (!range) return { gap: { code: 'unsure', hint: 'time' } };
  const query = SemanticQuerySchema.safeParse({
    metrics: [{ metric }],
    dimensions: [{ member, grain }],
    filters: mergeAlternatives(reading.conditions).map((condition) => condition.filter),
    time_range: range,
    having: [{ metric: 0, op: 'eq', values: [0] }],
    fill: true,
    ...(reading.countedGrain ? { count_groups: true } : {}),
  });
  if (!query.success) return { gap: { code: 'unsure', hint: '' } };
  return { draft: { query: query.data, assumptions, doubts: assembly.doubts } };
}

/** Groups without rows are listed as far as the data go; null where nobody can say how far that is. */
export function fillRange(assembly: Assembly, dimensions: readonly DimensionRef[]): TimeRange | null {
  const time = dimensions.find((d) => d.grain && !d.figure);
  if (!time) return assembly.timeRange;
  return LISTED.has(time.grain ?? '') ? clamp(assembly, time.member, assembly.timeRange) : null;
}

function soleGrain({ reading }: Assembly): string | null {
  const subject = reading.subject?.subject;
  const grains = [
    ...(reading.countedGrain ? [reading.countedGrain] : []),
    ...(subject?.kind === 'grain' ? [subject.grain] : []),
    ...reading.dimensions.map((d) => (d.subject.kind === 'grain' ? d.subject.grain : '')),
  ];
  const sole = grains.length === 1 ? (grains[0] ?? '') : '';
  return LISTED.has(sole) && (subject === undefined || subject.kind === 'grain') ? sole : null;
}

function coveredRange(assembly: Assembly, member: string): TimeRange | null {
  const { reading, clock, previousTime, assumptions } = assembly;
  const time = reading.times[0];
  if (!time) return clamp(assembly, member, null);
  const resolved = resolveTime(time.time, member, clock, previousTime);
  if (reading.times.length > 1 || time.negated || resolved.filters.length > 0 || !resolved.range) return null;
  if (resolved.assumption) assumptions.push(resolved.assumption);
  return clamp(assembly, member, resolved.range);
}

/** A range as it was named; where it names no bound, as far as the data go. What the data do not cover is said. */
function clamp({ clock, assumptions }: Assembly, member: string, range: TimeRange | null): TimeRange | null {
  const bounds = clock.get(member);
  if (!bounds) return null;
  const first = bounds.min.slice(0, 10);
  const last = bounds.max.slice(0, 10);
  const after = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
  const from = range?.from ?? first;
  const to = range?.to ?? after;
  if (from >= to) return null;
  if (!range?.from || !range.to)
    assumptions.push(`Counted from ${from} to ${range?.to ?? last}, as far as the data go.`);
  else if (from < first || to > after)
    assumptions.push(`The data go from ${first} to ${last}; what lies outside counts as without.`);
  return { member, from, to, label: range?.label ?? `${from} to ${last}` };
}
