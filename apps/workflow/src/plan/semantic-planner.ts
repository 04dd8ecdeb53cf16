import type {
  Clarification,
  Completions,
  Catalog,
  Conversation,
  Problem,
  ResultColumn,
  RolePolicy,
  SemanticQuery,
  UserContext,
  Widget,
  Word,
} from '@copilot/contracts';
import type { ReadResult } from '../execute/statement-reader.js';
import type { RoleModel } from '../retrieve/role-model.js';
import type { ScopeData } from '../retrieve/create-scope-data-loader.js';

/** What the built-in planner needs to know about the asker and the data. */
export interface PlannerInput {
  readonly rolePolicy: RolePolicy;
  readonly context: UserContext;
  readonly data: ScopeData;
  readonly conversation: Conversation | null;
}

export type SemanticPlan =
  | {
      readonly kind: 'planned';
      readonly query: SemanticQuery;
      readonly sql: string;
      readonly words: readonly Word[];
      readonly assumptions: readonly string[];
      readonly confidence: number;
      readonly restated: string;
      readonly steps: readonly string[];
      readonly definitions: readonly { readonly name: string; readonly description: string }[];
      /** Turns the result of this very plan into what a person reads. */
      readonly render: (result: ReadResult, emptied?: Emptied) => Rendered;
      /** How to find out what emptied this result; null when it is not empty. */
      readonly checkEmpty?: (result: ReadResult) => EmptyCheck | null;
    }
  | {
      readonly kind: 'clarify' | 'refuse';
      readonly problem: Problem;
      readonly clarification: Clarification | null;
      readonly words: readonly Word[];
      readonly suggestions: readonly string[];
    };

/** Statements that each leave one condition out, for a result that holds nothing. */
export interface EmptyCheck {
  readonly outside: Emptied['outside'];
  readonly probes: readonly {
    readonly sql: string;
    /** What leaving the condition out tells; null when there is still nothing. */
    readonly judge: (result: ReadResult) => Emptied['culprits'][number] | null;
  }[];
}

/** Why a result holds nothing. */
export interface Emptied {
  /** Span of the data, when the period asked about lies outside it. */
  readonly outside: { readonly from: string; readonly to: string; readonly question: string | null } | null;
  /** Conditions each of which alone emptied it. */
  readonly culprits: readonly {
    readonly label: string;
    readonly formatted: string | null;
    readonly question: string | null;
  }[];
}

/** What a person reads of a result. */
export interface Rendered {
  readonly answer: string;
  readonly columns: readonly ResultColumn[];
  readonly widgets: readonly Widget[];
  readonly suggestions: readonly string[];
}

/** The built-in planner, as this service uses it. Pure: everything it knows stands in its input. */
export interface SemanticPlanner {
  plan(question: string, input: PlannerInput): SemanticPlan;
  /** Compiles an interpretation that a person edited, in the place of planning. */
  compile(query: SemanticQuery, question: string, input: PlannerInput): SemanticPlan;
  roleModel(rolePolicy: RolePolicy): RoleModel;
  catalog(rolePolicy: RolePolicy): Catalog;
  suggestions(input: PlannerInput): readonly string[];
  /** How a text that is being typed may go on. */
  complete?(text: string, input: PlannerInput): Completions;
}
