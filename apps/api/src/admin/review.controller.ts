import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  FeedbackListSchema,
  VerifiedQuestionListSchema,
  VerifiedQuestionSchema,
  VerifyQuestionRequestSchema,
  type FeedbackList,
  type VerifiedQuestion,
  type VerifiedQuestionList,
  type VerifyQuestionRequest,
} from '@copilot/contracts';
import { AdminOnly } from '../auth/auth.guard.js';
import { CurrentSession, RequestId } from '../auth/current-session.js';
import type { SecurityEvents } from '../auth/user-store.js';
import type { FeedbackStore, VerifiedQuestionStore } from '../feedback/feedback-store.js';
import { by, type Session } from '../http/gateway-request.js';
import { ProblemError } from '../http/problem-error.js';
import { FEEDBACK, SECURITY_EVENTS, VERIFIED_QUESTIONS } from '../injection-tokens.js';
import { Describe } from '../openapi/describe.js';

const FeedbackQuerySchema = z.object({
  reviewed: z.enum(['true', 'false'], 'must be true or false').optional(),
  rating: z.enum(['up', 'down'], 'must be up or down').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
type FeedbackQuery = z.infer<typeof FeedbackQuerySchema>;

const ReviewSchema = z.strictObject({ reviewed: z.boolean() });
type Review = z.infer<typeof ReviewSchema>;

/** What people thought of their answers, and the verified questions that administrators make from it. */
@Controller('admin')
@AdminOnly()
export class ReviewController {
  constructor(
    @Inject(FEEDBACK) private readonly feedback: FeedbackStore,
    @Inject(VERIFIED_QUESTIONS) private readonly verified: VerifiedQuestionStore,
    @Inject(SECURITY_EVENTS) private readonly events: SecurityEvents,
  ) {}

  @Get('feedback')
  @Describe({
    summary: 'The review list, newest first',
    ok: FeedbackListSchema,
    problems: [400, 403],
  })
  async listFeedback(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Query({ schema: FeedbackQuerySchema }) query: FeedbackQuery,
  ): Promise<FeedbackList> {
    const reviewed = query.reviewed === undefined ? undefined : query.reviewed === 'true';
    const feedback = await this.feedback.list({ reviewed, rating: query.rating, limit: query.limit });
    await this.events.append({ event: 'feedback.read', outcome: 'ok', ...by(session), requestId });
    return { feedback };
  }

  @Patch('feedback/:id')
  @HttpCode(204)
  @Describe({ summary: 'Mark feedback as reviewed or not', ok: null, problems: [400, 403, 404, 413, 415] })
  async review(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Param('id') id: string,
    @Body({ schema: ReviewSchema }) body: Review,
  ): Promise<void> {
    if (!(await this.feedback.setReviewed(id, body.reviewed))) throw new ProblemError('feedback.not-found');
    await this.events.append({ event: 'feedback.review', outcome: 'ok', ...by(session), requestId, detail: id });
  }

  @Get('verified-questions')
  @Describe({ summary: 'All verified questions', ok: VerifiedQuestionListSchema, problems: [403] })
  async listVerified(): Promise<VerifiedQuestionList> {
    return { verified_questions: await this.verified.list() };
  }

  @Post('verified-questions')
  @HttpCode(201)
  @Describe({
    summary: 'Vouch for the SQL of a question',
    description: 'The same question is replaced. `feedback_id` marks that feedback as reviewed.',
    ok: VerifiedQuestionSchema,
    okStatus: 201,
    problems: [400, 403, 413, 415],
  })
  async verify(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Body({ schema: VerifyQuestionRequestSchema }) body: VerifyQuestionRequest,
  ): Promise<VerifiedQuestion> {
    const { feedback_id: feedbackId, ...question } = body;
    const username = session.user.username;
    const added = await this.verified.add({ ...question, verifiedBy: username });
    if (feedbackId !== undefined) await this.feedback.setReviewed(feedbackId, true);
    await this.events.append({
      event: 'verified-question.add',
      outcome: 'ok',
      ...by(session),
      requestId,
      detail: added.id,
    });
    return added;
  }

  @Delete('verified-questions/:id')
  @HttpCode(204)
  @Describe({ summary: 'Withdraw a verified question', ok: null, problems: [403, 404] })
  async withdraw(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Param('id') id: string,
  ): Promise<void> {
    if (!(await this.verified.remove(id))) throw new ProblemError('verified-question.not-found');
    await this.events.append({
      event: 'verified-question.remove',
      outcome: 'ok',
      ...by(session),
      requestId,
      detail: id.slice(0, 40),
    });
  }
}
