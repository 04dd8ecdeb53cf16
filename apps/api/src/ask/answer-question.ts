import { randomUUID } from 'node:crypto';
import type { Answer, Conversation, RunRequest, SemanticQuery, UserContext } from '@copilot/contracts';
import type { Logger } from 'pino';
import type { SecurityEvents } from '../auth/user-store.js';
import type { ConversationStore, StoredConversation } from '../conversations/conversation-store.js';
import { toRunTurns, toStoredTurn } from '../conversations/to-kept-turn.js';
import { ProblemError } from '../http/problem-error.js';
import type { RateDecision, RateLimiter } from '../http/rate-limiter.js';
import { narrowScope, type Narrowing } from '../scope/narrow-scope.js';
import type { Ahead, RunEvent, RunReply, Workflow } from '../workflow/workflow.js';
import type { RunningQuestions } from './running-questions.js';

/** A question as it came in, with who asks. */
export interface Asked {
  readonly user: UserContext;
  /** What became of its counting, where it was counted at the door. */
  readonly rate?: RateDecision | undefined;
  /** The version of the user's row that was read at the door, for the workflow to rely on. */
  readonly rowVersion?: string | undefined;
  /** Keeps what may be asked before the token is looked at again. */
  readonly keepAsker?: ((ahead: Ahead) => void) | undefined;
  readonly requestId: string;
  readonly question: string;
  /** An edited interpretation, which takes the place of planning. */
  readonly query?: SemanticQuery | undefined;
  readonly narrowing: Narrowing;
  readonly conversationId?: string | undefined;
  /** Aborted when the caller leaves. */
  readonly signal: AbortSignal;
}

export interface AnswerQuestion {
  answer(asked: Asked): Promise<Pick<RunReply, 'body'>>;
  /**
   * A question that stands alone, under a token that nobody has looked at since an earlier one.
   * *Returns* null where it must be looked at first.
   */
  answerAhead(asked: Asked, session: NonNullable<RunRequest['session']>): Promise<Pick<RunReply, 'body'> | null>;
  /** Resolves when the question has been taken; everything before that is an HTTP status. */
  stream(asked: Asked): Promise<AsyncIterable<RunEvent>>;
  /** Runs an exchange of `before` again under today's scope, without keeping it. */
  again(asked: Asked & { before: Conversation }): Promise<Answer>;
}

const longestTitle = 80;

/**
 * The trip of one question through the gateway: rate, scope, conversation, workflow, and the exchange is kept.
 * *Problems* `ask.rate`, `scope.*`, `conversation.not-found`, `service.*`, `workflow.*`.
 */
