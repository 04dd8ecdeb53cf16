import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import {
  AnswerSchema,
  RenameRequestSchema,
  SaveAnswerRequestSchema,
  SavedAnswerListSchema,
  SavedAnswerSchema,
  type RenameRequest,
  type SaveAnswerRequest,
  type SavedAnswer,
  type SavedAnswerList,
} from '@copilot/contracts';
import type { AnswerQuestion } from '../ask/answer-question.js';
import { sendAnswer } from '../ask/send-answer.js';
import { CurrentSession, RequestId } from '../auth/current-session.js';
import type { ConversationStore } from '../conversations/conversation-store.js';
import type { Session } from '../http/gateway-request.js';
import { ProblemError } from '../http/problem-error.js';
import { signalOf } from '../http/signal-of.js';
import { wellFormedText } from '../http/well-formed-text.js';
import { ANSWER_QUESTION, CONVERSATIONS, SAVED_ANSWERS } from '../injection-tokens.js';
import { Describe } from '../openapi/describe.js';
import type { SavedAnswerStore } from './saved-answer-store.js';
import { toSavedAnswer } from './to-saved-answer.js';

const SearchSchema = z.object({ q: wellFormedText(200).optional() });
type Search = z.infer<typeof SearchSchema>;

/** How many one person may keep. */
const most = 500;

@Controller('saved')
export class SavedController {
  constructor(
    @Inject(SAVED_ANSWERS) private readonly saved: SavedAnswerStore,
    @Inject(CONVERSATIONS) private readonly conversations: ConversationStore,
    @Inject(ANSWER_QUESTION) private readonly question: AnswerQuestion,
  ) {}

  @Get()
  @Describe({
    summary: 'Your saved answers, the newest first',
    description:
      '`q` looks for words in titles and questions. What is saved is how to compute an answer, never its rows.',
    ok: SavedAnswerListSchema,
    problems: [400],
  })
  async list(
    @CurrentSession() session: Session,
    @Query({ schema: SearchSchema }) search: Search,
  ): Promise<SavedAnswerList> {
    return { saved: await this.saved.list(session.user.username, search.q) };
  }

  @Post()
  @Describe({
    summary: 'Save one of your answers',
    description: '`as` says what runs when it is opened: the question, read anew, or what was understood of it.',
    ok: SavedAnswerSchema,
    okStatus: 201,
    problems: [400, 404, 409, 413, 415],
  })
  async save(
    @CurrentSession() session: Session,
    @Body({ schema: SaveAnswerRequestSchema }) body: SaveAnswerRequest,
  ): Promise<SavedAnswer> {
    const answer = await toSavedAnswer(body, session.user, this.conversations);
    const saved = await this.saved.add(session.user.username, answer, most);
    if (saved === null) throw new ProblemError('saved-answer.too-many');
    return saved;
  }

  @Get(':id')
  @Describe({ summary: 'One of your saved answers', ok: SavedAnswerSchema, problems: [404] })
  get(@CurrentSession() session: Session, @Param('id') id: string): Promise<SavedAnswer> {
    return this.find(session, id);
  }

  @Post(':id/run')
  @HttpCode(200)
  @Describe({
    summary: 'Compute a saved answer again',
    description: 'Under your scope of today, and audited like every question.',
    ok: AnswerSchema,
    problems: [403, 404, 429, 502, 503, 504],
  })
  async run(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Param('id') id: string,
    @Res() response: Response,
  ): Promise<void> {
    const saved = await this.find(session, id);
    const answering = this.question.answer({
      user: session.user,
      requestId,
      question: saved.question,
      query: saved.query ?? undefined,
      narrowing: saved.store_id === null ? {} : { store_id: saved.store_id },
      signal: signalOf(response),
    });
    sendAnswer(response, await answering);
  }

  @Patch(':id')
  @HttpCode(204)
  @Describe({ summary: 'Rename a saved answer', ok: null, problems: [400, 404, 413, 415] })
  async rename(
    @CurrentSession() session: Session,
    @Param('id') id: string,
    @Body({ schema: RenameRequestSchema }) body: RenameRequest,
  ): Promise<void> {
    const done = await this.saved.rename(session.user.username, id, body.title);
    if (!done) throw new ProblemError('saved-answer.not-found');
  }

  @Delete(':id')
  @HttpCode(204)
  @Describe({ summary: 'Delete a saved answer', ok: null, problems: [404] })
  async remove(@CurrentSession() session: Session, @Param('id') id: string): Promise<void> {
    const done = await this.saved.remove(session.user.username, id);
    if (!done) throw new ProblemError('saved-answer.not-found');
  }

  private async find(session: Session, id: string): Promise<SavedAnswer> {
    const found = await this.saved.get(session.user.username, id);
    if (found === null) throw new ProblemError('saved-answer.not-found');
    return found;
  }
}
