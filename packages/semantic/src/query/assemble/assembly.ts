import type { Calculation, Filter, TimeRange } from '@copilot/contracts';
import type { Field, Model } from '../../model/model.js';
import type { Draft, Measure, Reading } from '../../question/reading.js';
import type { Clock } from '../../question/resolve-time.js';

export interface AssembleContext {
  readonly model: Model;
  readonly clock: Clock;
  /** Range of the turn before, for "the month after". */
  readonly previousTime: TimeRange | null;
}

/** What keeps a reading from becoming a query. */
export interface Gap {
  readonly code: 'nothing-asked' | 'no-figure' | 'no-entity' | 'unsure';
  readonly hint: string;
}

export type Assembled = { readonly draft: Draft } | { readonly gap: Gap };

/** A query while it is put together from one reading. The reading is used up on the way: what a step places, it takes out. */
export interface Assembly extends AssembleContext {
  readonly reading: Reading;
  /** What was taken for granted, told to the person. */
  readonly assumptions: string[];
  readonly filters: Filter[];
  timeRange: TimeRange | null;
  /** Guesses that a careful reader would mention. */
  doubts: number;
  /** A time was named and the figure has none of its own. */
  unclearTime: boolean;
  /** The field whose values are spread out, for a distribution. */
  spread: Field | undefined;
  /** The figures as they now stand, for what depends on their time. */
  measures: readonly Measure[];
  /** Whether something said of all that belongs to a thing became a condition. */
  setsPlaced: boolean;
  /** Conditions said after a verb: "rented at store 1" is about the rental, whatever store the customer belongs to. */
  readonly eventFilters: Set<Filter>;
  /** What is computed between the figures of a contrast. */
  contrasts: readonly Calculation[];
  /** Whether named values or times became the groups. */
  comparesGroups: boolean;
}

export function createAssembly(reading: Reading, context: AssembleContext): Assembly {
  return {
    ...context,
    reading,
    assumptions: [],
    filters: [],
    timeRange: null,
    doubts: 0,
    unclearTime: false,
    spread: undefined,
    contrasts: [],
    comparesGroups: false,
    setsPlaced: false,
    eventFilters: new Set(),
    measures: reading.measures,
  };
}
