import { toRolePolicy } from '@copilot/contracts';
import type { Answer, Policy, RunRequest } from '@copilot/contracts';
import type { AuditTrail } from './audit/to-audit-record.js';
import { OVERTAKEN, toAuditRecord } from './audit/to-audit-record.js';
import { toExchange } from './audit/to-exchange.js';
import type { UserDirectory } from './authorize/check-user-context.js';
import { checkUserContext, readAlready } from './authorize/check-user-context.js';
import { explainEmpty } from './execute/explain-empty.js';
import { readSecond } from './execute/read-second.js';
import type { KeptGate } from './execute/kept-gate.js';
import type { Executed } from './execute/run-statement.js';
import { runStatement } from './execute/run-statement.js';
import type { StatementReader } from './execute/statement-reader.js';
import { giveAgain, type GivenAnswer, type GivenAnswers } from './give-again.js';
import type { Allowed, StatementGuard } from './guard/choose-allowed.js';
import { chooseAllowed } from './guard/choose-allowed.js';
import type { PlanNeeds } from './plan/plan-question.js';
import { planQuestion } from './plan/plan-question.js';
import type { CertificateIssuer } from './render/render-answer.js';
import { renderAnswer } from './render/render-answer.js';
import type { Limits } from './render/to-answer.js';
import { toAnswer } from './render/to-answer.js';
import type { ScopeDataLoader } from './retrieve/create-scope-data-loader.js';
import type { KnowledgeSearch } from './retrieve/retrieve-knowledge.js';
import { retrieveKnowledge } from './retrieve/retrieve-knowledge.js';
import { mayRepair } from './run/may-repair.js';
import { passed, stopped } from './run/stage-outcome.js';
import type { StageOutcome } from './run/stage-outcome.js';
import type { Run, RunOptions } from './run/start-run.js';
import { startRun } from './run/start-run.js';

/** Everything the stages work with, each behind the narrowest interface that does. */
export interface AnswerNeeds {
  readonly policy: Policy;
  readonly users: UserDirectory;
  /** The version of the business data that was seen last. */
  readonly newestVersion?: () => string | null;
  /** What was answered lately; without it every question goes through the stages. */
  readonly given?: GivenAnswers;
  readonly keptGate?: KeptGate;
  /** No question leaves for another service, be it a language model or an endpoint for embeddings. */
  readonly answersAlone?: boolean;
  readonly scopeData: ScopeDataLoader;
  readonly search: KnowledgeSearch;
  readonly planning: PlanNeeds;
  readonly guard: StatementGuard;
  readonly reader: StatementReader;
  readonly certificates: CertificateIssuer;
  readonly audit: AuditTrail;
  readonly limits: Limits;
}

/** How long after it was looked up a version of the data may stand for now. */
const VERSION_HOLDS_MS = 1_000;

/**
 * Takes one question through the seven stages. After a problem the later stages are skipped, but the audit always runs, and an answer
 * leaves only when its record is written. A statement of the language model that the guard or the database refuses goes back to it, twice
 * at most, and then through the same stages again. The token of a question with a `session` is looked at with its record: it gets the answer that
 * it got before, or goes through the stages where no other service can be asked on the way.
 * *Returns* the answer, whatever its status. *Problems* `audit.unavailable` only.
 */
export async function answerQuestion(
  request: RunRequest,
  needs: AnswerNeeds,
  options: RunOptions,
): Promise<StageOutcome<Answer>> {
  if (request.session !== undefined) {
    const { conclude } = needs.audit;
    const { asker_version: askerVersion } = request;
    if (conclude === undefined || askerVersion === undefined) return stopped(overtaken);
    const given = needs.given?.find(request) ?? null;
    // What was seen last need not be so now: it is looked at with the record.
    if (given !== null && given.dataVersion === triedVersion(needs)) {
      const by = { askerVersion, conclude, certificates: needs.certificates };
      const answer = await repeatAnswer(request, given, by, options);
      if (!noteTry(answer, given.dataVersion, needs)) return answer;
    }
    if (needs.answersAlone !== true) return stopped(overtaken);
  }
  const run = startRun(options);
  try {
    return await answerIn(run, request, needs, options);
  } finally {
    run.end();
  }
}

