import type { RolePolicy, RunRequest } from '@copilot/contracts';
import type { StatementWriter } from '../language-model/create-statement-writer.js';
import { toProblem } from '../language-model/model-failure.js';
import type { Knowledge, VerifiedQuestion } from '../retrieve/retrieve-knowledge.js';
import type { Run } from '../run/start-run.js';
import type { StageOutcome, Stopped } from '../run/stage-outcome.js';
import { passed, stopped } from '../run/stage-outcome.js';
import type { PlannedQuestion } from './planned-question.js';
import type { PlannerInput, SemanticPlan, SemanticPlanner } from './semantic-planner.js';

export interface PlanNeeds {
  readonly mode: 'semantic' | 'llm' | 'auto';
  readonly semantic: SemanticPlanner;
  /** `null` without a key. */
  readonly writer: StatementWriter | null;
}

/** Below this the built-in planner's reading is only used when no language model can be asked. */
const SURE = 0.6;
/** Left for guard, execution and audit when the language model takes its whole time. */
const RESERVED_MS = 6_000;

/**
 * Chooses who plans. An edited interpretation is compiled. Otherwise, in `auto`: the built-in planner where it is sure, then a verified
 * question that says the same, then the language model, and the built-in planner's own word when that one fails.
 */
export async function planQuestion(
  request: RunRequest,
  rolePolicy: RolePolicy,
  knowledge: Knowledge,
  run: Run,
  needs: PlanNeeds,
): Promise<StageOutcome<PlannedQuestion>> {
  const conversation = request.conversation ?? null;
  const input: PlannerInput = { rolePolicy, context: request.user_context, data: knowledge.data, conversation };
  if (request.query !== undefined) return fromSemantic(needs.semantic.compile(request.query, request.question, input));
  if (needs.mode === 'llm') return write(request, rolePolicy, knowledge, run, needs);

  const builtIn = needs.semantic.plan(request.question, input);
  if (isFinal(builtIn)) return fromSemantic(builtIn);
  const verified = await knowledge.findVerified();
  if (verified !== null) return passed(fromVerified(verified));
  if (needs.mode === 'semantic' || needs.writer === null) return fromSemantic(builtIn);
  const written = await write(request, rolePolicy, knowledge, run, needs);
  return written.ok ? withReading(written.value, builtIn) : fallBack(builtIn, written);
}

/** A sure plan, or a refusal: what must not be answered is not taken to the language model either. */
const isFinal = (plan: SemanticPlan): boolean =>
  plan.kind === 'refuse' || (plan.kind === 'planned' && plan.confidence >= SURE);

async function write(
  request: RunRequest,
  rolePolicy: RolePolicy,
  knowledge: Knowledge,
  run: Run,
  needs: PlanNeeds,
): Promise<StageOutcome<PlannedQuestion>> {
  if (needs.writer === null) return stopped(toProblem({ kind: 'no-key' }), { planner: 'llm' });
  return needs.writer.write({
    question: request.question,
    context: request.user_context,
    rolePolicy,
    roleModel: needs.semantic.roleModel(rolePolicy),
    notes: knowledge.notes,
    turns: request.conversation?.turns ?? [],
    dataAsOf: knowledge.dataAsOf,
    dataVersion: knowledge.data.dataVersion,
    deadlineMs: () => run.remainingMs() - Math.min(RESERVED_MS, run.remainingMs() / 4),
    signal: run.signal,
  });
}

function fromSemantic(plan: SemanticPlan): StageOutcome<PlannedQuestion> {
  if (plan.kind !== 'planned')
    return stopped(plan.problem, {
      status: plan.kind === 'refuse' ? 'refused' : 'needs_clarification',
      clarification: plan.clarification,
      suggestions: plan.suggestions,
      words: plan.words,
      planner: 'semantic',
    });
  const { kind: _kind, sql, ...rest } = plan;
  return passed({ ...rest, planner: 'semantic', model: null, candidates: [{ sql, cut: false }] });
}

function fromVerified(verified: VerifiedQuestion): PlannedQuestion {
  return {
    planner: 'verified',
    model: null,
    candidates: [{ sql: verified.sql, cut: false }],
    query: null,
    words: [],
    assumptions: [],
    confidence: 1,
    restated: `Verified question: ${verified.question}`,
    steps: [`${verified.verifiedBy} vouched for this query on ${verified.verifiedAt.slice(0, 10)}.`],
    definitions: [],
  };
}

/**
 * The language model says nothing about the words of the question; what the built-in planner made of them is shown, and its own reading
 * where it had an unsure one.
 */
function withReading(written: PlannedQuestion, builtIn: SemanticPlan): StageOutcome<PlannedQuestion> {
  const { repair } = written;
  const other = builtIn.kind === 'planned' ? [`The built-in planner would have read it as: ${builtIn.restated}.`] : [];
  return passed({
    ...written,
    words: builtIn.words,
    assumptions: [...written.assumptions, ...other],
    ...(repair === undefined
      ? {}
      : {
          repair: async (problem) => {
            const again = await repair(problem);
            return again.ok ? withReading(again.value, builtIn) : again;
          },
        }),
  });
}

/** The language model failed: the built-in planner's unsure reading with a caveat, or its question back, and why there is no more. */
function fallBack(builtIn: SemanticPlan, failure: Stopped): StageOutcome<PlannedQuestion> {
  if (failure.problem.code === 'language-model.cancelled') return failure;
  const own = fromSemantic(builtIn);
  const usage = failure.details?.usage;
  if (own.ok) {
    const caveat = `${failure.problem.message} This is the built-in planner's reading; it is not sure of it.`;
    return passed({ ...own.value, assumptions: [...own.value.assumptions, caveat], usage });
  }
  return stopped({ ...own.problem, hint: failure.problem.message }, { ...own.details, usage });
}
