import { toRolePolicy } from '@copilot/contracts';
import type { Readiness, RunRequest, UserContext } from '@copilot/contracts';
import type { AnswerNeeds } from './answer-question.js';
import { answerQuestion } from './answer-question.js';
import { completeText } from './complete/complete-text.js';
import type { Service } from './http/create-server.js';
import type { PlannerInput } from './plan/semantic-planner.js';
import type { KnowledgeBase } from './retrieve/create-knowledge-base.js';
import type { RunLog } from './run/start-run.js';
import { writeLater } from './run/write-later.js';

export interface ServiceNeeds extends AnswerNeeds {
  readonly search: KnowledgeBase;
  readonly log: RunLog;
  readonly timeoutMs: number;
  /** The counts of this process, as Prometheus reads them. */
  readonly metrics: () => Promise<string>;
}

/** So many of the verified questions stand before those that the model suggests. */
const VERIFIED_SUGGESTIONS = 4;

/** Puts the stages behind the routes. */
export function createService(needs: ServiceNeeds): Service {
  const { semantic, writer } = needs.planning;
  const log = writeLater(needs.log);

  /** What the planner may know for suggestions and completions; without the data it still knows the model. */
  async function toPlannerInput(context: UserContext): Promise<PlannerInput> {
    const rolePolicy = toRolePolicy(needs.policy, context.role);
    const roleModel = semantic.roleModel(rolePolicy);
    const data = await needs.scopeData.load({ context, rolePolicy, roleModel, requestId: 'look-up' });
    const nothing = {
      values: new Map<string, string[]>(),
      clock: new Map<string, { min: string; max: string }>(),
      dataVersion: '',
    };
    return { rolePolicy, context, conversation: null, data: data.ok ? data.value : nothing };
  }

  async function checkDatabase(): Promise<'ok' | 'failed'> {
    try {
      await needs.users.lookUp('');
      return 'ok';
    } catch {
      return 'failed';
    }
  }

  return {
    answer: (request: RunRequest, { signal, onStage, onConcluded }) =>
      answerQuestion(request, needs, {
        requestId: request.request_id,
        timeoutMs: needs.timeoutMs,
        log,
        signal,
        onStage,
        onConcluded,
      }),
    catalog: (context) => semantic.catalog(toRolePolicy(needs.policy, context.role)),
    async suggestions(context) {
      const [verified, input] = await Promise.all([needs.search.verifiedOf(context.role), toPlannerInput(context)]);
      const vouched = verified.slice(0, VERIFIED_SUGGESTIONS).map(({ question }) => question);
      return [...new Set([...vouched, ...semantic.suggestions(input)])];
    },
    async complete(context, text) {
      const input = await toPlannerInput(context);
      if (semantic.complete !== undefined) return semantic.complete(text, input);
      return completeText(text, { catalog: semantic.catalog(input.rolePolicy), values: input.data.values });
    },
    indexKnowledge: () => needs.search.index(AbortSignal.timeout(60_000)),
    metrics: needs.metrics,
    async readiness(): Promise<Readiness> {
      const database = await checkDatabase();
      const model = writer === null ? 'not_configured' : writer.isAvailable() ? 'ok' : 'failed';
      return { status: database === 'ok' ? 'ready' : 'not_ready', checks: { database, workflow: 'ok', model } };
    },
  };
}
