import type { Problem, RolePolicy, ScopeRule, SecurityCheck } from '@copilot/contracts';
import type { Candidate } from '../language-model/read-reply.js';
import type { StageOutcome } from '../run/stage-outcome.js';
import { passed, stopped } from '../run/stage-outcome.js';

/** Judges SQL on PostgreSQL's own syntax tree. The guard of `@copilot/guard` fits. */
export interface StatementGuard {
  check(request: {
    readonly sql: string;
    readonly policy: RolePolicy;
    readonly rowLimit: number;
  }): Verdict | Promise<Verdict>;
}

export interface Allowed {
  readonly ok: true;
  /** The canonical text; what runs is this and nothing else. */
  readonly sql: string;
  readonly relations: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly scope: ScopeRule;
  }[];
  readonly functions: readonly string[];
  readonly rowLimit: number;
  /** `kept` when the LIMIT is the writer's own; otherwise there may be more rows than come back. */
  readonly limit: 'kept' | 'lowered' | 'added' | 'wrapped';
  readonly outputColumns: readonly OutputColumn[];
  readonly checks: readonly SecurityCheck[];
}

/** A column of the result; `source` where it is a column of a view and nothing else. */
export interface OutputColumn {
  readonly name: string;
  readonly source?: { readonly view: string; readonly column: string };
}

export type Verdict =
  | Allowed
  | { readonly ok: false; readonly problem: Problem; readonly rule: string; readonly checks: readonly SecurityCheck[] };

/** Says "this is not SQL": the only problem after which a shorter cut of the same text is tried. */
const NOT_SQL = 'guard.syntax';

/**
 * Takes the first candidate that the guard lets through. A cut of a text that parsed and was refused is never tried, so hostile SQL
 * cannot be trimmed into something else. *Problems* `guard.*`, of the first candidate.
 */
export async function chooseAllowed(
  candidates: readonly Candidate[],
  policy: RolePolicy,
  rowLimit: number,
  guard: StatementGuard,
): Promise<StageOutcome<Allowed>> {
  let first: { readonly problem: Problem; readonly sql: string; readonly checks: readonly SecurityCheck[] } | undefined;
  let mayCut = false;
  for (const { sql, cut } of candidates) {
    if (cut && !mayCut) continue;
    const verdict = await guard.check({ sql, policy, rowLimit });
    if (verdict.ok) return passed(verdict);
    first ??= { problem: verdict.problem, sql, checks: verdict.checks };
    mayCut = verdict.problem.code === NOT_SQL;
  }
  if (first === undefined) throw new Error('invariant: a planned question has a candidate');
  return stopped(first.problem, { sql: first.sql, checks: first.checks });
}
