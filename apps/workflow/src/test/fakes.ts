import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Cell, ColumnType, Policy, RunRequest, UserContext } from '@copilot/contracts';
import { PolicySchema, SemanticQuerySchema } from '@copilot/contracts';
import { parse } from 'yaml';
import type { AnswerNeeds } from '../answer-question.js';
import type { AuditRecord } from '../audit/to-audit-record.js';
import type { KnownUser, UserDirectory } from '../authorize/check-user-context.js';
import type { ReadResult, StatementReader } from '../execute/statement-reader.js';
import type { Allowed, StatementGuard } from '../guard/choose-allowed.js';
import type { SemanticPlan, SemanticPlanner } from '../plan/semantic-planner.js';
import type { RoleModel } from '../retrieve/role-model.js';
import type { RunLog } from '../run/start-run.js';

/** The policy that ships with the product. */
export const policy: Policy = PolicySchema.parse(
  parse(readFileSync(fileURLToPath(new URL('../../../../models/pagila/policy.yaml', import.meta.url)), 'utf8')),
);

export const managerOfStore1: UserContext = {
  username: 'ann',
  role: 'store_manager',
  store_ids: [1],
  all_stores: false,
};

export const requestOf = (question: string, changes: Partial<RunRequest> = {}): RunRequest => ({
  request_id: 'run-1',
  question,
  user_context: managerOfStore1,
  ...changes,
});

export const roleModel: RoleModel = {
  datasets: new Map([
    [
      'payments',
      {
        name: 'payments',
        view: 'v_payments',
        description: 'Money received.',
        synonyms: ['payment'],
        bridge: false,
        rollup: false,
        defaultTime: 'payment_date',
        fields: new Map([
          ['payment_date', field('payments', 'payment_date', { datatype: 'DateTimeTz', isTime: true })],
          ['amount', field('payments', 'amount', { datatype: 'Decimal' })],
        ]),
      },
    ],
    [
      'films',
      {
        name: 'films',
        view: 'v_films',
        description: 'Films.',
        synonyms: ['film'],
        bridge: false,
        rollup: false,
        defaultTime: null,
        fields: new Map([
          ['title', field('films', 'title', { values: true })],
          ['special_features', field('films', 'special_features', { values: true, array: true })],
        ]),
      },
    ],
  ]),
  relationships: [
    { name: 'payments_to_films', from: 'payments', to: 'films', fromColumns: ['film_id'], toColumns: ['film_id'] },
  ],
  metrics: new Map([
    [
      'revenue',
      {
        name: 'revenue',
        dataset: 'payments',
        aggregate: 'sum',
        argument: 'amount',
        description: 'Money received.',
        label: 'revenue',
        synonyms: ['sales', 'takings'],
        format: 'currency',
        rollups: new Map(),
      },
    ],
  ]),
  namedFilters: new Map(),
};

function field(
  dataset: string,
  name: string,
  changes: Partial<{ datatype: string; isTime: boolean; values: boolean; array: boolean }>,
) {
  return {
    dataset,
    name,
    expression: name,
    datatype: 'String',
    isTime: false,
    description: `${name}.`,
    synonyms: [],
    values: false,
    array: false,
    ...changes,
  };
}

export const query = SemanticQuerySchema.parse({ metrics: [{ metric: 'revenue' }] });

export const REVENUE_SQL = 'SELECT sum(amount) AS revenue FROM analytics.v_payments';

export function plannedAs(
  sql: string,
  changes: Partial<Extract<SemanticPlan, { kind: 'planned' }>> = {},
): SemanticPlan {
  return {
    kind: 'planned',
    query,
    sql,
    words: [{ text: 'revenue', start: 0, end: 7, status: 'used', as: 'metric revenue' }],
    assumptions: [],
    confidence: 0.97,
    restated: 'Revenue',
    steps: ['Sum of amount.'],
    definitions: [{ name: 'revenue', description: 'Money received.' }],
    render: (result) => ({
      answer: `Revenue of store 1 was ${String(result.rows[0]?.[0])}.`,
      columns: [{ name: 'revenue', type: 'number', role: 'metric' }],
      widgets: [],
      suggestions: ['Revenue by month'],
    }),
    ...changes,
  };
}

export const clarifyPlan: SemanticPlan = {
  kind: 'clarify',
  problem: { code: 'question.not-understood', message: 'I did not understand “wibble”.' },
  clarification: { question: 'What do you mean by “wibble”?', options: [{ label: 'Revenue', question: 'Revenue' }] },
  words: [{ text: 'wibble', start: 0, end: 6, status: 'not_understood' }],
  suggestions: ['Revenue by month'],
};

