import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  ConversationDetailSchema,
  ConversationIdSchema,
  ConversationListSchema,
  RenameRequestSchema,
  type ConversationDetail,
  type ConversationList,
  type RenameRequest,
} from '@copilot/contracts';
import { CurrentSession } from '../auth/current-session.js';
import type { Session } from '../http/gateway-request.js';
import { wellFormedText } from '../http/well-formed-text.js';
import { ProblemError } from '../http/problem-error.js';
import { CONVERSATIONS } from '../injection-tokens.js';
import { Describe } from '../openapi/describe.js';
import type { ConversationStore } from './conversation-store.js';
import { toKeptTurn } from './to-kept-turn.js';

const SearchSchema = z.object({ q: wellFormedText(200).optional() });
type Search = z.infer<typeof SearchSchema>;

@Controller('conversations')
export class ConversationsController {
  constructor(@Inject(CONVERSATIONS) private readonly conversations: ConversationStore) {}

  @Get()
  @Describe({
    summary: 'Your conversations, the one used last first',
    description: '`q` looks for words in titles and questions.',
    ok: ConversationListSchema,
    problems: [400],
  })
  async list(
    @CurrentSession() session: Session,
    @Query({ schema: SearchSchema }) search: Search,
  ): Promise<ConversationList> {
    return { conversations: await this.conversations.list(session.user.username, search.q) };
  }

  @Get(':id')
  @Describe({
    summary: 'One of your conversations with its exchanges',
    description: 'What an exchange saw beyond your scope of today is withheld.',
    ok: ConversationDetailSchema,
    problems: [404],
  })
  async get(@CurrentSession() session: Session, @Param('id') id: string): Promise<ConversationDetail> {
    const found = await this.conversations.get(session.user.username, checkedId(id));
    if (found === null) throw new ProblemError('conversation.not-found');
    return { ...found, turns: found.turns.map((turn) => toKeptTurn(turn, session.user)) };
  }

  @Patch(':id')
  @HttpCode(204)
  @Describe({ summary: 'Rename a conversation', ok: null, problems: [400, 404, 413, 415] })
  async rename(
    @CurrentSession() session: Session,
    @Param('id') id: string,
    @Body({ schema: RenameRequestSchema }) body: RenameRequest,
  ): Promise<void> {
    const done = await this.conversations.rename(session.user.username, checkedId(id), body.title);
    if (!done) throw new ProblemError('conversation.not-found');
  }

  @Delete(':id')
  @HttpCode(204)
  @Describe({ summary: 'Delete a conversation', ok: null, problems: [404] })
  async remove(@CurrentSession() session: Session, @Param('id') id: string): Promise<void> {
    const done = await this.conversations.remove(session.user.username, checkedId(id));
    if (!done) throw new ProblemError('conversation.not-found');
  }
}

/** An id of another form is one that does not exist. */
function checkedId(id: string): string {
  if (!ConversationIdSchema.safeParse(id).success) throw new ProblemError('conversation.not-found');
  return id;
}