async function repeatAnswer(
  request: RunRequest,
  given: GivenAnswer,
  { askerVersion, ...needs }: { readonly askerVersion: string } & Parameters<typeof giveAgain>[2],
  options: RunOptions,
): Promise<StageOutcome<Answer>> {
  const startedAt = performance.now();
  try {
    const answer = await giveAgain(request, given, needs, { ...options, askerVersion, startedAt });
    if (answer === null) return stopped(overtaken);
    options.log.info({ request_id: answer.request_id, timings_ms: answer.explain.timings_ms }, 'given again');
    return passed(answer);
  } catch (cause) {
    options.log.error({ request_id: options.requestId, err: cause }, 'an answer could not be given again');
    return stopped(auditUnavailable);
  }
}

async function answerIn(
  run: Run,
  request: RunRequest,
  needs: AnswerNeeds,
  { onConcluded }: RunOptions,
): Promise<StageOutcome<Answer>> {
  const askerVersion = needs.audit.conclude === undefined ? null : (request.asker_version ?? null);
  const before = needs.newestVersion?.();
  const first = await answerOnce(request, needs, { run, askerVersion, onConcluded });
  if (first !== 'overtaken') return first;
  if (request.session !== undefined) {
    // It may have been the token, which is not looked at here; or the data, which are read anew.
    const haveChanged = needs.newestVersion?.() !== before;
    const next = haveChanged ? await answerOnce(request, needs, { run, askerVersion, onConcluded }) : first;
    return next === 'overtaken' ? stopped(overtaken) : next;
  }
  // The asker or the data changed before the record: once more, and both are looked at first.
  const again = await answerOnce(request, needs, { run, askerVersion: null, onConcluded });
  return again === 'overtaken' ? stopped(auditUnavailable) : again;
}

