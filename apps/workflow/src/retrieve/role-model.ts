import type { Format } from '@copilot/contracts';

/** What this service needs of the semantic model of one role. The model of `@copilot/semantic` fits. */
export interface RoleModel {
  readonly datasets: ReadonlyMap<string, DatasetFacts>;
  readonly relationships: readonly RelationshipFacts[];
  readonly metrics: ReadonlyMap<string, MetricFacts>;
  readonly namedFilters: ReadonlyMap<string, NamedFilterFacts>;
}

export interface DatasetFacts {
  readonly name: string;
  readonly view: string;
  readonly description: string;
  readonly synonyms: readonly string[];
  readonly bridge: boolean;
  /** Holds totals of other datasets ready. */
  readonly rollup: boolean;
  /** Field by which its rows go through time. */
  readonly defaultTime: string | null;
  readonly fields: ReadonlyMap<string, FieldFacts>;
}

export interface FieldFacts {
  readonly dataset: string;
  readonly name: string;
  readonly expression: string;
  readonly datatype: string;
  readonly isTime: boolean;
  readonly description: string;
  readonly synonyms: readonly string[];
  readonly values: boolean;
  readonly array: boolean;
}

export interface RelationshipFacts {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly fromColumns: readonly string[];
  readonly toColumns: readonly string[];
}

export interface MetricFacts {
  readonly name: string;
  readonly dataset: string;
  readonly aggregate: string;
  readonly argument: string;
  readonly description: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly format: Format;
  readonly rollups: ReadonlyMap<string, string>;
}

export interface NamedFilterFacts {
  readonly name: string;
  readonly dataset: string;
  readonly where: string;
  readonly label: string;
  readonly words: readonly string[];
}
