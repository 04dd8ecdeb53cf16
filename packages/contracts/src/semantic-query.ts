import { z } from 'zod';

/** A member is addressed as `dataset.field` or by the name of a metric. */
const Member = z.string().regex(/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/);
export const TimeGrainSchema = z.enum([
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
  'weekday',
  'hour_of_day',
  'month_of_year',
  'quarter_of_year',
  'day_of_month',
]);
export type TimeGrain = z.infer<typeof TimeGrainSchema>;

const Scalar = z.union([z.string().max(500), z.number(), z.boolean()]);

export const AggregateSchema = z.enum([
  'count',
  'count_distinct',
  'sum',
  'avg',
  'min',
  'max',
  'median',
  'percentile',
  'stddev',
  'variance',
  'mode',
]);
export type Aggregate = z.infer<typeof AggregateSchema>;

/**
 * A figure to compute: a metric of the model, or an aggregate over a field (`aggregate` + `field`), or an aggregate over a metric
 * taken per entity (`per`: "average revenue per customer"; `aggregate` says how the per-entity figures are combined).
 */
export const MetricRefSchema = z.strictObject({
  metric: Member.optional(),
  field: Member.optional(),
  /** Dataset over whose rows the field is aggregated, when it is not the field's own: the replacement cost of every copy. */
  of: z.string().optional(),
  aggregate: AggregateSchema.optional(),
  /** 0…1, for `percentile`. */
  fraction: z.number().min(0).max(1).optional(),
  /** Dataset whose entities the inner figure is taken for. */
  per: z.string().optional(),
  /** Filters of this figure alone ("share of Action in revenue", "late against all"). */
  filters: z.array(z.lazy((): z.ZodType => FilterSchema)).optional(),
  /** Divide by this figure (ratios, shares). */
  over: z.lazy((): z.ZodType => MetricRefSchema).optional(),
  /** The unit that the figure is shown in, and how much of the field's own makes one of it: 60 minutes an hour. */
  unit: z.strictObject({ name: z.string().max(40), size: z.number().positive() }).optional(),
  /** Times 100, for percentages. */
  percent: z.boolean().optional(),
  label: z.string().optional(),
}) as z.ZodType<MetricRef>;
export interface MetricRef {
  metric?: string;
  field?: string;
  of?: string;
  aggregate?: Aggregate;
  fraction?: number;
  per?: string;
  filters?: Filter[];
  over?: MetricRef;
  unit?: { name: string; size: number };
  percent?: boolean;
  label?: string;
}

/** One range of user-given groups. `from` and `to` belong to it, `above` and `below` do not; a bound that is left out is open. */
export const RangeSchema = z.strictObject({
  from: z.number().optional(),
  above: z.number().optional(),
  to: z.number().optional(),
  below: z.number().optional(),
  label: z.string().max(80),
});
export type Range = z.infer<typeof RangeSchema>;

export const DimensionRefSchema = z.strictObject({
  member: Member,
  grain: TimeGrainSchema.optional(),
  /**
   * Groups by a figure that each entity has of its own, not by `member`, which is then the key of the entity: customers by how many
   * rentals they have, by the month of their first. Its `filters` say over which rows it is taken.
   */
  figure: MetricRefSchema.optional(),
  /** User-given ranges of the value, in the order in which they are shown; a value belongs to the first that holds it. */
  ranges: z.array(RangeSchema).min(1).max(20).optional(),
  /** With `figure` and `grain`: only the entities whose time lies in [from, to). */
  within: z.strictObject({ from: z.string().optional(), to: z.string().optional() }).optional(),
  /** Upper bounds of user-given buckets, ascending: [1, 3, 5] makes up to 1, above 1 up to 3, above 3 up to 5, above 5. */
  buckets: z.array(z.number()).optional(),
  /** Equal-width buckets. */
  bucket_width: z.number().positive().optional(),
  label: z.string().optional(),
});
export type DimensionRef = z.infer<typeof DimensionRefSchema>;

export const CompareOperatorSchema = z.enum([
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'not_in',
  'between',
  'is_null',
  'is_not_null',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'has',
  'has_not',
]);
export type CompareOperator = z.infer<typeof CompareOperatorSchema>;

