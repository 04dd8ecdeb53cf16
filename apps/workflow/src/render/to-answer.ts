import type {
  Answer,
  RolePolicy,
  RunRequest,
  SecondReading,
  SecurityCheck,
  Stage,
  UserContext,
} from '@copilot/contracts';
import type { Authorized } from '../authorize/check-user-context.js';
import type { Executed } from '../execute/run-statement.js';
import type { Allowed } from '../guard/choose-allowed.js';
import type { PlannedQuestion } from '../plan/planned-question.js';
import type { Knowledge } from '../retrieve/retrieve-knowledge.js';
import { newestOf } from '../retrieve/retrieve-knowledge.js';
import type { Run } from '../run/start-run.js';
import type { StageOutcome, Stopped } from '../run/stage-outcome.js';
import { toStatus } from '../run/to-status.js';
import type { RenderedAnswer } from './render-answer.js';

/** What each stage ended in; after a problem, every later one carries that problem on. */
export interface StageOutcomes {
  readonly authorized: StageOutcome<Authorized>;
  readonly knowledge: StageOutcome<Knowledge>;
  readonly planned: StageOutcome<PlannedQuestion>;
  readonly allowed: StageOutcome<Allowed>;
  readonly executed: StageOutcome<Executed>;
  readonly rendered: StageOutcome<RenderedAnswer>;
}

export interface Limits {
  readonly rowLimit: number;
  readonly statementTimeoutMs: number;
}

/** Puts together what a person sees, whichever way the run ended. Rows and certificate only when every stage went well. */
export function toAnswer(
  request: RunRequest,
  run: Run,
  rolePolicy: RolePolicy,
  outcomes: StageOutcomes,
  limits: Limits,
): Answer {
  const { rendered, executed } = outcomes;
  const stop = rendered.ok ? null : rendered;
  const status = stop === null ? 'answered' : (stop.details?.status ?? toStatus(stop.problem));
  const rows = rendered.ok && executed.ok ? executed.value.result.rows : [];
  return {
    request_id: run.requestId,
    conversation_id: request.conversation?.id ?? run.requestId,
    status,
    error_stage: status === 'failed' || status === 'blocked' ? failedStage(run) : null,
    answer: rendered.ok ? rendered.value.answer : toSentence(stop),
    data: { columns: rendered.ok ? [...rendered.value.columns] : [], rows },
    row_count: rows.length,
    truncated: executed.ok && executed.value.result.truncated,
    widgets: rendered.ok ? [...rendered.value.widgets] : [],
    explain: toExplain(run, outcomes, stop),
    security: toSecurity(request.user_context, rolePolicy, outcomes, limits),
    certificate: rendered.ok ? rendered.value.certificate : null,
    clarification: stop?.details?.clarification ?? null,
    suggestions: [...(rendered.ok ? rendered.value.suggestions : (stop?.details?.suggestions ?? []))],
  };
}

const toSentence = (stop: Stopped | null): string =>
  stop === null ? '' : [stop.problem.message, stop.problem.hint].filter(Boolean).join(' ');

/** The last stage that failed: an earlier failure of a repaired statement does not count. */
const failedStage = (run: Run): Stage | null =>
  run.events.filter(({ status }) => status === 'failed').at(-1)?.stage ?? null;

function toExplain(run: Run, outcomes: StageOutcomes, stop: Stopped | null): Answer['explain'] {
  const planned = outcomes.planned.ok ? outcomes.planned.value : null;
  const allowed = outcomes.allowed.ok ? outcomes.allowed.value : null;
  const knowledge = outcomes.knowledge.ok ? outcomes.knowledge.value : null;
  const second = outcomes.rendered.ok ? outcomes.rendered.value.second : null;
  const usage = planned?.usage ?? stop?.details?.usage;
  return {
    planner: planned?.planner ?? stop?.details?.planner ?? 'none',
    model: planned?.model ?? stop?.details?.model ?? null,
    sql: allowed?.sql ?? stop?.details?.sql ?? null,
    views: viewsRead(allowed),
    interpretation: planned?.query ?? null,
    restated: planned?.restated ?? null,
    steps: [...(planned?.steps ?? [])],
    definitions: [...(planned?.definitions ?? [])],
    words: [...(planned?.words ?? stop?.details?.words ?? [])],
    assumptions: [...(planned?.assumptions ?? []), ...toSecondSentence(second)],
    confidence: planned?.confidence ?? null,
    second_reading: second,
    data_as_of: knowledge === null ? null : dataAsOf(knowledge, viewsRead(allowed)),
    sources: [...(knowledge?.sources ?? [])],
    timings_ms: run.timings(),
    ...(usage === undefined ? {} : { usage }),
  };
}

function toSecondSentence(second: SecondReading | null): string[] {
  if (second === null) return [];
  const reader = second.planner === 'llm' ? 'the language model' : 'the built-in planner';
  if (second.agrees) return [`Read a second time by ${reader}, with the same result.`];
  const as = second.restated === null ? '' : ` as “${second.restated}”`;
  return [`There are two readings: ${reader} reads the question${as} and comes to another result.`];
}

/** How new the views are that were read; of all data where those have no time, or none was read. */
function dataAsOf({ newestByView, dataAsOf: ofAll }: Knowledge, views: readonly string[]): string | null {
  return newestOf(views.flatMap((view) => newestByView.get(view) ?? [])) ?? ofAll;
}

function toSecurity(
  context: UserContext,
  rolePolicy: RolePolicy,
  outcomes: StageOutcomes,
  limits: Limits,
): Answer['security'] {
  const allowed = outcomes.allowed.ok ? outcomes.allowed.value : null;
  return {
    ...context,
    allowed_views: [...rolePolicy.views.keys()],
    views_read: viewsRead(allowed),
    scope_rules: (allowed?.relations ?? []).map(({ name, scope }) => ({
      view: name,
      rule:
        scope.kind === 'store'
          ? context.all_stores
            ? 'all rows: your scope is all stores'
            : `only rows whose ${scope.column} is ${nameStores(context)}`
          : `shared: ${scope.reason}`,
    })),
    checks: toChecks(outcomes),
    row_limit: allowed?.rowLimit ?? limits.rowLimit,
    statement_timeout_ms: limits.statementTimeoutMs,
  };
}

function toChecks({ authorized, allowed, executed }: StageOutcomes): SecurityCheck[] {
  const checks: SecurityCheck[] = [authorized.ok ? authorized.value.check : { name: 'user_scope', status: 'failed' }];
  if (!allowed.ok) return [...checks, ...(allowed.details?.checks ?? [])];
  checks.push(...allowed.value.checks);
  if (executed.ok) checks.push(toWitnessCheck(executed.value));
  else if (executed.problem.code === 'guard.scope-witness') checks.push({ name: 'scope_witness', status: 'failed' });
  return checks;
}

function toWitnessCheck({ witness }: Executed): SecurityCheck {
  if (witness.status === 'passed')
    return {
      name: 'scope_witness',
      status: 'passed',
      detail: `compared ${witness.store_columns.join(', ')} with the scope`,
    };
  return { name: 'scope_witness', status: 'not_run', detail: 'the result has no store column' };
}

function nameStores({ store_ids }: UserContext): string {
  return store_ids.length === 1 ? String(store_ids[0]) : `one of ${store_ids.join(', ') || 'none'}`;
}

const viewsRead = (allowed: Allowed | null): string[] => [
  ...new Set((allowed?.relations ?? []).map(({ name }) => name)),
];
