import type { RolePolicy, UserContext } from '@copilot/contracts';
import type { Allowed, StatementGuard } from '../guard/choose-allowed.js';
import type { EmptyCheck, Emptied } from '../plan/semantic-planner.js';
import type { Run } from '../run/start-run.js';
import { runStatement } from './run-statement.js';
import type { StatementReader } from './statement-reader.js';

/** For all looks together, and at most half of what is left of the run. */
const BUDGET_MS = 1_500;

/**
 * Finds the conditions that emptied an answer by leaving out one at a time. Each look goes through the guard and runs under the asker's own
 * scope like any statement, reads no view that the answer itself did not read, and fetches one row.
 * *Returns* what was found within the budget; a look that fails finds nothing.
 */
export async function explainEmpty(
  check: EmptyCheck,
  answered: Allowed,
  context: UserContext,
  rolePolicy: RolePolicy,
  run: Run,
  needs: { readonly guard: StatementGuard; readonly reader: StatementReader },
): Promise<Emptied> {
  const views = new Set(answered.relations.map(({ name }) => name));
  const until = performance.now() + Math.min(BUDGET_MS, run.remainingMs() / 2);
  const culprits: Emptied['culprits'][number][] = [];
  for (const probe of check.probes) {
    const leftMs = Math.floor(until - performance.now());
    if (leftMs <= 0) break;
    const verdict = await needs.guard.check({ sql: probe.sql, policy: rolePolicy, rowLimit: 1 });
    if (!verdict.ok || verdict.relations.some(({ name }) => !views.has(name))) continue;
    const read = await runStatement(verdict, context, run, { reader: needs.reader, statementTimeoutMs: leftMs });
    const culprit = read.ok ? probe.judge(read.value.result) : null;
    if (culprit) culprits.push(culprit);
  }
  return { outside: check.outside, culprits };
}
