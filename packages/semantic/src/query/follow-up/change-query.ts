import {
  SemanticQuerySchema,
  type DimensionRef,
  type Filter,
  type MetricRef,
  type SemanticQuery,
  type Sort,
  type TimeRange,
} from '@copilot/contracts';
import { daysOf, longestDays } from '../../calendar-spans.js';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { usePronouns } from './about-them.js';
import { changeCalculations } from './change-calculations.js';
import { changeConditions, changeTimes, inSameField, takeOthers } from './change-conditions.js';
import { changeFigures, changeGroups, ranksOtherThings } from './change-figures.js';
import { changeOrder } from './change-order.js';
import { timeMember } from './time-of-turn.js';

/** How the new question leans on the one before. */
export interface Manner {
  /** What it names takes the place of what was there. */
  readonly replace: boolean;
  /** What it names is added to what was there. */
  readonly add: boolean;
}

/** The query before while the new question is laid over it. */
export interface Change {
  readonly input: FollowUpInput;
  readonly last: SemanticQuery;
  readonly manner: Manner;
  readonly assumptions: string[];
  metrics: MetricRef[];
  dimensions: DimensionRef[];
  filters: Filter[];
  timeRange: TimeRange | null;
  sort: Sort[];
  limit: number | null;
  calculations: SemanticQuery['calculations'];
  entity: string | null;
  having: SemanticQuery['having'];
  /** Indexes of the groups within which what is counted is counted now. */
  countWithin: readonly number[];
  /** Whether the new question names a figure of its own. */
  newFigure: boolean;
  touched: boolean;
  /** "all of them": what was cut off is shown again. */
  shownWhole?: boolean;
}

/** Lays what the new question says over the interpretation before. *Returns* null when it changes nothing that is known. */
export function changeQuery(asked: FollowUpInput, last: SemanticQuery, manner: Manner): FollowUp | null {
  const conditions = asked.reading.conditions.map((c) => {
    const filter = inSameField(last, asked, c.filter, c.at);
    const owner = filter.kind === 'compare' ? (filter.member.split('.')[0] ?? null) : c.dataset;
    return filter === c.filter ? c : { ...c, filter, dataset: owner };
  });
  const input = { ...asked, reading: { ...asked.reading, conditions } };
  if (ranksOtherThings(input.reading, last, input.model)) return null;
  // "sort by rentals" of something that is not shown would group by single rentals.
  if (/^(sort|order)$/.test(input.items[0]?.tokens[0]?.lower ?? '') && input.reading.dimensions.length > 0) return null;
  const change: Change = {
    input,
    last,
    manner,
    assumptions: [],
    metrics: last.metrics,
    dimensions: last.dimensions,
    filters: [...last.filters],
    timeRange: last.time_range,
    sort: last.sort,
    limit: last.limit,
    calculations: last.calculations,
    entity: last.entity ?? null,
    having: last.having,
    countWithin: last.count_within ?? [],
    newFigure: false,
    touched: false,
  };
  takeOthers(change);
  changeFigures(change);
  changeGroups(change);
  changeConditions(change);
  const compared = changeCalculations(change);
  if (compared === null || (!compared && !changeTimes(change))) return null;
  if (change.timeRange !== last.time_range) pinPeriod(change);
  changeOrder(change);
  if (!change.touched) return null;
  const query = toQuery(change);
  if (!query) return null;
  usePronouns(input.items);
  useLeads(input);
  const otherwise = conditions.some((c, i) => c !== asked.reading.conditions[i]) || change.shownWhole === true;
  const connectors = change.shownWhole
    ? input.reading.connectors.filter((c) => c.op !== 'every')
    : input.reading.connectors;
  return {
    query,
    assumptions: change.assumptions,
    ...(otherwise ? { reading: { ...input.reading, connectors } } : {}),
  };
}

/** "and in May?", after the busiest month: among single periods nothing is ranked any more. */
function pinPeriod(change: Change): void {
  const { timeRange, dimensions, limit } = change;
  const days = daysOf(timeRange) ?? 0;
  const ranked = dimensions.length === 1 && limit !== null && change.metrics.length > 0;
  const pinned = dimensions.some((d) => d.grain && days > 0 && days <= longestDays(d.grain));
  if (ranked && pinned) [change.dimensions, change.limit, change.sort] = [[], null, []];
}

/** The changed query as a whole: what depended on a figure or group that is gone goes too. */
function toQuery(change: Change): SemanticQuery | null {
  const { last, input, metrics, entity, limit } = change;
  const other = metrics !== last.metrics;
  const member = timeMember(input.model, last, metrics, change.dimensions, change.timeRange);
  const sort =
    other && limit !== null && change.dimensions.length > 0 && !entity
      ? [{ by: 'metric:0', direction: change.sort[0]?.direction ?? ('desc' as const) }]
      : change.sort;
  const moved = change.timeRange && member && change.timeRange.member !== member && other;
  const timeRange = moved && change.timeRange ? { ...change.timeRange, member } : change.timeRange;
  const dimensions = change.dimensions.map((d) => (d.grain && member && other ? { ...d, member } : d));
  const { attributes, having: before, count_groups: counts, count_within: _within, fold, ...rest } = last;
  const { having } = change;
  // "only store 1", after "how many … more than": still one count, unless the first of them are asked for.
  const folds =
    !other &&
    !entity &&
    dimensions.length > 0 &&
    (!input.reading.rank || fold !== undefined || change.countWithin.length > 0);
  const parsed = SemanticQuerySchema.safeParse({
    ...rest,
    metrics,
    dimensions,
    filters: change.filters,
    time_range: timeRange,
    limit,
    calculations: change.calculations,
    entity,
    sort: dimensions.length === 0 && !entity ? [] : sort,
    ...(entity ? { attributes } : {}),
    ...(having && (!other || having !== before) ? { having } : {}),
    ...(counts && folds ? { count_groups: true } : {}),
    ...(counts && folds && change.countWithin.length > 0 ? { count_within: [...change.countWithin] } : {}),
    ...(fold && folds && change.dimensions === last.dimensions ? { fold } : {}),
    ...(limit !== null && dimensions.length > 0 ? { with_ties: true } : {}),
    ...(dimensions.length === 0 && !entity ? { limit: null, with_ties: undefined } : {}),
    limit_per: change.dimensions === last.dimensions ? last.limit_per : undefined,
    offset: input.reading.rank ? input.reading.rank.offset || undefined : last.offset,
  });
  return parsed.success ? parsed.data : null;
}

const LEADS = ['instead', 'same', 'about', 'only', 'and', 'by', 'or', 'except', 'list'];

function useLeads({ items }: FollowUpInput): void {
  const first = items[0];
  if (first?.status === 'open' && /^(restrict|limit|narrow|filter|use|take)$/.test(first.tokens[0]?.lower ?? ''))
    [first.status, first.as] = ['used', 'changes the answer before'];
  for (const item of items)
    if (item.status === 'open' && item.meanings.some((m) => m.kind === 'operator' && LEADS.includes(m.op)))
      [item.status, item.as] = ['used', 'changes the answer before'];
}
