import {
  SemanticQuerySchema,
  type Calculation,
  type DimensionRef,
  type MetricRef,
  type Sort,
} from '@copilot/contracts';
import type { Subject } from '../../question/reading.js';
import type { Assembled, Assembly } from './assembly.js';
import { matches } from './dimension-of.js';
import { sameFigure } from './same-figure.js';

/** What was settled about a query for figures before it is ordered, cut and computed over. */
export interface FigureParts {
  readonly metrics: readonly MetricRef[];
  readonly dimensions: readonly DimensionRef[];
  /** Groups that the question names. */
  readonly groups: readonly Subject[];
  /** What is ranked or listed beside its figure. */
  readonly entity: Subject | null;
  /** Whether each group is shown as its share of all. */
  readonly shareOfGroups: boolean;
  readonly countsThings: boolean;
  /** Whether the answer is how many groups there are. */
  readonly countsGroups: boolean;
  /** Indexes of the groups within which the others are counted. */
  readonly countedWithin: readonly number[];
}

/** Orders, cuts and computes over the groups, and puts the query together. */
export function figureQuery(assembly: Assembly, parts: FigureParts): Assembled {
  const { reading, assumptions, filters } = assembly;
  const { metrics, dimensions } = parts;
  const half = reading.connectors.some((c) => c.op === 'cumulative_share') && dimensions.length > 0;
  const calculations = calculationsOf(assembly, parts, half);
  const limit = limitOf(assembly, dimensions);
  const limitPer = limit !== null ? groupsOfLimit(assembly, parts) : [];
  const having = half
    ? [{ calculation: calculations.length - 1, op: 'lt' as const, values: [reading.reaches ?? 50] }]
    : dimensions.length === 0 && reading.form === 'yes_no'
      ? []
      : figureConditions(assembly, metrics, dimensions);
  // Without a figure there is nothing to rank the groups by, nor to compute over them.
  if (metrics.length === 0 && dimensions.length > 0 && (reading.rank || calculations.length > 0 || having.length > 0))
    return { gap: { code: 'no-figure', hint: '' } };
  const query = SemanticQuerySchema.safeParse({
    metrics,
    dimensions,
    filters,
    time_range: assembly.timeRange,
    sort:
      reading.rank && dimensions.length > 0
        ? [{ by: `metric:${rankedMetric(assembly, metrics)}`, direction: reading.rank.direction }]
        : orderOf(assembly, parts),
    limit,
    ...(limit !== null && (reading.rank?.count ?? 1) === 1 ? { with_ties: true } : {}),
    ...(reading.rank?.offset ? { offset: reading.rank.offset } : {}),
    ...(limitPer.length > 0 ? { limit_per: limitPer } : {}),
    ...(having.length > 0 ? { having } : {}),
    ...(calculations.length > 0 ? { calculations } : {}),
    ...(parts.countsGroups || (half && parts.countsThings) ? { count_groups: true } : {}),
    ...(parts.countsGroups && parts.countedWithin.length > 0 ? { count_within: [...parts.countedWithin] } : {}),
    ...(reading.fill || (dimensions.length === 1 && dimensions[0]?.ranges) ? { fill: true } : {}),
    ...(reading.form === 'yes_no' &&
    (assembly.comparesGroups || (countsAny(parts) && reading.figureConditions.length === 0))
      ? { yes_no: true }
      : {}),
  });
  if (!query.success) return { gap: { code: 'unsure', hint: '' } };
  return { draft: { query: query.data, assumptions, doubts: assembly.doubts } };
}

/** One count and nothing else: whether there is any is what was asked. */
function countsAny({ metrics, dimensions, countsThings }: FigureParts): boolean {
  return countsThings && metrics.length === 1 && dimensions.length === 0 && !metrics[0]?.over && !metrics[0]?.per;
}

/** "by category, highest first" */
function orderOf({ reading }: Assembly, { dimensions, metrics }: FigureParts): Sort[] {
  const said = reading.connectors.find((c) => c.op === 'ascending' || c.op === 'descending');
  if (!said || dimensions.length === 0 || metrics.length === 0) return [];
  return [{ by: 'metric:0', direction: said.op === 'ascending' ? 'asc' : 'desc' }];
}

