/**
 * How a function may be called: as a plain function, an aggregate (also over a window), a window function, an aggregate over an
 * ordered set (WITHIN GROUP), a hypothetical or window ranking, or as one that returns several rows.
 */
export type FunctionKind = 'plain' | 'aggregate' | 'window' | 'ordered' | 'ranking' | 'rows';

export interface AllowedFunction {
  readonly kind: FunctionKind;
  /** Smallest and largest number of arguments. */
  readonly args: readonly [number, number];
  /** Whether arguments may be named, `days => 3`. */
  readonly named: boolean;
}

interface Group {
  readonly kind: FunctionKind;
  readonly why: string;
  readonly names: Readonly<Record<string, readonly [number, number]>>;
  readonly named?: boolean;
}

const any = 50;

/**
 * Every function that a statement may call, by name and number of arguments. A new entry must compute a value from its arguments
 * alone: nothing that takes SQL as text, reads files, settings, sessions, locks, sequences or catalogs. Where an argument sets the
 * size of the result, `output-size` or `generators` bounds it; where one is a regular expression, `patterns` does.
 */
const groups: readonly Group[] = [
  {
    kind: 'aggregate',
    why: 'totals, averages and lists of a group',
    names: {
      count: [0, 1],
      sum: [1, 1],
      avg: [1, 1],
      min: [1, 1],
      max: [1, 1],
      stddev: [1, 1],
      stddev_samp: [1, 1],
      stddev_pop: [1, 1],
      variance: [1, 1],
      var_samp: [1, 1],
      var_pop: [1, 1],
      corr: [2, 2],
      covar_pop: [2, 2],
      covar_samp: [2, 2],
      regr_slope: [2, 2],
      regr_intercept: [2, 2],
      regr_r2: [2, 2],
      regr_count: [2, 2],
      regr_avgx: [2, 2],
      regr_avgy: [2, 2],
      bool_and: [1, 1],
      bool_or: [1, 1],
      every: [1, 1],
      any_value: [1, 1],
      string_agg: [2, 2],
      array_agg: [1, 1],
      json_agg: [1, 1],
      jsonb_agg: [1, 1],
      json_object_agg: [2, 2],
      jsonb_object_agg: [2, 2],
    },
  },
  {
    kind: 'ordered',
    why: 'medians, percentiles and the most frequent value',
    names: { percentile_cont: [1, 1], percentile_disc: [1, 1], mode: [0, 0] },
  },
  {
    kind: 'ranking',
    why: 'ranks, over a window or of a hypothetical row',
    names: { rank: [0, any], dense_rank: [0, any], percent_rank: [0, any], cume_dist: [0, any] },
  },
  {
    kind: 'window',
    why: 'neighbours and buckets over a window',
    names: {
      row_number: [0, 0],
      ntile: [1, 1],
      lag: [1, 3],
      lead: [1, 3],
      first_value: [1, 1],
      last_value: [1, 1],
      nth_value: [2, 2],
    },
  },
  {
    kind: 'plain',
    why: 'dates and times',
    named: true,
    names: {
      date_trunc: [2, 3],
      date_part: [2, 2],
      extract: [2, 2],
      date_bin: [3, 3],
      age: [1, 2],
      now: [0, 0],
      date: [1, 1],
      timezone: [1, 2],
      overlaps: [4, 4],
      isfinite: [1, 1],
      justify_days: [1, 1],
      justify_hours: [1, 1],
      justify_interval: [1, 1],
      make_date: [3, 3],
      make_time: [3, 3],
      make_timestamp: [6, 6],
      make_timestamptz: [6, 7],
      make_interval: [0, 7],
      to_date: [2, 2],
      to_timestamp: [1, 2],
      to_char: [2, 2],
    },
  },
  {
    kind: 'plain',
    why: 'text',
    names: {
      lower: [1, 1],
      upper: [1, 1],
      initcap: [1, 1],
      length: [1, 1],
      char_length: [1, 1],
      character_length: [1, 1],
      octet_length: [1, 1],
      btrim: [1, 2],
      ltrim: [1, 2],
      rtrim: [1, 2],
      left: [2, 2],
      right: [2, 2],
      substr: [2, 3],
      substring: [2, 3],
      overlay: [3, 4],
      position: [2, 2],
      strpos: [2, 2],
      split_part: [3, 3],
      starts_with: [2, 2],
      replace: [3, 3],
      translate: [3, 3],
      reverse: [1, 1],
      concat: [1, any],
      concat_ws: [2, any],
      format: [1, any],
      repeat: [2, 2],
      lpad: [2, 3],
      rpad: [2, 3],
      ascii: [1, 1],
      chr: [1, 1],
      to_number: [2, 2],
      like_escape: [2, 2],
      similar_to_escape: [1, 2],
      regexp_replace: [3, 4],
      regexp_match: [2, 3],
      regexp_like: [2, 3],
      regexp_count: [2, 4],
      regexp_substr: [2, 6],
      regexp_split_to_array: [2, 3],
    },
  },
  {
    kind: 'plain',
    why: 'numbers',
    names: {
      abs: [1, 1],
      ceil: [1, 1],
      ceiling: [1, 1],
      floor: [1, 1],
      round: [1, 2],
      trunc: [1, 2],
      sign: [1, 1],
      mod: [2, 2],
      div: [2, 2],
      sqrt: [1, 1],
      cbrt: [1, 1],
      power: [2, 2],
      pow: [2, 2],
      exp: [1, 1],
      ln: [1, 1],
      log: [1, 2],
      log10: [1, 1],
      width_bucket: [2, 4],
      num_nulls: [1, any],
      num_nonnulls: [1, any],
    },
  },
  {
    kind: 'plain',
    why: 'arrays, such as the special features of a film',
    names: {
      array_length: [2, 2],
      array_lower: [2, 2],
      array_upper: [2, 2],
      array_positions: [2, 2],
      array_replace: [3, 3],
      cardinality: [1, 1],
      array_position: [2, 3],
      array_to_string: [2, 3],
      array_remove: [2, 2],
      array_append: [2, 2],
      array_prepend: [2, 2],
      array_cat: [2, 2],
      string_to_array: [2, 3],
    },
  },
  {
    kind: 'plain',
    why: 'several values of a row in one',
    names: {
      json_build_object: [0, any],
      jsonb_build_object: [0, any],
      json_build_array: [0, any],
      jsonb_build_array: [0, any],
    },
  },
  {
    kind: 'rows',
    why: 'rows out of arrays, texts and ranges',
    names: {
      unnest: [1, 4],
      generate_series: [2, 3],
      string_to_table: [2, 3],
      regexp_split_to_table: [2, 3],
      regexp_matches: [2, 3],
    },
  },
];

/** The allow-list by name. */
export const allowedFunctions: ReadonlyMap<string, AllowedFunction> = new Map(
  groups.flatMap(({ kind, names, named }) =>
    Object.entries(names).map(([name, args]) => [name, { kind, args, named: named ?? false }] as const),
  ),
);
