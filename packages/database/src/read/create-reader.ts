import type { Cell, ColumnType, Outcome, Policy, UserContext } from '@copilot/contracts';
import pg from 'pg';
import { databaseUrls } from '../connect/database-urls.js';
import { quoteLiteral } from '../connect/quote.js';
import { parseValue, toColumnType } from '../connect/parse-value.js';
import { signScope } from '../scope/sign-scope.js';
import { isPooledAway, toPreparedStep } from './prepared-statements.js';
import { mayGather, readPlan } from './read-plan.js';
import { createRecentKeys } from './recent-keys.js';
import { runBatch, type BatchResult, type BatchStep } from './run-batch.js';
import { sqlStateOf, toDatabaseProblemCode, toProblem, type DatabaseProblemCode } from './to-database-problem.js';
import { watch } from './watch.js';

export interface RunInput {
  /** One SELECT, already judged by the guard; run as it stands. */
  readonly sql: string;
  readonly context: UserContext;
  readonly requestId: string;
  readonly rowLimit: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Read the version of the data in the same snapshot as the rows. */
  readonly withDataVersion?: boolean | undefined;
}

export interface RunResult {
  readonly columns: { readonly name: string; readonly type: ColumnType }[];
  readonly rows: Cell[][];
  /** There were more rows than `rowLimit`. */
  readonly truncated: boolean;
  /** As of the rows; null where there is none or none was asked for. */
  readonly dataVersion: string | null;
}

export interface Reader {
  /** *Problems* `database.timeout`, `.unreachable`, `.rejected`, `.too-expensive`, `.too-large`. Never throws for a bad statement. */
  run(input: RunInput): Promise<Outcome<RunResult>>;
  close(): Promise<void>;
}

export interface ReaderLimits {
  /** Connections a business role at most. */
  readonly connections: number;
  /** PostgreSQL's own estimate above which nothing is run. A scan of Pagila costs some hundreds; a cross join of two large views millions. */
  readonly maxCost: number;
  /** Estimated rows that may go into values made of many (`string_agg` …): each such value is held in memory whole. */
  readonly maxGatheredRows: number;
  /** The same where such values are gathered once more. */
  readonly maxGatheredAgain: number;
  readonly gateTimeoutMs: number;
  /** Bytes on the wire. */
  readonly maxBytes: number;
  /** Characters of one value. */
  readonly maxCellLength: number;
  /** How long an acceptable estimate stands for the same statement under the same scope. */
  readonly estimateHoldsMs: number;
  /** How long a signed scope holds beyond the statement's own time. */
  readonly scopeSeconds: number;
}

const defaultLimits: ReaderLimits = {
  connections: 4,
  maxCost: 5_000_000,
  maxGatheredRows: 250_000,
  maxGatheredAgain: 2_000,
  gateTimeoutMs: 2_000,
  maxBytes: 1_048_576,
  maxCellLength: 262_144,
  estimateHoldsMs: 5 * 60_000,
  scopeSeconds: 30,
};

export interface ReaderOptions {
  readonly baseUrl: string;
  readonly secret: string;
  readonly scopeKey: string;
  readonly policy: Policy;
  readonly limits?: Partial<ReaderLimits>;
  /** For the log: what the database said, as SQLSTATE alone. */
  readonly onProblem?: (event: { requestId: string; code: DatabaseProblemCode; sqlState: string | null }) => void;
}

/**
 * Runs questions: as the login of the asker's role, in a READ ONLY transaction, under a signed scope, over the extended protocol, after
 * a look at the estimated cost, with rows, bytes and time bounded; and rolls back whatever happened. Two trips to the database: one for
 * the scope and the estimate, one for the rows and the end. A statement whose estimate was acceptable under the same scope a short while
 * ago needs the second one only, and is prepared on its connection.
 */
