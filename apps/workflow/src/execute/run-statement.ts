import type { UserContext } from '@copilot/contracts';
import type { Allowed } from '../guard/choose-allowed.js';
import type { Emptied } from '../plan/semantic-planner.js';
import type { Run } from '../run/start-run.js';
import type { StageOutcome } from '../run/stage-outcome.js';
import { passed, stopped } from '../run/stage-outcome.js';
import type { Witness } from './check-witness.js';
import { checkWitness } from './check-witness.js';
import type { ReadResult, StatementReader } from './statement-reader.js';

export interface Executed {
  readonly result: ReadResult;
  readonly witness: Witness;
  /** Why there is nothing, where that was looked into. */
  readonly emptied?: Emptied;
}

/** Runs what the guard let through, under the asker's scope, and looks at what came back before anybody else does. */
export async function runStatement(
  allowed: Allowed,
  context: UserContext,
  run: Run,
  needs: {
    readonly reader: StatementReader;
    readonly statementTimeoutMs: number;
    readonly dataVersion?: string | null;
  },
): Promise<StageOutcome<Executed>> {
  const read = await needs.reader.run({
    sql: allowed.sql,
    context,
    requestId: run.requestId,
    rowLimit: allowed.rowLimit,
    timeoutMs: Math.max(1, Math.min(needs.statementTimeoutMs, Math.floor(run.remainingMs()))),
    signal: run.signal,
    dataVersion: needs.dataVersion ?? null,
  });
  if (!read.ok) return stopped(read.problem, { sql: allowed.sql });
  // A LIMIT of the guard's cuts inside the database, where the reader cannot see that there was more.
  const isCut = allowed.limit !== 'kept' && read.value.rows.length >= allowed.rowLimit;
  const result = { ...read.value, truncated: read.value.truncated || isCut };
  const witness = checkWitness(allowed, result, context);
  return witness.ok ? passed({ result, witness: witness.value }) : stopped(witness.problem, { sql: allowed.sql });
}