function calculationsOf(assembly: Assembly, parts: FigureParts, half: boolean): Calculation[] {
  const { reading } = assembly;
  const out: Calculation[] = [...assembly.contrasts];
  if (cumulates(assembly))
    return [
      { kind: 'share', metric: 0 },
      { kind: 'cumulative_share', metric: 0 },
    ];
  if (parts.shareOfGroups && parts.dimensions.length > 0)
    out.push({ kind: 'share', metric: 0, ...withinOf(assembly, parts) });
  for (const c of reading.calculations) {
    if (c.kind === 'running') out.push({ kind: 'running', metric: 0 });
    if (c.kind === 'rank' && parts.dimensions.length > 0)
      out.push({
        kind: 'rank',
        metric: rankedMetric(assembly, parts.metrics),
        ...(reading.rank?.direction === 'asc' ? { ascending: true } : {}),
      });
    if (c.kind === 'moving')
      out.push({ kind: 'moving_average', metric: 0, window: Math.min(366, Math.max(2, c.window ?? 3)) });
  }
  if (reading.calculations.some((c) => c.kind === 'growth'))
    out.push({ kind: 'change', metric: 0 }, { kind: 'change_percent', metric: 0 });
  if (assembly.comparesGroups && reading.connectors.some((c) => c.op === 'difference'))
    out.push({ kind: 'difference', metric: 0 });
  if (half) out.push({ kind: 'cumulative_share', metric: 0 });
  return out;
}

/** The groups that the share is taken within. */
function withinOf(assembly: Assembly, { dimensions }: FigureParts): Pick<Calculation, 'within'> {
  const subject = assembly.reading.calculations.find((c) => c.kind === 'share')?.within;
  const at = subject ? dimensions.findIndex((d) => matches(assembly, d, subject)) : -1;
  return at >= 0 && dimensions.length > 1 ? { within: [at] } : {};
}

/** How many groups are shown; what is compared is shown whole. */
function limitOf({ reading, comparesGroups }: Assembly, dimensions: readonly DimensionRef[]): number | null {
  if (!reading.rank || dimensions.length === 0 || comparesGroups) return null;
  if (reading.connectors.some((c) => c.op === 'versus' || c.op === 'compare')) return null;
  return Math.min(200, Math.max(1, reading.rank.count ?? 1));
}

/** "top 2 customers in each store": the groups named besides what is ranked, each of which gets its own ranks. */
function groupsOfLimit(assembly: Assembly, { dimensions, groups, entity }: FigureParts): number[] {
  if (dimensions.length < 2) return [];
  const per = [...dimensions.entries()]
    .filter(([i, d]) => (i > 0 || !entity) && groups.some((subject) => matches(assembly, d, subject)))
    .map(([i]) => i);
  return per.length < dimensions.length ? per : besidesRanked(assembly, dimensions);
}

/** "each clerk's busiest month", "best day for each hall": a stretch of time right beside the rank is what is picked, in each of the others. */
function besidesRanked(assembly: Assembly, dimensions: readonly DimensionRef[]): number[] {
  const { rank, dimensions: groups } = assembly.reading;
  const picked = groups.find(
    (g) => g.subject.kind === 'grain' && !g.per && Math.abs(g.at - (rank?.at ?? Infinity)) <= 3,
  );
  const others = groups.filter((g) => g !== picked);
  if (!picked || others.length === 0 || !others.every((g) => g.per)) return [];
  return [...dimensions.keys()].filter((i) =>
    others.some((g) => dimensions[i] !== undefined && matches(assembly, dimensions[i], g.subject)),
  );
}

function rankedMetric({ reading: { rankMeasure } }: Assembly, metrics: readonly MetricRef[]): number {
  if (!rankMeasure) return 0;
  const found = metrics.findIndex(
    (m) => sameFigure(m, rankMeasure) || (rankMeasure.field !== undefined && m.field === rankMeasure.field),
  );
  return Math.max(0, found);
}

function figureConditions({ reading }: Assembly, metrics: readonly MetricRef[], dimensions: readonly DimensionRef[]) {
  return reading.figureConditions.map((c) => ({
    // The first that is computed is what lies between the two sides.
    ...(c.sides
      ? { calculation: 0 }
      : {
          metric: Math.max(
            0,
            metrics.findIndex((m) => sameFigure(m, c.measure)),
          ),
        }),
    op: c.op,
    ...(c.values.length > 0 ? { values: [...c.values] } : {}),
    ...(c.against ? { against: c.against } : {}),
    ...(c.within === undefined ? {} : { within: dimensions.findIndex((d) => d.member === c.within) }),
    ...(c.overall ? { overall: true } : {}),
    ...(c.factor === undefined ? {} : { factor: c.factor }),
  }));
}

/** "cumulative share by category": over the groups from the largest down, not over time. */
export function cumulates({ reading }: Assembly): boolean {
  return (
    reading.calculations.some((c) => c.kind === 'share') &&
    reading.calculations.some((c) => c.kind === 'running') &&
    reading.dimensions.length > 0
  );
}
