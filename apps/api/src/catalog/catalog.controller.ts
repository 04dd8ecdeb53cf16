import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import {
  CatalogSchema,
  CompletionsSchema,
  SuggestionsSchema,
  type Catalog,
  type Completions,
  type Suggestions,
} from '@copilot/contracts';
import { CurrentSession } from '../auth/current-session.js';
import type { Session } from '../http/gateway-request.js';
import { ProblemError } from '../http/problem-error.js';
import type { RateLimiter } from '../http/rate-limiter.js';
import { signalOf } from '../http/signal-of.js';
import { wellFormedText } from '../http/well-formed-text.js';
import { COMPLETION_LIMITER, WORKFLOW } from '../injection-tokens.js';
import { Describe } from '../openapi/describe.js';
import type { Workflow } from '../workflow/workflow.js';

const CompleteQuerySchema = z.object({ q: wellFormedText(500) });
type CompleteQuery = z.infer<typeof CompleteQuerySchema>;

@Controller()
export class CatalogController {
  constructor(
    @Inject(WORKFLOW) private readonly workflow: Workflow,
    @Inject(COMPLETION_LIMITER) private readonly limiter: RateLimiter,
  ) {}

  @Get('schema')
  @Describe({
    summary: 'Views, metrics and dimensions of your role',
    ok: CatalogSchema,
    problems: [502, 503, 504],
  })
  schema(@CurrentSession() session: Session, @Res({ passthrough: true }) response: Response): Promise<Catalog> {
    return this.workflow.catalog(session.user, signalOf(response));
  }

  @Get('suggestions')
  @Describe({ summary: 'Questions worth asking', ok: SuggestionsSchema, problems: [502, 503, 504] })
  suggestions(
    @CurrentSession() session: Session,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Suggestions> {
    return this.workflow.suggestions(session.user, signalOf(response));
  }

  @Get('complete')
  @Describe({
    summary: 'How a question may go on while it is typed',
    ok: CompletionsSchema,
    problems: [400, 429, 502, 503, 504],
  })
  async complete(
    @CurrentSession() session: Session,
    @Query({ schema: CompleteQuerySchema }) query: CompleteQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Completions> {
    const rate = await this.limiter.take(session.user.username);
    if (!rate.allowed) throw new ProblemError('ask.rate', { retryAfterSeconds: rate.retryAfterSeconds });
    return this.workflow.complete(session.user, query.q, signalOf(response));
  }
}