/** A condition on rows. Every kind carries the `label` that a person reads on its chip. */
export type Filter =
  | {
      kind: 'compare';
      member: string;
      op: CompareOperator;
      values: (string | number | boolean)[];
      grain?: TimeGrain;
      label?: string;
    }
  | { kind: 'members'; left: string; op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte'; right: string; label?: string }
  | { kind: 'named'; name: string; negate?: boolean; label?: string }
  | { kind: 'time'; member: string; from?: string; to?: string; negate?: boolean; label?: string }
  | {
      kind: 'exists';
      dataset: string;
      negate?: boolean;
      every?: boolean;
      filters: Filter[];
      count?: { op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte'; value: number };
      /** What `count` counts: different values instead of rows ("in at least two stores"). */
      distinct?: { member: string; grain?: TimeGrain };
      /** What `count` is compared with: the sum of this field instead of the number of rows ("that spent over 90"). */
      sum?: string;
      /** `count` holds for rows that share this value ("the same film more than once"). */
      same?: { member: string; grain?: TimeGrain };
      /** The rows cover every value that there is ("in every month"). */
      all?: { member: string; grain?: TimeGrain };
      label?: string;
    }
  | {
      kind: 'against';
      member?: string;
      metric?: MetricRef;
      op: 'gt' | 'gte' | 'lt' | 'lte' | 'eq';
      aggregate: Aggregate;
      fraction?: number;
      /** So many times the aggregate: 0.5 for half of the average. */
      factor?: number;
      /** The aggregate is that of the rows which share this value with the row: the average of its own category. */
      within?: { member: string };
      of?: Filter[];
      label?: string;
    }
  | { kind: 'any'; filters: Filter[]; label?: string }
  | { kind: 'all'; filters: Filter[]; negate?: boolean; label?: string };

const label = z.string().optional();
const Nested = z.array(z.lazy((): z.ZodType<Filter> => FilterSchema)).max(20);
const OrderOp = z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte']);
const Values = z.strictObject({ member: Member, grain: TimeGrainSchema.optional() });
export const FilterSchema: z.ZodType<Filter> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('compare'),
    member: Member,
    op: CompareOperatorSchema,
    values: z.array(Scalar).max(200),
    grain: TimeGrainSchema.optional(),
    label,
  }),
  z.strictObject({ kind: z.literal('members'), left: Member, op: OrderOp, right: Member, label }),
  z.strictObject({ kind: z.literal('named'), name: z.string(), negate: z.boolean().optional(), label }),
  z.strictObject({
    kind: z.literal('time'),
    member: Member,
    from: z.string().optional(),
    to: z.string().optional(),
    negate: z.boolean().optional(),
    label,
  }),
  z.strictObject({
    kind: z.literal('exists'),
    dataset: z.string(),
    negate: z.boolean().optional(),
    every: z.boolean().optional(),
    filters: Nested,
    count: z.strictObject({ op: OrderOp, value: z.number() }).optional(),
    distinct: Values.optional(),
    sum: Member.optional(),
    same: Values.optional(),
    all: Values.optional(),
    label,
  }),
  z.strictObject({
    kind: z.literal('against'),
    member: Member.optional(),
    metric: MetricRefSchema.optional(),
    op: z.enum(['gt', 'gte', 'lt', 'lte', 'eq']),
    aggregate: AggregateSchema,
    fraction: z.number().optional(),
    factor: z.number().positive().optional(),
    within: z.strictObject({ member: Member }).optional(),
    of: Nested.optional(),
    label,
  }),
  z.strictObject({ kind: z.literal('any'), filters: Nested, label }),
  z.strictObject({ kind: z.literal('all'), filters: Nested, negate: z.boolean().optional(), label }),
]) as z.ZodType<Filter>;

/** A half-open range [from, to) of one time field, with the words it was said in. */
export const TimeRangeSchema = z.strictObject({
  member: Member,
  from: z.string().nullable(),
  to: z.string().nullable(),
  label: z.string(),
});
export type TimeRange = z.infer<typeof TimeRangeSchema>;

