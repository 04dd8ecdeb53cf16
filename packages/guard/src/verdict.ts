import type { Problem, ScopeRule, SecurityCheck } from '@copilot/contracts';
import type { LimitKind } from './rewrite/rewrite-statement.js';

/** A view that an allowed statement reads, with the columns it reads, in the view's order; none for a bare `count(*)`. */
export interface RelationRead {
  readonly name: string;
  readonly columns: readonly string[];
  readonly scope: ScopeRule;
}

/** A column of the result; `source` is the view column whose value it passes on unchanged, for the check of stores afterwards. */
export interface OutputColumn {
  readonly name: string;
  readonly source?: { readonly view: string; readonly column: string };
}

export interface Allowed {
  readonly ok: true;
  /** The text that was checked, and the only one that may be run. */
  readonly sql: string;
  readonly relations: readonly RelationRead[];
  readonly functions: readonly string[];
  /** The literal of the outer LIMIT. */
  readonly rowLimit: number;
  /** Whether that LIMIT is the writer's own, or what the guard did. */
  readonly limit: LimitKind;
  readonly outputColumns: readonly OutputColumn[];
  readonly checks: readonly SecurityCheck[];
}

export interface Blocked {
  readonly ok: false;
  readonly problem: Problem;
  /** The name of the rule that decided, for the audit record. */
  readonly rule: string;
  readonly checks: readonly SecurityCheck[];
}

/** The guard's result: allowed with what it reads and its bounds, or blocked with the reason. */
export type Verdict = Allowed | Blocked;
