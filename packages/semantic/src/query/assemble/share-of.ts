import type { DimensionRef, Filter } from '@copilot/contracts';
import type { Condition, Measure } from '../../question/reading.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembly } from './assembly.js';
import { timeMember } from './time-member.js';
import { timeFilter } from '../../plan/time-filter.js';

/** "what percentage of the visits were short": the condition after the noun is the part, the one before it the whole. */
export function shareOf(
  assembly: Assembly,
  measures: Measure[],
  dimensions: readonly DimensionRef[],
): { measures: Measure[]; ratio: boolean; used: Set<Condition> } {
  const { reading, model, assumptions, filters } = assembly;
  const first = measures[0];
  const shareAt = reading.calculations.find((c) => c.kind === 'share')?.at ?? 0;
  if (!first || assembly.comparesGroups) return { measures, ratio: false, used: new Set() };
  const named = reading.conditions.filter((c) => c.filter.kind === 'named');
  const nounAt = Math.max(
    ...[...reading.mentions.map((m) => m.at), ...reading.measures.map((m) => m.at)].filter((at) => at > shareAt),
    -1,
  );
  const after = reading.conditions.filter((c) => c.at > nounAt && c.at > shareAt);
  const said = after.length > 0 ? after : named.length > 0 ? named.slice(-1) : reading.conditions.slice(-1);
  // "the late delivery rate in Norway": what the rate is called by is the part, what follows says where.
  const called = named.filter((c) => c.at === shareAt - 1);
  const part = narrowest(assembly, named) ?? (called.length > 0 ? called : said);
  if (part.length === 0 && dimensions.length === 0 && reading.times.length === 1) {
    const time = takePartTime(assembly, measures);
    if (time) return { measures: [partOf(first, time), ...measures.slice(1)], ratio: true, used: new Set() };
  }
  if (part.length === 0 && reading.figureConditions.length === 0) return { measures, ratio: false, used: new Set() };
  if (dimensions.length > 0 && part.every((c) => c.filter.kind !== 'named') && !partOfEach(assembly, part))
    return { measures, ratio: false, used: new Set() };
  const partFilters = part.map((c) => c.filter);
  const rest = reading.conditions.filter((c) => !part.includes(c));
  const among =
    part.length === 1 && part[0]?.filter.kind === 'named' ? model.namedFilters.get(part[0].filter.name)?.among : null;
  if (among && !rest.some((c) => c.filter.kind === 'named')) {
    const whole = model.namedFilters.get(among.name);
    const label = among.negate
      ? (whole?.opposite.find((text) => !/ /.test(text)) ?? `not ${whole?.label ?? among.name}`)
      : (whole?.label ?? among.name);
    filters.push({ kind: 'named', name: among.name, ...(among.negate ? { negate: true } : {}), label });
    assumptions.push(
      `The rate is taken over ${model.datasets.get(whole?.dataset ?? '')?.noun[1] ?? 'rows'} ${label} only.`,
    );
  }
  return { measures: [partOf(first, partFilters), ...measures.slice(1)], ratio: true, used: new Set(part) };
}

/** "the late share of returned visits": of two conditions the one that the other is the whole of, whichever comes first. */
function narrowest({ model }: Assembly, named: readonly Condition[]): Condition[] | null {
  if (named.length !== 2) return null;
  const found = named.find(({ filter }) => {
    const among = filter.kind === 'named' && !filter.negate ? model.namedFilters.get(filter.name)?.among : null;
    return among && named.some((c) => c.filter.kind === 'named' && c.filter.name === among.name);
  });
  return found ? [found] : null;
}

/** "for each month, what share of the visits were on a Sunday": a verb says the part, and no group stands between them. */
function partOfEach({ reading }: Assembly, part: readonly Condition[]): boolean {
  const verb = reading.calculations.find((c) => c.kind === 'share')?.part;
  const first = Math.min(...part.map((c) => c.at));
  return verb !== undefined && verb < first && !reading.dimensions.some((d) => d.at > verb && d.at < first);
}

function partOf(whole: Measure, filters: Filter[]): Measure {
  const { over: _over, ...plain } = whole.ref;
  return { ...whole, ref: { ...plain, filters, over: plain, percent: true } };
}

/** "what percentage of revenue came in during April": the time is the part, all of the time the whole. */
function takePartTime(assembly: Assembly, measures: readonly Measure[]): Filter[] | null {
  const { reading, clock, previousTime, assumptions } = assembly;
  const [said] = reading.times;
  const member = timeMember(assembly, measures);
  const resolved = said && !said.negated ? resolveTime(said.time, member, clock, previousTime) : null;
  if (!resolved || (!resolved.range && resolved.filters.length === 0)) return null;
  reading.times.length = 0;
  if (resolved.assumption) assumptions.push(resolved.assumption);
  if (!resolved.range) return [...resolved.filters];
  return [...resolved.filters, timeFilter({ ...resolved.range, member })];
}
