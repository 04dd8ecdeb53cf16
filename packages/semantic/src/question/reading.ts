import type { Aggregate, Filter, MetricRef, Range, SemanticQuery, TimeGrain } from '@copilot/contracts';
import type { TimeExpression } from './calendar.js';
import type { Operator } from './operators.js';

export type Form =
  | 'count'
  | 'how_much'
  | 'how_often'
  | 'how_long'
  | 'which'
  | 'what'
  | 'who'
  | 'where'
  | 'when'
  | 'list'
  | 'yes_no'
  | 'compare';

/** What is listed, grouped or ranked: an entity of a dataset, a field, or a stretch of time. */
export type Subject =
  | { readonly kind: 'dataset'; readonly dataset: string }
  | { readonly kind: 'field'; readonly member: string }
  | { readonly kind: 'grain'; readonly grain: TimeGrain };

/** A figure that the question asks for. */
export interface Measure {
  readonly ref: MetricRef;
  /** Named outright, or only implied by a verb. */
  readonly from: 'noun' | 'verb' | 'count';
  readonly at: number;
  /** Counted dataset, for "how many customers". */
  readonly counted: string | null;
}

export interface Condition {
  readonly filter: Filter;
  readonly dataset: string | null;
  readonly at: number;
  /** Joined with "or"/"and" to the one before. */
  readonly joined: 'and' | 'or' | 'versus' | null;
}

/** A verb or noun that says something happened: "rented", "has no copies". */
export interface Event {
  readonly dataset: string;
  readonly at: number;
  readonly negated: boolean;
  readonly verb: boolean;
  /** "none in May but some in June": affirmed once more, for what follows. */
  readonly again?: boolean;
}

export interface Rank {
  direction: 'asc' | 'desc';
  count: number | null;
  offset: number;
  at: number;
}

/**
 * What is said of all that belongs to one thing: it covers every value ("in every month"), has so many different ones ("in two or more
 * stores"), shares one so often ("the same film twice"), or has nothing else ("only Comedy").
 */
export interface SetPhrase {
  readonly kind: 'all' | 'distinct' | 'same' | 'only';
  /** The things that are tested; null for the persons behind "who". */
  readonly entity: string | null;
  /** The dataset whose rows belong to them; null where the conditions that follow decide. */
  readonly link: string | null;
  /** The values that are covered, counted or shared. */
  readonly subject: Subject | null;
  readonly op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte';
  readonly value: number;
  readonly negated: boolean;
  /** From here on, conditions and times belong to the phrase. */
  readonly from: number;
  readonly at: number;
}

export interface FigureCondition {
  readonly at: number;
  readonly op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | 'between';
  readonly values: readonly number[];
  readonly measure: MetricRef;
  readonly against: Aggregate | null;
  /** "with at least three rooms": what each of them has of itself, whatever happened to it. */
  readonly held?: boolean;
  /** "more in June than in May": the figure of one side against that of the other; how the two are set against each other. */
  readonly sides?: 'difference' | 'percent' | 'ratio';
  /** "grew from May to June": the side that is said later is set against the one before. */
  readonly later?: boolean;
  /** "half of the average": so many times what it is set against. */
  readonly factor?: number;
  /** The same figure over everything is what the groups are set against, not the average of the groups. */
  readonly overall?: boolean;
  /** "… of their own town": the field that says which of the groups share an average. */
  readonly within?: string;
  /** "have at least three rooms", not after "that" or "which": said of those that the sentence is about, not of the noun before it. */
  readonly finite?: boolean;
}

/** "how much more … than", "by how many percent", "how many times as many": two figures set against each other. */
export interface Contrast {
  readonly kind: 'difference' | 'percent' | 'ratio';
  /** "less", "fewer": the second is taken less the first. */
  readonly less: boolean;
  /** Said of growth: the later stands against the earlier, and one period against the one before where none are named. */
  readonly growth: boolean;
  /** "the difference between": neither side is said to be the greater. */
  readonly unsigned?: boolean;
  readonly at: number;
}

/** Ranges or steps that the question gives, and the field or figure whose values they sort. */
export interface Spread {
  readonly at: number;
  readonly of:
    { readonly kind: 'field'; readonly member: string } | { readonly kind: 'figure'; readonly ref: MetricRef };
  readonly groups: { readonly ranges: readonly Range[] } | { readonly width: number };
}