/** *Returns* `overtaken` when nothing was written down, because what the answer stood on had changed. */
async function answerOnce(
  request: RunRequest,
  needs: AnswerNeeds,
  attempt: { readonly run: Run; readonly askerVersion: string | null } & Pick<RunOptions, 'onConcluded'>,
): Promise<StageOutcome<Answer> | 'overtaken'> {
  const { run, askerVersion } = attempt;
  const { user_context: context } = request;
  const rolePolicy = toRolePolicy(needs.policy, context.role);
  const roleModel = needs.planning.semantic.roleModel(rolePolicy);
  const onProblem = (problem: string): void => run.note({ problem }, 'search failed');

  const authorized = await run.stage('authorize', passed(context), () =>
    askerVersion === null ? checkUserContext(context, needs.users) : readAlready,
  );
  // A version that was looked up long ago says nothing of now: a language model may take its time in between.
  const versionEnds = performance.now() + VERSION_HOLDS_MS;
  const knowledge = await run.stage('retrieve', authorized, () =>
    retrieveKnowledge(request, rolePolicy, { ...needs, ...run, roleModel, onProblem }),
  );
  let planned = await run.stage('plan', knowledge, (known) =>
    planQuestion(request, rolePolicy, known, run, needs.planning),
  );
  let allowed = await run.stage('guard', planned, ({ candidates }) =>
    chooseAllowed(candidates, rolePolicy, needs.limits.rowLimit, needs.guard),
  );
  const execute = (verdict: Allowed): Promise<StageOutcome<Executed>> => {
    // What was seen last need not be so now: it is looked at with the record.
    const seen = authorized.ok && performance.now() < versionEnds ? authorized.value.dataVersion : null;
    const dataVersion = askerVersion === null ? seen : triedVersion(needs);
    return runStatement(verdict, context, run, { ...needs, ...needs.limits, dataVersion });
  };
  let executed = await run.stage('execute', allowed, execute);

  for (let repair = mayRepair(planned, executed); repair !== null; repair = mayRepair(planned, executed)) {
    planned = await run.stage('plan', passed(null), repair);
    allowed = await run.stage('guard', planned, ({ candidates }) =>
      chooseAllowed(candidates, rolePolicy, needs.limits.rowLimit, needs.guard),
    );
    executed = await run.stage('execute', allowed, execute);
  }

  const rendered = await run.stage('render', executed, async (found) => {
    if (!planned.ok || !allowed.ok) throw new Error('invariant: what was executed was planned and allowed');
    const empty = planned.value.checkEmpty?.(found.result) ?? null;
    const emptied = empty && (await explainEmpty(empty, allowed.value, context, rolePolicy, run, needs));
    const explained = { ...found, ...(emptied ? { emptied } : {}) };
    const other = planned.value.second;
    const second =
      other === undefined ? null : await readSecond(other, found.result, { context, rolePolicy, run }, needs);
    const facts = {
      requestId: run.requestId,
      planned: planned.value,
      allowed: allowed.value,
      executed: explained,
      second,
    };
    return renderAnswer(request, facts, needs.certificates);
  });
  const outcomes = { authorized, knowledge, planned, allowed, executed, rendered };
  const answer = toAnswer(request, run, rolePolicy, outcomes, needs.limits);
  const keptRows = executed.ok && executed.value.result.isKept === true ? executed.value.result : null;
  const recorded = await run.stage('audit', passed(answer), async () => {
    const problem = rendered.ok ? null : rendered.problem.code;
    const record = toAuditRecord(request, run, answer, { problem, given: keptRows === null ? null : 'rows' });
    if (needs.audit.conclude === undefined) return passed(await needs.audit.append(record).then(() => false));
    const dataVersion = askerVersion === null ? null : (keptRows?.dataVersion ?? null);
    const grounds = { askerVersion, dataVersion, session: request.session ?? null };
    const { isWritten, isKept } = await needs.audit.conclude(record, grounds, toExchange(request, answer));
    const outcome = isWritten ? passed(isKept) : stopped(overtaken);
    if (dataVersion !== null) noteTry(outcome, dataVersion, needs);
    return outcome;
  });
  if (!recorded.ok) return recorded.problem.code === OVERTAKEN ? 'overtaken' : stopped(auditUnavailable);
  const dataVersion = executed.ok ? executed.value.result.dataVersion : null;
  const { certificate } = answer;
  const mayRepeat = certificate !== null && typeof dataVersion === 'string' && isOfModelAlone(answer);
  if (mayRepeat) needs.given?.keep(request, { answer: { ...answer, certificate }, dataVersion });
  const mayAskAhead = needs.audit.conclude !== undefined && needs.answersAlone === true;
  attempt.onConcluded?.({
    isKept: recorded.value,
    ahead: mayAskAhead ? 'anything' : mayRepeat ? 'the same' : 'nothing',
  });
  if (rendered.ok && planned.ok) planned.value.keep?.();
  return passed({ ...answer, explain: { ...answer.explain, timings_ms: run.timings() } });
}

/** The version whose rows are worth a try; null when none are. */
const triedVersion = ({ keptGate, newestVersion }: AnswerNeeds): string | null =>
  keptGate?.isOpen() === false ? null : (newestVersion?.() ?? null);

/** Notes what became of a try with rows of this version. *Returns* whether they were dropped because the data had changed. */
function noteTry(outcome: StageOutcome<unknown>, version: string, needs: AnswerNeeds): boolean {
  if (outcome.ok) needs.keptGate?.held();
  const isSo = !outcome.ok && outcome.problem.code === OVERTAKEN && needs.newestVersion?.() !== version;
  if (isSo) needs.keptGate?.overtaken();
  return isSo;
}

/** Such an answer comes out the same again, from rows alone. */
const isOfModelAlone = ({ explain, row_count: rows }: Answer): boolean =>
  explain.planner === 'semantic' && explain.model === null && explain.second_reading === null && rows > 0;

const overtaken = { code: OVERTAKEN, message: 'What the answer stands on has changed.' };
const auditUnavailable = {
  code: 'audit.unavailable',
  message: 'The audit record could not be written, so the answer is not shown.',
  hint: 'Ask again in a moment; if it stays so, tell the administrator.',
};