/** What is computed over the grouped figures, after aggregation. `metric` is an index into `metrics`. */
export const CalculationSchema = z.strictObject({
  kind: z.enum([
    'share',
    'change',
    'change_percent',
    'running',
    'moving_average',
    'rank',
    'cumulative_share',
    'difference',
    'previous',
    'ratio',
  ]),
  metric: z.int().nonnegative(),
  /** For a difference, change in percent or ratio: the figure beside it that this one is set against, not the row before. */
  against: z.int().nonnegative().optional(),
  /** For a share: indexes of the groups whose parts add up to a whole of their own; all of the figure is the whole where it is left out. */
  within: z.array(z.int().nonnegative()).min(1).optional(),
  /** The difference between two figures without its sign: how far they lie apart. */
  unsigned: z.boolean().optional(),
  /** For a rank: the least comes first. */
  ascending: z.boolean().optional(),
  /** Rows of a moving average. */
  window: z.int().min(2).max(366).optional(),
  /** Periods to look back for a change; 1 is the period before. */
  offset: z.int().min(1).max(366).optional(),
  label: z.string().optional(),
});
export type Calculation = z.infer<typeof CalculationSchema>;

export const SortSchema = z.strictObject({
  /** `metric:0`, `dimension:0`, `calculation:0` or `attribute:0`. */
  by: z.string().regex(/^(metric|dimension|calculation|attribute):\d+$/),
  direction: z.enum(['asc', 'desc']),
});
export type Sort = z.infer<typeof SortSchema>;

/** A condition on grouped figures; `metric` and `calculation` are indexes. */
export const HavingSchema = z.strictObject({
  metric: z.int().nonnegative().optional(),
  calculation: z.int().nonnegative().optional(),
  op: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between']),
  values: z.array(z.number()).max(2).optional(),
  /** Compare with an aggregate over all groups ("above average"). */
  against: AggregateSchema.optional(),
  /** So many times that aggregate: 0.5 for half of the average. */
  factor: z.number().positive().optional(),
  /** Compare with the same figure over everything instead: a group's average with the average of all rows. */
  overall: z.boolean().optional(),
  /** The aggregate is that of the groups which share this dimension (index): the average of the own country. */
  within: z.int().nonnegative().optional(),
  label: z.string().optional(),
});
export type Having = z.infer<typeof HavingSchema>;

/**
 * What was understood, without any SQL: members, filters, time range, sort, limit. Shown to people as the interpretation, edited as
 * chips, carried by conversations, taken by `POST /query`. Exactly one of two forms: figures (`metrics` not empty), or a listing of
 * one dataset's entities (`entity` with `attributes`).
 */
export const SemanticQuerySchema = z.strictObject({
  metrics: z.array(MetricRefSchema).max(8).default([]),
  dimensions: z.array(DimensionRefSchema).max(6).default([]),
  filters: z.array(FilterSchema).max(24).default([]),
  time_range: TimeRangeSchema.nullable().default(null),
  sort: z.array(SortSchema).max(6).default([]),
  limit: z.int().min(1).max(200).nullable().default(null),
  /** First rank to return; 2 for "the second most rented". */
  offset: z.int().min(0).max(10000).optional(),
  /** Keep rows that tie with the last one. */
  with_ties: z.boolean().optional(),
  /** Apply `limit` within each group of these dimensions (indexes). */
  limit_per: z.array(z.int().nonnegative()).optional(),
  having: z.array(HavingSchema).max(6).optional(),
  calculations: z.array(CalculationSchema).max(6).optional(),
  /** Dataset whose entities are listed or looked up. */
  entity: z.string().nullable().optional(),
  attributes: z.array(Member).max(24).optional(),
  /** The question was a yes/no question: the sentence says so. */
  yes_no: z.boolean().optional(),
  /** After grouping, count the groups instead of listing them ("how many customers spent over 150"). */
  count_groups: z.boolean().optional(),
  /**
   * With `count_groups`: indexes of the dimensions within whose groups the others are counted ("customers who spent over 150, by store").
   * `sort` and `limit` then go by the count.
   */
  count_within: z.array(z.int().nonnegative()).optional(),
  /** After grouping, fold the groups into one figure. */
  fold: AggregateSchema.optional(),
  /** Groups without rows are kept as zero (per store, per category), where the model says that the dimension is complete. */
  fill: z.boolean().optional(),
});
export type SemanticQuery = z.infer<typeof SemanticQuerySchema>;