/** Everything found while reading a question, before it becomes a semantic query. */
export interface Reading {
  form: Form | null;
  readonly measures: Measure[];
  readonly verbs: { readonly metric: string; readonly at: number }[];
  /** `ratio` where the word "per" was said, which divides as well as it splits up. */
  readonly dimensions: {
    readonly subject: Subject;
    readonly at: number;
    readonly per: boolean;
    readonly ratio?: boolean;
  }[];
  subject: { readonly subject: Subject; readonly at: number } | null;
  /** `single`: one of them; `owns`: said only of whose the ranked field is, as in "the highest fee of any club". */
  readonly mentions: {
    readonly dataset: string;
    readonly at: number;
    readonly single?: boolean;
    readonly owns?: boolean;
    /** "the average guest": each of them stands for all. */
    readonly averaged?: boolean;
  }[];
  readonly attributes: { readonly members: readonly string[]; readonly at: number }[];
  readonly conditions: Condition[];
  readonly events: Event[];
  readonly times: { readonly time: TimeExpression; readonly at: number; readonly negated: boolean }[];
  readonly figureConditions: FigureCondition[];
  /** "under 60, 60 to 120 and over 120 minutes", "in steps of 30 minutes". */
  spread: Spread | null;
  readonly sets: SetPhrase[];
  contrast: Contrast | null;
  /** "including none": groups without rows are shown as well. */
  fill: boolean;
  rank: Rank | null;
  rankMeasure: MetricRef | null;
  aggregate: { readonly aggregate: Aggregate; readonly fraction: number | null; readonly at: number } | null;
  /** Places of things that are said to have done something: "at what hours do customers pay". */
  readonly doers: number[];
  /** Further percentiles of the same figure: "the 25th and 75th". */
  readonly percentiles: number[];
  /** "by the month of their first rental": things sorted by when something first or last happened to them. */
  cohort: {
    readonly dataset: string;
    readonly edge: 'min' | 'max';
    readonly grain: TimeGrain;
    readonly at: number;
  } | null;
  readonly calculations: {
    readonly kind: 'share' | 'growth' | 'running' | 'moving' | 'cumulative' | 'rank';
    readonly window: number | null;
    readonly percent: boolean;
    readonly at: number;
    /** Where the verb stands that says which part of the whole is meant. */
    readonly part?: number;
    /** "of each month's takings": the groups whose parts add up to a whole of their own. */
    readonly within?: Subject;
  }[];
  distinct: boolean;
  extreme: 'min' | 'max' | null;
  readonly connectors: { readonly op: Operator; readonly at: number }[];
  readonly assumptions: string[];
  pronoun: number | null;
  only: boolean;
  /** "but not both" ends the question: one of two things said, not the two together. */
  notBoth: boolean;
  /** "active and inactive": both sides of one condition are named, and are the groups. */
  bothSides: boolean;
  /** "in store 1 and in store 2": the place is said twice, so that both are meant, not either. */
  eachPlace: boolean;
  /** Time fields that a verb of the question speaks of, with the place of the verb. */
  readonly timeFields: { readonly member: string; readonly at: number }[];
  /** "made their first rental": the event whose first or last is meant. */
  edgeEvent: { readonly dataset: string; readonly edge: 'first' | 'last'; readonly at: number } | null;
  /** "the last record she bought": the thing that came up when something happened first or last. */
  edgeThing: {
    readonly thing: string;
    readonly event: string;
    readonly direction: 'asc' | 'desc';
    readonly count: number;
    readonly at: number;
  } | null;
  /** "how many days": stretches of time are counted. */
  countedGrain: TimeGrain | null;
  /** "more" or "fewer" was said of something that comes later: "more R or PG films". */
  moreOf: boolean;
  /** "is A longer than B": two that are named are set against each other, so that they are the groups and nothing else is listed. */
  setAgainst: boolean;
  /** "sum of" was said here. */
  sumOf: number | null;
  /** "total" was said. */
  total: boolean;
  /** "together", "combined": one figure over all that are ranked. */
  together: boolean;
  /** "just the figure": who or what comes first is not asked for. */
  figureOnly: boolean;
  /** "make up 80 percent of": the part of the whole, in percent, that the first of a ranking reach. */
  reaches: number | null;
  /** "and how many of them": from here on a part of what was counted is counted. */
  partOf: number | null;
  /** "in hours": the unit that a figure is wanted in, where its field is kept in another. */
  unit: string | null;
  /** A count was asked for and nothing was named to count. */
  counting: boolean;
}

export interface Draft {
  readonly query: SemanticQuery;
  readonly assumptions: readonly string[];
  /** Lowers the confidence: guesses that a careful reader would mention. */
  readonly doubts: number;
}

export function emptyReading(): Reading {
  return {
    form: null,
    measures: [],
    verbs: [],
    dimensions: [],
    subject: null,
    mentions: [],
    attributes: [],
    conditions: [],
    events: [],
    times: [],
    figureConditions: [],
    spread: null,
    sets: [],
    contrast: null,
    fill: false,
    rank: null,
    rankMeasure: null,
    aggregate: null,
    doers: [],
    percentiles: [],
    cohort: null,
    calculations: [],
    distinct: false,
    extreme: null,
    connectors: [],
    assumptions: [],
    pronoun: null,
    only: false,
    notBoth: false,
    bothSides: false,
    eachPlace: false,
    counting: false,
    total: false,
    together: false,
    figureOnly: false,
    reaches: null,
    moreOf: false,
    setAgainst: false,
    sumOf: null,
    timeFields: [],
    edgeEvent: null,
    edgeThing: null,
    partOf: null,
    unit: null,
    countedGrain: null,
  };
}
