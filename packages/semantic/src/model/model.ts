import type { Format } from '@copilot/contracts';
import type { Rewriting } from '../question/rewrite/rewritings.js';

/** A place where rows come from: one scoped view, with what people call it and how it behaves in a question. */
export interface Dataset {
  readonly name: string;
  /** View name without schema, `v_payments`. */
  readonly view: string;
  readonly primaryKey: readonly string[];
  readonly description: string;
  readonly synonyms: readonly string[];
  readonly fields: ReadonlyMap<string, Field>;
  /** Something that happens (has a time and parties), against something that is. */
  readonly event: boolean;
  /** Only links two datasets; never an entity of its own. */
  readonly bridge: boolean;
  /** Totals kept ready for roles that may not read the rows beneath. */
  readonly rollup: boolean;
  /** Metric that counts its rows. */
  readonly countMetric: string | null;
  readonly defaultTime: string | null;
  /** Field that "average payment" means. */
  readonly valueField: string | null;
  /** Field that an amount beside the noun means: "films at 2.99". */
  readonly priceField: string | null;
  /** Metric that "best" means when nothing else is said. */
  readonly measureMetric: string | null;
  /** Metric that counts a member once for each time something happened to it: "how many films went out" counts rentals. */
  readonly perEvent: string | null;
  /** Nouns for its members that also name what they are ranked by, by metric: spender, renter. */
  readonly doers: ReadonlyMap<string, readonly string[]>;
  readonly verbs: readonly string[];
  readonly label: readonly string[];
  readonly list: readonly string[];
  /** Fields that "where" asks for. */
  readonly where: readonly string[];
  /** Members whose possible values are its rows, whether or not anything has them: the languages that are kept on record. */
  readonly lists: readonly string[];
  /** Asked for by "who". */
  readonly who: boolean;
  /** Its members are called by number ("store 1"). */
  readonly numbered: boolean;
  readonly noun: readonly [string, string];
}

export type Datatype =
  'String' | 'Integer' | 'Decimal' | 'Float' | 'Boolean' | 'Date' | 'Time' | 'DateTime' | 'DateTimeTz' | 'Opaque';

export interface Field {
  readonly dataset: string;
  readonly name: string;
  /** SQL over columns of its own view. */
  readonly expression: string;
  readonly datatype: Datatype;
  readonly isTime: boolean;
  readonly description: string;
  readonly synonyms: readonly string[];
  readonly format: Format | null;
  /** Distinct values are indexed so that a question may name them. */
  readonly values: boolean;
  readonly person: boolean;
  /** Values are places, and people or things from there are called by their adjectives. */
  readonly demonyms: boolean;
  /** A first or last name: meant only where the question names the field. */
  readonly partOfName: boolean;
  /** Names a place that people and things are in. */
  readonly place: boolean;
  readonly array: boolean;
  readonly entity: boolean;
  readonly search: boolean;
  readonly year: boolean;
  /** Said of several things it is their sum: "the replacement value of the stock". */
  readonly sums: boolean;
  readonly verbs: readonly string[];
  readonly adjectives: readonly string[];
  readonly moreWords: readonly string[];
  readonly lessWords: readonly string[];
  /** Unit word → factor into the unit of the field. */
  readonly units: ReadonlyMap<string, number>;
  readonly order: readonly string[];
  /** Value → other words for it: Sci-Fi is science fiction. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

export interface Relationship {
  readonly name: string;
  /** The many side. */
  readonly from: string;
  readonly to: string;
  readonly fromColumns: readonly string[];
  readonly toColumns: readonly string[];
  readonly preferred: boolean;
}

export interface Metric {
  readonly name: string;
  readonly dataset: string;
  readonly aggregate: 'count' | 'count_distinct' | 'sum' | 'avg' | 'min' | 'max';
  /** SQL over columns of the dataset's view. */
  readonly argument: string;
  readonly description: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly format: Format;
  /** `dataset.field` by which the metric goes through time. */
  readonly time: string | null;
  readonly verbs: readonly string[];
  readonly adjectives: readonly string[];
  readonly actives: readonly string[];
  /** Entity whose figures its average is taken of: the average order value is per order. */
  readonly averagePer: string | null;
  /** Rollup dataset → its column that holds this metric ready-made. */
  readonly rollups: ReadonlyMap<string, string>;
}

export interface NamedFilter {
  readonly name: string;
  readonly dataset: string;
  /** SQL condition over columns of the dataset's view. */
  readonly where: string;
  readonly oppositeWhere: string | null;
  readonly label: string;
  readonly words: readonly string[];
  readonly opposite: readonly string[];
  /** Nobody wants it: the more of it, the worse. */
  readonly unwelcome: boolean;
  /** Usable as a noun: "late returns". */
  readonly noun: boolean;
  /** Rates of this condition are taken among rows of this other condition: `not still_out`. */
  readonly among: { readonly name: string; readonly negate: boolean } | null;
}

export interface VagueWord {
  readonly words: readonly string[];
  readonly direction: 'asc' | 'desc';
}

export interface Model {
  readonly name: string;
  readonly description: string;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly relationships: readonly Relationship[];
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly namedFilters: ReadonlyMap<string, NamedFilter>;
  /** Pairs of members that may be compared row by row; the first belongs to what happens, the second is reached from it. */
  readonly comparable: readonly (readonly [string, string])[];
  readonly vagueWords: readonly VagueWord[];
  readonly filler: readonly string[];
  /** Ways of speaking of this business, each with the other words that it is read as. */
  readonly idioms: readonly Rewriting[];
  readonly currency: string;
  /** Members of the whole model that this role may not see; empty for the whole model. */
  readonly hidden: ReadonlySet<string>;
  readonly scopeDataset: string | null;
  readonly scopeNoun: readonly [string, string];
}

/** Finds `dataset.field`; undefined when the model (or the role's part of it) has none. */
export function findField(model: Model, member: string): Field | undefined {
  const [dataset, field] = member.split('.');
  return dataset && field ? model.datasets.get(dataset)?.fields.get(field) : undefined;
}

export function memberOf(field: Field): string {
  return `${field.dataset}.${field.name}`;
}
