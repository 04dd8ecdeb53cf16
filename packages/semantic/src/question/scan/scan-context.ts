import type { Aggregate } from '@copilot/contracts';
import type { Field, Model } from '../../model/model.js';
import type { Item } from '../lex.js';
import type { Meaning } from '../lexicon.js';
import type { Operator } from '../operators.js';
import type { Measure, Reading, Subject } from '../reading.js';

type Of<K extends Meaning['kind']> = Extract<Meaning, { kind: K }>;

/**
 * What the rules share while a question is scanned: its items, the reading that grows, the few things said that wait for a later word,
 * and the look-ups by place. A place (`at`) is an index into the items; places outside the question mean nothing and are safe to ask for.
 */
export interface ScanContext {
  readonly items: readonly Item[];
  readonly model: Model;
  readonly reading: Reading;
  /** Datasets that the question names anywhere, so that "name" or "city" can be tied to the right one. */
  readonly datasets: ReadonlySet<string>;
  /** Place of a "how many" whose noun has not come yet. */
  pendingCount: number | null;
  /** A "not", "never" or "except" whose condition has not come yet. */
  negation: { readonly op: Operator; readonly at: number } | null;

  /** Words of the question language at a place. */
  readonly ops: (at: number) => Operator[];
  /** Whether a place holds one of these words of the question language. */
  readonly has: (at: number, ...wanted: Operator[]) => boolean;
  /** The first meaning of a kind. */
  readonly meaning: <K extends Meaning['kind']>(at: number, kind: K) => Of<K> | undefined;
  readonly meanings: <K extends Meaning['kind']>(at: number, kind: K) => Of<K>[];
  readonly numberAt: (at: number) => number | null;
  /** The next item that is not filler, from a place on. */
  readonly next: (at: number) => number;
  /** The item before a place that is not filler. */
  readonly before: (at: number) => number;
  /** The field that a noun means here: that of a dataset named nearby, else of one named anywhere. */
  readonly field: (at: number) => Field | undefined;
  /** What a noun lists or groups by. */
  readonly subjectOf: (at: number) => Subject | null;

  /** Marks an open item as understood; the text is shown to the person. */
  readonly use: (at: number, as: string) => void;
  /** The figure that counts a subject. */
  readonly countOf: (subject: Subject, at: number) => Measure | null;
  /** The figure that a noun stands for: a metric, a counted entity, or an aggregate over a field. */
  readonly measureAt: (at: number) => Measure | null;
  /** Adds a figure once. */
  readonly addMeasure: (measure: Measure) => void;
  /** The "average" or "median" said before, which is then used up. */
  readonly takeAggregate: () => { readonly aggregate: Aggregate; readonly fraction: number | null } | null;
}