export const refusePlan: SemanticPlan = {
  kind: 'refuse',
  problem: { code: 'question.asks-to-change-data', message: 'Data cannot be changed here.' },
  clarification: null,
  words: [],
  suggestions: ['Revenue by month'],
};

/** A built-in planner that always comes to the same plan. */
export function fakePlanner(plan: SemanticPlan): SemanticPlanner {
  return {
    plan: () => plan,
    compile: () => plan,
    roleModel: () => roleModel,
    catalog: () => ({ views: [], metrics: [], dimensions: [] }),
    suggestions: () => ['Revenue by month'],
  };
}

/** Lets everything through that reads `analytics.v_…`; enough where the guard itself is not what is looked at. */
export const fakeGuard: StatementGuard = {
  check: ({ sql }) =>
    sql.includes('v_')
      ? ({
          ok: true,
          sql,
          relations: [{ name: 'v_payments', columns: ['amount'], scope: { kind: 'store', column: 'store_id' } }],
          functions: ['sum'],
          rowLimit: 200,
          limit: 'kept',
          outputColumns: sql.includes('store_id')
            ? [{ name: 'store_id', source: { view: 'v_payments', column: 'store_id' } }, { name: 'revenue' }]
            : [{ name: 'revenue' }],
          checks: [{ name: 'select_only', status: 'passed' }],
        } satisfies Allowed)
      : {
          ok: false,
          rule: 'views',
          problem: { code: 'guard.view-not-allowed', message: 'The SQL reads a relation that your role may not read.' },
          checks: [{ name: 'views', status: 'failed' }],
        },
};

export const resultOf = (names: readonly string[], rows: Cell[][], type: ColumnType = 'number'): ReadResult => ({
  columns: names.map((name) => ({ name, type })),
  rows,
  truncated: false,
});

/** A reader that answers every statement alike and remembers what it was asked. */
export function fakeReader(result: ReadResult): StatementReader & { readonly statements: string[] } {
  const statements: string[] = [];
  return {
    statements,
    run: ({ sql }) => {
      statements.push(sql);
      return Promise.resolve({ ok: true, value: result });
    },
  };
}

export const silentLog: RunLog = { info: () => undefined, error: () => undefined };

/** A directory in which this is everybody's row. */
export const directoryOf = (user: KnownUser | null): UserDirectory => ({
  lookUp: () => Promise.resolve({ user, dataVersion: null }),
});

export const ann: KnownUser = { role: 'store_manager', storeIds: [1], allStores: false, active: true };

/** All the needs of a run, each of which a test may replace; `audited` collects the records. */
export function fakeNeeds(changes: Partial<AnswerNeeds> = {}): AnswerNeeds & { readonly audited: AuditRecord[] } {
  const audited: AuditRecord[] = [];
  const sha = 'a'.repeat(64);
  return {
    audited,
    policy,
    users: directoryOf(ann),
    scopeData: {
      load: () =>
        Promise.resolve({
          ok: true,
          value: {
            values: new Map([['films.title', ['ACADEMY DINOSAUR']]]),
            clock: new Map([['payments.payment_date', { min: '2022-01-23T00:00:00Z', max: '2022-07-27T00:00:00Z' }]]),
            dataVersion: 'v1',
          },
        }),
    },
    search: {
      search: () =>
        Promise.resolve({
          ok: true,
          value: {
            documents: [
              { id: 'metric:revenue', title: 'revenue', kind: 'metric', score: 0.9, content: 'Money received.' },
            ],
          },
        }),
      findVerified: () => Promise.resolve({ same: null, nearest: [] }),
    },
    planning: { mode: 'auto', semantic: fakePlanner(plannedAs(REVENUE_SQL)), writer: null },
    guard: fakeGuard,
    reader: fakeReader(resultOf(['revenue'], [[33689.74]])),
    certificates: {
      issue: ({ requestId, context, allowed, executed }) => ({
        version: 1,
        request_id: requestId,
        issued_at: '2022-08-01T00:00:00Z',
        subject: context,
        policy_version: 'test',
        policy_sha256: sha,
        question_sha256: sha,
        statement: { sql: allowed.sql, sha256: sha },
        relations: [],
        functions: [],
        caps: { row_limit: 200, statement_timeout_ms: 5000, result_bytes: 1 },
        result: { row_count: executed.result.rows.length, truncated: false, sha256: sha },
        witness: executed.witness,
        key_id: 'test',
        signature: 'test',
      }),
      reissue: (before, requestId) => ({ ...before, request_id: requestId, signature: `test of ${requestId}` }),
    },
    audit: {
      append: (record) => {
        audited.push(record);
        return Promise.resolve();
      },
    },
    limits: { rowLimit: 200, statementTimeoutMs: 5000 },
    ...changes,
  };
}
