import type { Executed } from '../execute/run-statement.js';
import type { PlannedQuestion } from '../plan/planned-question.js';
import type { StageOutcome } from './stage-outcome.js';

/** Faults of the database that another statement may not have. A timeout or a lost connection is not one of them. */
const STATEMENT_FAULTS = new Set(['database.rejected', 'database.too-expensive', 'database.too-large']);

/** The next try for a statement that was refused; `null` when it ran, when nobody can repair it, or when it must not be tried again. */
export function mayRepair(
  planned: StageOutcome<PlannedQuestion>,
  executed: StageOutcome<Executed>,
): (() => Promise<StageOutcome<PlannedQuestion>>) | null {
  if (!planned.ok || executed.ok) return null;
  const { repair } = planned.value;
  const { problem } = executed;
  const isStatementFault = problem.code.startsWith('guard.') || STATEMENT_FAULTS.has(problem.code);
  if (repair === undefined || !isStatementFault || problem.code === 'guard.scope-witness') return null;
  return () => repair(problem);
}