export function createAnswerQuestion(needs: {
  workflow: Workflow;
  conversations: ConversationStore;
  limiter: RateLimiter;
  running: RunningQuestions;
  events: SecurityEvents;
  log: Logger;
  now: () => number;
}): AnswerQuestion {
  return {
    answer: (asked) =>
      counted(asked, async (scope) => {
        const reply = await run(toKeptRun(asked, scope, await openConversation(asked)), asked.signal);
        if (!reply.isKept) await keep(asked, scope, reply.read());
        asked.keepAsker?.(reply.ahead);
        return reply;
      }),
    answerAhead: async (asked, session) => {
      const narrowed = narrowScope(asked.user, asked.narrowing);
      if (!narrowed.ok) return null;
      const leave = needs.running.enter(asked.user.username);
      try {
        const request = { ...toKeptRun(asked, narrowed.context, newConversation()), session };
        const reply = await needs.workflow.run(request, asked.signal);
        if (reply !== null && !reply.isKept) await keep(asked, narrowed.context, reply.read());
        return reply;
      } finally {
        leave();
      }
    },
    again: (asked) =>
      counted(asked, async (scope) => {
        return (await run(toRunRequest(asked, scope, asked.before), asked.signal)).read();
      }),
    stream: async (asked) => {
      const { scope, leave } = await admit(asked);
      try {
        const conversation = await openConversation(asked);
        const events = await needs.workflow.runStream(toKeptRun(asked, scope, conversation), asked.signal);
        return relay(asked, scope, events, leave);
      } catch (error) {
        leave();
        throw error;
      }
    },
  };

  async function run(request: RunRequest, signal: AbortSignal): Promise<RunReply> {
    const reply = await needs.workflow.run(request, signal);
    if (reply === null) throw new ProblemError('workflow.bad-reply');
    return reply;
  }

  async function counted<T>(asked: Asked, work: (scope: UserContext) => Promise<T>): Promise<T> {
    const { scope, leave } = await admit(asked);
    try {
      return await work(scope);
    } finally {
      leave();
    }
  }

  async function admit(asked: Asked): Promise<{ scope: UserContext; leave: () => void }> {
    const rate = asked.rate ?? (await needs.limiter.take(asked.user.username));
    if (!rate.allowed) throw new ProblemError('ask.rate', { retryAfterSeconds: rate.retryAfterSeconds });
    const narrowed = narrowScope(asked.user, asked.narrowing);
    if (!narrowed.ok) {
      await needs.events.append({
        event: 'access',
        outcome: 'refused',
        username: asked.user.username,
        role: asked.user.role,
        requestId: asked.requestId,
        detail: narrowed.problem,
      });
      throw new ProblemError(narrowed.problem);
    }
    return { scope: narrowed.context, leave: needs.running.enter(asked.user.username) };
  }

  async function openConversation(asked: Asked): Promise<Conversation> {
    const owner = asked.user.username;
    if (asked.conversationId === undefined) return newConversation();
    const found = await needs.conversations.get(owner, asked.conversationId);
    if (found === null) throw new ProblemError('conversation.not-found');
    return toRunConversation(found, asked.user);
  }

  async function* relay(
    asked: Asked,
    scope: UserContext,
    events: AsyncIterable<RunEvent>,
    leave: () => void,
  ): AsyncGenerator<RunEvent> {
    try {
      for await (const event of events) {
        if (event.kind === 'answer' && event.isKept !== true) await keep(asked, scope, event.answer);
        yield event;
      }
    } finally {
      leave();
    }
  }

  /** The answer is audited already; that it could not be added to the history is no reason to withhold it. */
  async function keep(asked: Asked, scope: UserContext, answer: Answer): Promise<void> {
    const turn = toStoredTurn({
      question: asked.question,
      answer,
      scope,
      createdAt: new Date(needs.now()).toISOString(),
    });
    try {
      const owner = asked.user.username;
      const id = answer.conversation_id;
      if (asked.conversationId !== undefined) await needs.conversations.appendTurn(owner, id, turn);
      else await needs.conversations.begin(owner, { id, title: toTitle(asked.question) }, turn);
    } catch (error) {
      needs.log.error({ request_id: asked.requestId, err: error }, 'the exchange was not added to its conversation');
    }
  }
}

/** Kept with its first exchange, so that a question that could not be asked leaves nothing behind. */
const newConversation = (): Conversation => ({ id: randomUUID(), turns: [] });

/** What the workflow may know of a conversation. */
export function toRunConversation(conversation: StoredConversation, user: UserContext): Conversation {
  return { id: conversation.id, turns: toRunTurns(conversation.turns, user) };
}

function toRunRequest(asked: Asked, scope: UserContext, conversation: Conversation): RunRequest {
  return {
    request_id: asked.requestId,
    question: asked.question,
    ...(asked.query === undefined ? {} : { query: asked.query }),
    user_context: scope,
    conversation,
  };
}

/** A run whose exchange is to be kept: best by the workflow, together with its record. */
function toKeptRun(asked: Asked, scope: UserContext, conversation: Conversation): RunRequest {
  const title = asked.conversationId === undefined ? toTitle(asked.question) : null;
  return { ...toRunRequest(asked, scope, conversation), keep: { title }, asker_version: asked.rowVersion };
}

function toTitle(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= longestTitle ? line : `${characters.slice(0, longestTitle - 1).join('')}…`;
}
