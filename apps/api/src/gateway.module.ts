import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Logger } from 'pino';
import { ReviewController } from './admin/review.controller.js';
import type { UserAdministration } from './admin/user-administration.js';
import { UsersController } from './admin/users.controller.js';
import { createAnswerQuestion } from './ask/answer-question.js';
import { AskController } from './ask/ask.controller.js';
import type { RunningQuestions } from './ask/running-questions.js';
import { AuditController } from './audit/audit.controller.js';
import type { AuditStore } from './audit/audit-store.js';
import { AuthController } from './auth/auth.controller.js';
import { AuthGuard } from './auth/auth.guard.js';
import { createLogin } from './auth/login.js';
import { createRecentAskers } from './auth/create-recent-askers.js';
import { createTokens } from './auth/tokens.js';
import type { LoginLimiter, SecurityEvents, UserStore } from './auth/user-store.js';
import { CatalogController } from './catalog/catalog.controller.js';
import type { ConversationStore } from './conversations/conversation-store.js';
import { ConversationsController } from './conversations/conversations.controller.js';
import { createExportAnswer } from './export/export-answer.js';
import { FeedbackController } from './feedback/feedback.controller.js';
import type { FeedbackStore, VerifiedQuestionStore } from './feedback/feedback-store.js';
import { HealthController } from './health/health.controller.js';
import { createReadReadiness } from './health/readiness.js';
import { createRateLimiter, type RateLimiter } from './http/rate-limiter.js';
import * as inject from './injection-tokens.js';
import { SavedController } from './saved/saved.controller.js';
import type { SavedAnswerStore } from './saved/saved-answer-store.js';
import type { Workflow } from './workflow/workflow.js';

/** Everything that the gateway does not make itself. */
export interface Dependencies {
  readonly log: Logger;
  readonly now: () => number;
  readonly users: UserStore;
  readonly userAdministration: UserAdministration;
  readonly loginLimiter: LoginLimiter;
  readonly askLimiter: RateLimiter;
  readonly events: SecurityEvents;
  readonly conversations: ConversationStore;
  readonly savedAnswers: SavedAnswerStore;
  readonly feedback: FeedbackStore;
  readonly verifiedQuestions: VerifiedQuestionStore;
  readonly audit: AuditStore;
  readonly workflow: Workflow;
  readonly running: RunningQuestions;
  readonly pingDatabase: () => Promise<void>;
  readonly jwtSecret: string;
  readonly jwtSecretPrevious?: string | undefined;
  readonly tokenLifetimeSeconds: number;
  readonly askRatePerMinute: number;
}

/** Typing asks more often than people do. */
const completionsPerQuestion = 10;

@Module({})
export class GatewayModule {
  /** The whole wiring: what each controller is given. */
  static with(needs: Dependencies): DynamicModule {
    const tokens = createTokens({
      secret: needs.jwtSecret,
      previousSecret: needs.jwtSecretPrevious,
      lifetimeSeconds: needs.tokenLifetimeSeconds,
      now: needs.now,
    });
    const login = createLogin({ users: needs.users, tokens, limiter: needs.loginLimiter, events: needs.events });
    const question = createAnswerQuestion({ ...needs, limiter: needs.askLimiter });
    const exportAnswer = createExportAnswer({ question, conversations: needs.conversations });
    const readiness = createReadReadiness({ ...needs, isStopping: () => needs.running.draining });
    const completionLimiter = createRateLimiter({
      limit: needs.askRatePerMinute * completionsPerQuestion,
      windowMs: 60_000,
      now: needs.now,
    });
    return {
      module: GatewayModule,
      controllers: [
        AuthController,
        AskController,
        CatalogController,
        ConversationsController,
        SavedController,
        FeedbackController,
        AuditController,
        UsersController,
        ReviewController,
        HealthController,
      ],
      providers: [
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: inject.LOG, useValue: needs.log },
        { provide: inject.USERS, useValue: needs.users },
        { provide: inject.USER_ADMINISTRATION, useValue: needs.userAdministration },
        { provide: inject.TOKENS, useValue: tokens },
        { provide: inject.RECENT_ASKERS, useValue: createRecentAskers(needs.now) },
        { provide: inject.LOGIN, useValue: login },
        { provide: inject.SECURITY_EVENTS, useValue: needs.events },
        { provide: inject.WORKFLOW, useValue: needs.workflow },
        { provide: inject.ANSWER_QUESTION, useValue: question },
        { provide: inject.EXPORT_ANSWER, useValue: exportAnswer },
        { provide: inject.COMPLETION_LIMITER, useValue: completionLimiter },
        { provide: inject.CONVERSATIONS, useValue: needs.conversations },
        { provide: inject.SAVED_ANSWERS, useValue: needs.savedAnswers },
        { provide: inject.FEEDBACK, useValue: needs.feedback },
        { provide: inject.VERIFIED_QUESTIONS, useValue: needs.verifiedQuestions },
        { provide: inject.AUDIT, useValue: needs.audit },
        { provide: inject.READINESS, useValue: readiness },
      ],
    };
  }
}
