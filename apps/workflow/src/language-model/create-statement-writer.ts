import type { Problem, UserContext } from '@copilot/contracts';
import type { PlannedQuestion } from '../plan/planned-question.js';
import type { StageOutcome } from '../run/stage-outcome.js';
import { passed, stopped } from '../run/stage-outcome.js';
import type { ChatMessage } from './ask-model.js';
import type { PromptInput } from './build-prompt.js';
import { buildPrompt } from './build-prompt.js';
import type { ModelChain } from './create-model-chain.js';
import type { ModelBudget } from './create-model-budget.js';
import type { ModelFailure } from './model-failure.js';
import { toProblem } from './model-failure.js';
import type { ModelUsage } from './model-usage.js';
import { addUsage, noUsage } from './model-usage.js';
import type { Candidate } from './read-reply.js';
import { readReply } from './read-reply.js';
import type { ReplyCache } from './create-reply-cache.js';

export interface WriteRequest extends PromptInput {
  readonly context: UserContext;
  /** Changes when the data does; part of the key that replies are kept under. */
  readonly dataVersion: string;
  readonly deadlineMs: () => number;
  readonly signal: AbortSignal;
}

/** The language model as a planner: question in, candidate statements out. */
export interface StatementWriter {
  write(request: WriteRequest): Promise<StageOutcome<PlannedQuestion>>;
  /** For readiness: whether a model may be asked now. */
  isAvailable(): boolean;
}

const MAX_REPAIRS = 2;

/** Puts chain, prompt and reply reading together. Its statements are as hostile as their source: only the guard makes them runnable. */
export function createStatementWriter(needs: {
  readonly chain: ModelChain;
  readonly budget: ModelBudget;
  readonly cache: ReplyCache;
}): StatementWriter {
  async function ask(
    request: WriteRequest,
    messages: readonly ChatMessage[],
    repairsLeft: number,
    before: ModelUsage,
  ): Promise<StageOutcome<PlannedQuestion>> {
    const { username } = request.context;
    if (!(await needs.budget.allows(username, before))) return failed({ kind: 'over-budget' }, before);
    const outcome = await needs.chain.ask({ messages, deadlineMs: request.deadlineMs(), signal: request.signal });
    const usage = addUsage(before, outcome.usage);
    if (!outcome.ok) return failed(outcome.failure, usage);
    const candidates = readReply(outcome.text);
    if (candidates.length === 0) return failed({ kind: 'no-sql' }, usage, outcome.model);
    return passed(planned(request, messages, repairsLeft, { candidates, model: outcome.model, usage }));
  }

  function planned(
    request: WriteRequest,
    messages: readonly ChatMessage[],
    repairsLeft: number,
    reply: { readonly candidates: readonly Candidate[]; readonly model: string; readonly usage: ModelUsage },
  ): PlannedQuestion {
    const repair = (problem: Problem): Promise<StageOutcome<PlannedQuestion>> =>
      ask(
        request,
        [...messages.slice(0, 2), ...repairMessages(reply.candidates, problem)],
        repairsLeft - 1,
        reply.usage,
      );
    return {
      planner: 'llm',
      model: reply.model,
      candidates: reply.candidates,
      query: null,
      words: [],
      assumptions: ['A language model wrote this query; check that it means what you asked.'],
      confidence: null,
      restated: null,
      steps: [],
      definitions: [],
      usage: reply.usage,
      ...(repairsLeft > 0 ? { repair } : {}),
      keep: () => needs.cache.keep(request, { candidates: reply.candidates, model: reply.model }),
    };
  }

  return {
    isAvailable: () => needs.chain.isAvailable(),
    async write(request) {
      const messages = buildPrompt(request);
      const kept = needs.cache.find(request);
      if (kept !== null) return passed(planned(request, messages, 0, { ...kept, usage: noUsage }));
      return ask(request, messages, MAX_REPAIRS, noUsage);
    },
  };
}

function failed(failure: ModelFailure, usage: ModelUsage, model: string | null = null): StageOutcome<never> {
  return stopped(toProblem(failure), { planner: 'llm', model, usage });
}

/** Why the query was refused, in general words: a hostile model learns nothing about the rules from it. */
function repairMessages(candidates: readonly Candidate[], problem: Problem): ChatMessage[] {
  const reason = problem.code.startsWith('database.')
    ? 'The database could not run this query: check column names, types and grouping.'
    : 'This query is not one plain SELECT over the listed views and columns with common functions.';
  return [
    { role: 'assistant', content: JSON.stringify({ sql: candidates[0]?.sql.slice(0, 2_000) ?? null }) },
    { role: 'user', content: `${reason} Write it again. Reply with JSON only: {"sql": "SELECT ..."}.` },
  ];
}