export function createReader(options: ReaderOptions): Reader {
  const limits = { ...defaultLimits, ...options.limits };
  const urls = databaseUrls(options);
  const databaseRoles = new Map(options.policy.roles.map((role) => [role.role, role.database_role]));
  const pools = new Map<string, pg.Pool>();
  const acceptable = createRecentKeys({ capacity: 2_000, ttlMs: limits.estimateHoldsMs });
  let mayPrepare = true;

  const poolOf = (databaseRole: string): pg.Pool => {
    const known = pools.get(databaseRole);
    if (known !== undefined) return known;
    const pool = new pg.Pool({
      connectionString: urls.reader(databaseRole),
      max: limits.connections,
      application_name: 'copilot-reader',
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 120_000,
      keepAlive: true,
    });
    pool.on('error', () => undefined); // a dead idle connection is replaced by the pool
    pool.on('connect', (client) => client.on('error', () => undefined)); // in use, the statement under way reports it
    pools.set(databaseRole, pool);
    return pool;
  };

  const fail = (requestId: string, code: DatabaseProblemCode, error?: unknown): Outcome<RunResult> => {
    options.onProblem?.({ requestId, code, sqlState: sqlStateOf(error) });
    return { ok: false, problem: toProblem(code) };
  };

  const run = async (input: RunInput): Promise<Outcome<RunResult>> => {
    const databaseRole = databaseRoles.get(input.context.role);
    if (databaseRole === undefined) return fail(input.requestId, 'database.rejected');
    if (input.signal?.aborted === true) return fail(input.requestId, 'database.timeout');
    let client: pg.PoolClient;
    try {
      client = await poolOf(databaseRole).connect();
    } catch (error) {
      return fail(input.requestId, 'database.unreachable', error);
    }
    const watcher = watch(client, {
      timeoutMs: input.timeoutMs + limits.gateTimeoutMs + 500,
      maxBytes: limits.maxBytes + 65_536,
      signal: input.signal,
    });
    let isPrepared = false;
    try {
      const scope = signScope(
        {
          databaseRole,
          context: input.context,
          requestId: input.requestId,
          expiresAt: Date.now() / 1000 + (input.timeoutMs + limits.gateTimeoutMs) / 1000 + limits.scopeSeconds,
        },
        options.scopeKey,
      );
      const begin: BatchStep[] = [
        {
          text: `BEGIN TRANSACTION ${input.withDataVersion === true ? 'ISOLATION LEVEL REPEATABLE READ ' : ''}READ ONLY`,
        },
        { text: `SET LOCAL copilot.scope = ${quoteLiteral(scope)}` },
      ];
      const limitTime = { text: `SET LOCAL statement_timeout = ${Math.max(1, Math.floor(input.timeoutMs))}` };
      const question: BatchStep = { text: input.sql, describe: true, maxRows: input.rowLimit + 1 };
      const version: BatchStep[] = input.withDataVersion === true ? [readVersion] : [];
      const end = { text: 'ROLLBACK' };

      const key = toEstimateKey(databaseRole, input);
      let results: BatchResult[];
      if (acceptable.has(key)) {
        isPrepared = mayPrepare;
        const steps = [...version, question].map((step) => (isPrepared ? toPreparedStep(client, step) : step));
        results = (await runBatch(client, [...begin, limitTime, ...steps, end])).slice(begin.length + 1);
      } else {
        const estimate = await runBatch(client, [
          ...begin,
          { text: `SET LOCAL statement_timeout = ${limits.gateTimeoutMs}` },
          // EXPLAIN takes only what can be planned: SET, COPY, DO, transaction commands and the like end here as syntax errors.
          { text: `EXPLAIN (${mayGather(input.sql) ? 'VERBOSE, ' : ''}FORMAT JSON) ${input.sql}` },
          limitTime,
        ]);
        const plan = readPlan(estimate[3]?.rows[0]?.[0]);
        if (plan === null || plan.nodeType === 'ModifyTable') {
          return await refuse(client, watcher, () => fail(input.requestId, 'database.rejected'));
        }
        if (
          plan.cost > limits.maxCost ||
          plan.gatheredRows > limits.maxGatheredRows ||
          plan.gatheredAgain > limits.maxGatheredAgain
        ) {
          return await refuse(client, watcher, () => fail(input.requestId, 'database.too-expensive'));
        }
        results = await runBatch(client, [...version, question, end]);
        acceptable.add(key);
      }
      const dataVersion = version.length === 0 ? null : (results.shift()?.rows[0]?.[0] ?? null);
      const [result] = results;
      watcher.stop();
      client.release();
      // DECLARE CURSOR can be planned too, and gives no columns.
      if (result === undefined || result.fields.length === 0) return fail(input.requestId, 'database.rejected');
      return toRunResult(result, dataVersion, input.rowLimit, limits) ?? fail(input.requestId, 'database.too-large');
    } catch (error) {
      const stopped = watcher.stop();
      // After an error the connection's state is not worth finding out: another one costs a few milliseconds.
      client.release(true);
      if (stopped === null && isPrepared && isPooledAway(sqlStateOf(error))) {
        mayPrepare = false;
        return run(input);
      }
      return fail(input.requestId, stopped ?? toDatabaseProblemCode(error), error);
    }
  };

  return {
    run,
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      pools.clear();
    },
  };
}

const readVersion: BatchStep = { text: 'SELECT analytics.data_version()' };

async function refuse(
  client: pg.PoolClient,
  watcher: ReturnType<typeof watch>,
  answer: () => Outcome<RunResult>,
): Promise<Outcome<RunResult>> {
  await runBatch(client, [{ text: 'ROLLBACK' }]);
  watcher.stop();
  client.release();
  return answer();
}

function toEstimateKey(databaseRole: string, { sql, context }: RunInput): string {
  return JSON.stringify([databaseRole, context.all_stores || context.store_ids, sql]);
}

/** Null when a value or the whole is too large. */
function toRunResult(
  result: BatchResult,
  dataVersion: string | null,
  rowLimit: number,
  limits: ReaderLimits,
): Outcome<RunResult> | null {
  let bytes = 0;
  for (const row of result.rows) {
    for (const value of row) {
      if (value === null) continue;
      bytes += value.length;
      if (value.length > limits.maxCellLength || bytes > limits.maxBytes) return null;
    }
  }
  const rows = result.rows.slice(0, rowLimit);
  return {
    ok: true,
    value: {
      columns: result.fields.map((field) => ({ name: field.name, type: toColumnType(field.dataTypeID) })),
      rows: rows.map((row) => row.map((value, index) => parseValue(value, result.fields[index]?.dataTypeID ?? 25))),
      truncated: result.suspended || result.rows.length > rowLimit,
      dataVersion,
    },
  };
}
