import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import {
  AnswerSchema,
  AskRequestSchema,
  QueryRequestSchema,
  type AskRequest,
  type QueryRequest,
} from '@copilot/contracts';
import { CountsAsQuestion, MayAskAhead } from '../auth/auth.guard.js';
import { CurrentSession, RequestId } from '../auth/current-session.js';
import type { ExportAnswer } from '../export/export-answer.js';
import type { GatewayRequest, Session } from '../http/gateway-request.js';
import { signalOf } from '../http/signal-of.js';
import { sendAnswer } from './send-answer.js';
import { ANSWER_QUESTION, EXPORT_ANSWER, LOG } from '../injection-tokens.js';
import { Describe } from '../openapi/describe.js';
import type { AnswerQuestion, Asked } from './answer-question.js';
import { sendRunEvents } from './send-run-events.js';

const asking = [400, 403, 404, 413, 415, 429, 502, 503, 504];
const ExportQuerySchema = z.object({ format: z.enum(['csv', 'xlsx'], 'must be csv or xlsx').default('csv') });
type ExportQuery = z.infer<typeof ExportQuerySchema>;

@Controller()
export class AskController {
  constructor(
    @Inject(ANSWER_QUESTION) private readonly question: AnswerQuestion,
    @Inject(EXPORT_ANSWER) private readonly exportAnswer: ExportAnswer,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  @Post('ask')
  @CountsAsQuestion()
  @MayAskAhead()
  @HttpCode(200)
  @Describe({
    summary: 'Ask a question in plain language',
    description:
      '`role` and `store_id` only narrow what the token allows. `status` says what became of the question; all five are 200.',
    ok: AnswerSchema,
    problems: asking,
  })
  async ask(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Body({ schema: AskRequestSchema }) body: AskRequest,
    @Res() response: Response,
  ): Promise<void> {
    const asked = { ...toAsked(session, requestId, body, response), keepAsker: session.keepAsker };
    sendAnswer(response, await this.question.answer(asked));
  }

  @Post('ask/stream')
  @CountsAsQuestion()
  @HttpCode(200)
  @Describe({
    summary: 'Ask a question and watch it run',
    description:
      'Server-sent events: `stage` for each stage, then one `answer` with the body of `POST /ask`, or one `error`.',
    ok: AnswerSchema,
    contentType: 'text/event-stream',
    problems: asking,
  })
  async stream(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Body({ schema: AskRequestSchema }) body: AskRequest,
    @Req() request: GatewayRequest,
    @Res() response: Response,
  ): Promise<void> {
    const events = await this.question.stream(toAsked(session, requestId, body, response));
    await sendRunEvents(events, { request, response, log: this.log });
  }

  @Post('query')
  @CountsAsQuestion()
  @HttpCode(200)
  @Describe({
    summary: 'Run a semantic query',
    description: 'The structured form that `explain.interpretation` shows; same checks, same answer.',
    ok: AnswerSchema,
    problems: asking,
  })
  async query(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Body({ schema: QueryRequestSchema }) body: QueryRequest,
    @Res() response: Response,
  ): Promise<void> {
    const question = body.question ?? 'edited query';
    const asked = { ...toAsked(session, requestId, { ...body, question }, response), query: body.query };
    sendAnswer(response, await this.question.answer(asked));
  }

  @Get('ask/:request_id/export')
  @Describe({
    summary: 'The rows of an answer as a file',
    description: 'The question is asked again under the scope of today. Cells cannot run as formulas.',
    ok: 'file',
    problems: [400, 403, 404, 409, 429, 502, 503, 504],
  })
  async export(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Param('request_id') exported: string,
    @Query({ schema: ExportQuerySchema }) query: ExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const file = await this.exportAnswer({
      user: session.user,
      requestId,
      exported,
      format: query.format,
      signal: signalOf(response),
    });
    response.setHeader('content-type', file.contentType);
    response.setHeader('content-disposition', `attachment; filename="${file.name}"`);
    response.send(file.content);
  }
}

function toAsked(session: Session, requestId: string, body: AskRequest, response: Response): Asked {
  return {
    user: session.user,
    rate: session.rate,
    rowVersion: session.rowVersion,
    requestId,
    question: body.question,
    narrowing: { role: body.role, store_id: body.store_id },
    conversationId: body.conversation_id,
    signal: signalOf(response),
  };
}
