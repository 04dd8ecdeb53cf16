import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { FeedbackRequestSchema, type FeedbackRequest } from '@copilot/contracts';
import { CurrentSession } from '../auth/current-session.js';
import type { ConversationStore } from '../conversations/conversation-store.js';
import type { Session } from '../http/gateway-request.js';
import { ProblemError } from '../http/problem-error.js';
import { CONVERSATIONS, FEEDBACK } from '../injection-tokens.js';
import { Describe } from '../openapi/describe.js';
import type { FeedbackStore } from './feedback-store.js';

@Controller('feedback')
export class FeedbackController {
  constructor(
    @Inject(FEEDBACK) private readonly feedback: FeedbackStore,
    @Inject(CONVERSATIONS) private readonly conversations: ConversationStore,
  ) {}

  @Post()
  @HttpCode(204)
  @Describe({
    summary: 'Judge one of your answers',
    description: 'A later judgement of the same answer replaces the earlier one.',
    ok: null,
    problems: [400, 404, 413, 415],
  })
  async judge(
    @CurrentSession() session: Session,
    @Body({ schema: FeedbackRequestSchema }) body: FeedbackRequest,
  ): Promise<void> {
    const username = session.user.username;
    const conversation = await this.conversations.findByRequest(username, body.request_id);
    if (conversation === null) throw new ProblemError('answer.not-found');
    await this.feedback.add({
      requestId: body.request_id,
      username,
      rating: body.rating,
      comment: body.comment ?? null,
    });
  }
}
