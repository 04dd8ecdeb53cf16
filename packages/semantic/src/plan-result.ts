import type {
  Clarification,
  Conversation,
  Problem,
  ResultColumn,
  RolePolicy,
  SemanticQuery,
  UserContext,
  Word,
} from '@copilot/contracts';
import type { WhyEmpty } from './answer/why-empty.js';
import type { Clock } from './question/resolve-time.js';
import type { ValueIndex } from './question/value-index.js';

/** Everything that planning may look at. `values` and `clock` were read under the asker's own scope. */
export interface PlanInput {
  readonly question: string;
  readonly rolePolicy: RolePolicy;
  readonly context: UserContext;
  readonly values: ValueIndex;
  readonly clock: Clock;
  readonly conversation?: Conversation | null;
}

export interface Planned {
  readonly kind: 'planned';
  readonly query: SemanticQuery;
  readonly sql: string;
  readonly columns: readonly ResultColumn[];
  readonly words: readonly Word[];
  readonly assumptions: readonly string[];
  readonly confidence: number;
  readonly restated: string;
  readonly steps: readonly string[];
  readonly definitions: readonly { readonly name: string; readonly description: string }[];
  /** How to find out what emptied the answer, should it be empty. */
  whyEmpty(): WhyEmpty;
}

export interface NotPlanned {
  readonly kind: 'clarify' | 'refuse';
  readonly problem: Problem;
  readonly clarification: Clarification | null;
  readonly words: readonly Word[];
  readonly suggestions: readonly string[];
}
