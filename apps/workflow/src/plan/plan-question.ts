import type { Problem, RolePolicy, RunRequest } from '@copilot/contracts';
import type { StatementWriter } from '../language-model/create-statement-writer.js';
import { toProblem } from '../language-model/model-failure.js';
import type { Knowledge, VerifiedQuestion } from '../retrieve/retrieve-knowledge.js';
import type { Run } from '../run/start-run.js';
import type { StageOutcome, Stopped } from '../run/stage-outcome.js';
import { passed, stopped } from '../run/stage-outcome.js';
import { chooseExamples } from './choose-examples.js';
import type { PlannedQuestion } from './planned-question.js';
import type { PlannerInput, SemanticPlan, SemanticPlanner } from './semantic-planner.js';

export interface PlanNeeds {
  readonly mode: 'semantic' | 'llm' | 'auto';
  readonly semantic: SemanticPlanner;
  /** `null` without a key. */
  readonly writer: StatementWriter | null;
  /** Readings of the built-in planner below this confidence are put to the language model as well; absent: only those it is not sure of. */
  readonly secondReadingBelow?: number;
}

/** Below this the built-in planner's reading gives way to that of the language model, where there is one. */
const SURE = 0.6;
const CANCELLED = 'language-model.cancelled';
/** Left for guard, execution and audit when the language model takes its whole time. */
const RESERVED_MS = 6_000;

/**
 * Chooses who plans. An edited interpretation is compiled. A verified question that says the same comes before every planner, and gives way
 * to them when its statement is refused today. Otherwise, in `auto`: the built-in planner where it is sure, then the language model, and
 * the built-in planner's own word when that one fails. Where both have a reading, the surer one answers and the other is read beside it.
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
  const { same, nearest } = knowledge.verified;
  const planned = (): Promise<StageOutcome<PlannedQuestion>> =>
    planAnew({ request, rolePolicy, knowledge, run, needs, input });
  if (same !== null && !leansOnTalk(request)) return passed({ ...fromVerified(same), repair: planned });
  const outcome = await planned();
  if (outcome.ok || outcome.details?.suggestions === undefined) return outcome;
  const suggestions = [...nearest.map(({ question }) => question), ...outcome.details.suggestions];
  return stopped(outcome.problem, { ...outcome.details, suggestions: [...new Set(suggestions)] });
}

/** Whether the words mean something only after what was said before. */
function leansOnTalk({ question, conversation }: RunRequest): boolean {
  if ((conversation?.turns.length ?? 0) === 0) return false;
  return (
    /^\W*(and|but|or|only|just|what about|how about|same|now|instead|then|also|plus|with|without|excluding|by|in|for)\b/i.test(
      question,
    ) || /\b(it|its|that|those|these|them|they|their|he|his|she|her|same|instead|previous|above)\b/i.test(question)
  );
}

/** One question with all that its planning may look at. */
interface Asked {
  readonly request: RunRequest;
  readonly rolePolicy: RolePolicy;
  readonly knowledge: Knowledge;
  readonly run: Run;
  readonly needs: PlanNeeds;
  readonly input: PlannerInput;
}

async function planAnew(asked: Asked): Promise<StageOutcome<PlannedQuestion>> {
  const { request, needs, input } = asked;
  if (needs.mode === 'llm') return write(asked);
  const builtIn = needs.semantic.plan(request.question, input);
  if (isFinal(builtIn, needs)) return fromSemantic(builtIn);
  if (needs.mode === 'semantic' || needs.writer === null) return fromSemantic(builtIn);
  const written = await write(asked);
  if (builtIn.kind === 'planned' && builtIn.confidence >= SURE) return withSecond(builtIn, written);
  return written.ok ? withReading(written.value, builtIn) : fallBack(builtIn, written);
}

/** A sure plan, or a refusal: what must not be answered is not taken to the language model either. */
const isFinal = (plan: SemanticPlan, { secondReadingBelow }: PlanNeeds): boolean =>
  plan.kind === 'refuse' || (plan.kind === 'planned' && plan.confidence >= Math.max(SURE, secondReadingBelow ?? 0));

/** The built-in planner's answer, with what the language model made of the question; when that failed, without. */
function withSecond(builtIn: SemanticPlan, written: StageOutcome<PlannedQuestion>): StageOutcome<PlannedQuestion> {
  if (!written.ok && written.problem.code === CANCELLED) return written;
  const own = fromSemantic(builtIn);
  if (!own.ok) return own;
  if (written.ok) return passed({ ...own.value, second: written.value, usage: written.value.usage });
  return passed({ ...own.value, usage: written.details?.usage });
}

async function write({
  request,
  rolePolicy,
  knowledge,
  run,
  needs,
  input,
}: Asked): Promise<StageOutcome<PlannedQuestion>> {
  if (needs.writer === null) return stopped(toProblem({ kind: 'no-key' }), { planner: 'llm' });
  return needs.writer.write({
    question: request.question,
    context: request.user_context,
    rolePolicy,
    roleModel: needs.semantic.roleModel(rolePolicy),
    notes: knowledge.notes,
    examples: chooseExamples(request.question, knowledge.verified.nearest, input, needs.semantic),
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
 * is read beside the model's where it had an unsure one. When the model's statement is refused to the end, that reading answers.
 */
function withReading(written: PlannedQuestion, builtIn: SemanticPlan): StageOutcome<PlannedQuestion> {
  const { repair } = written;
  const own = fromSemantic(builtIn);
  const answerOneself = (problem: Problem): StageOutcome<PlannedQuestion> =>
    fallBack(builtIn, { ok: false, problem, details: { usage: written.usage } });
  return passed({
    ...written,
    words: builtIn.words,
    ...(own.ok ? { second: own.value } : {}),
    ...(repair === undefined
      ? own.ok && { repair: (problem) => Promise.resolve(answerOneself(problem)) }
      : {
          repair: async (problem) => {
            const again = await repair(problem);
            if (again.ok) return withReading(again.value, builtIn);
            return own.ok ? fallBack(builtIn, again) : again;
          },
        }),
  });
}

/** The language model failed: the built-in planner's unsure reading with a caveat, or its question back, and why there is no more. */
function fallBack(builtIn: SemanticPlan, failure: Stopped): StageOutcome<PlannedQuestion> {
  if (failure.problem.code === CANCELLED) return failure;
  const own = fromSemantic(builtIn);
  const usage = failure.details?.usage;
  if (own.ok) {
    const caveat = `${failure.problem.message} This is the built-in planner's reading; it is not sure of it.`;
    return passed({ ...own.value, assumptions: [...own.value.assumptions, caveat], usage });
  }
  return stopped({ ...own.problem, hint: failure.problem.message }, { ...own.details, usage });
}
