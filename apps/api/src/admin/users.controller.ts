import { Body, Controller, Get, Inject, Param, Patch } from '@nestjs/common';
import {
  ManagedUserListSchema,
  ManagedUserSchema,
  UserChangeSchema,
  type ManagedUser,
  type ManagedUserList,
  type UserChange,
} from '@copilot/contracts';
import { AdminOnly } from '../auth/auth.guard.js';
import { CurrentSession, RequestId } from '../auth/current-session.js';
import type { SecurityEvents } from '../auth/user-store.js';
import { findIllFormedText } from '../http/find-ill-formed-text.js';
import { by, type Session } from '../http/gateway-request.js';
import { ProblemError } from '../http/problem-error.js';
import { SECURITY_EVENTS, USER_ADMINISTRATION } from '../injection-tokens.js';
import { Describe } from '../openapi/describe.js';
import { changeUser } from './change-user.js';
import type { UserAdministration } from './user-administration.js';

@Controller('admin/users')
@AdminOnly()
export class UsersController {
  constructor(
    @Inject(USER_ADMINISTRATION) private readonly users: UserAdministration,
    @Inject(SECURITY_EVENTS) private readonly events: SecurityEvents,
  ) {}

  @Get()
  @Describe({ summary: 'All users', ok: ManagedUserListSchema, problems: [403] })
  async list(@CurrentSession() session: Session, @RequestId() requestId: string): Promise<ManagedUserList> {
    const users = await this.users.list();
    await this.events.append({ event: 'user.read', outcome: 'ok', ...by(session), requestId });
    return { users };
  }

  @Patch(':username')
  @Describe({
    summary: 'Enable, disable, change role or stores',
    description:
      'Takes effect with the next request of that user. You cannot disable yourself or change your own role.',
    ok: ManagedUserSchema,
    problems: [400, 403, 404, 409, 413, 415],
  })
  async change(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Param('username') username: string,
    @Body({ schema: UserChangeSchema }) body: UserChange,
  ): Promise<ManagedUser> {
    if (username.length > 128 || findIllFormedText(username) !== undefined) throw new ProblemError('user.not-found');
    const user = await changeUser(this.users, session.user.username, username, body);
    await this.events.append({
      event: 'user.change',
      outcome: 'ok',
      ...by(session),
      requestId,
      detail: `${username}: ${JSON.stringify(body)}`.slice(0, 500),
    });
    return user;
  }
}
