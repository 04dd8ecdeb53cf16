import type { RolePolicy, SecondReading, UserContext } from '@copilot/contracts';
import type { StatementGuard } from '../guard/choose-allowed.js';
import { chooseAllowed } from '../guard/choose-allowed.js';
import type { PlannedQuestion } from '../plan/planned-question.js';
import type { Run } from '../run/start-run.js';
import { hasSameRows } from './has-same-rows.js';
import { runStatement } from './run-statement.js';
import type { ReadResult, StatementReader } from './statement-reader.js';

const SHOWN_ROWS = 20;

/**
 * Runs the other planner's statement through the same guard, role and scope, and compares its result with the answer's.
 * *Returns* `null` when it came to no result: a second reading helps, and is never a reason to withhold the first.
 */
export async function readSecond(
  second: PlannedQuestion,
  first: ReadResult,
  asker: { readonly context: UserContext; readonly rolePolicy: RolePolicy; readonly run: Run },
  needs: {
    readonly guard: StatementGuard;
    readonly reader: StatementReader;
    readonly limits: { readonly rowLimit: number; readonly statementTimeoutMs: number };
  },
): Promise<SecondReading | null> {
  const allowed = await chooseAllowed(second.candidates, asker.rolePolicy, needs.limits.rowLimit, needs.guard);
  if (!allowed.ok) return null;
  const executed = await runStatement(allowed.value, asker.context, asker.run, { ...needs, ...needs.limits });
  if (!executed.ok) return null;
  second.keep?.();
  const { result } = executed.value;
  const agrees = hasSameRows(first, result);
  return {
    planner: second.planner === 'semantic' ? 'semantic' : 'llm',
    model: second.model,
    restated: second.restated,
    sql: allowed.value.sql,
    views: [...new Set(allowed.value.relations.map(({ name }) => name))],
    agrees,
    columns: result.columns.map(({ name }) => name),
    rows: agrees ? [] : result.rows.slice(0, SHOWN_ROWS),
    row_count: result.rows.length,
  };
}
