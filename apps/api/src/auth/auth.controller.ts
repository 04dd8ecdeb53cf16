import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import {
  LoginRequestSchema,
  LoginResponseSchema,
  UserContextSchema,
  type LoginRequest,
  type LoginResponse,
  type UserContext,
} from '@copilot/contracts';
import { Describe } from '../openapi/describe.js';
import { LOGIN, SECURITY_EVENTS, USERS } from '../injection-tokens.js';
import { by, type Session } from '../http/gateway-request.js';
import { Open } from './auth.guard.js';
import { ClientAddress, CurrentSession, RequestId } from './current-session.js';
import type { Login } from './login.js';
import type { SecurityEvents, UserStore } from './user-store.js';

@Controller('auth')
export class AuthController {
  constructor(
    @Inject(LOGIN) private readonly login: Login,
    @Inject(USERS) private readonly users: UserStore,
    @Inject(SECURITY_EVENTS) private readonly events: SecurityEvents,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Open()
  @Describe({
    summary: 'Sign in',
    description: 'A wrong name, a wrong password and a disabled user get the same 401.',
    ok: LoginResponseSchema,
    problems: [400, 401, 413, 415, 429],
    open: true,
  })
  signIn(
    @Body({ schema: LoginRequestSchema }) body: LoginRequest,
    @ClientAddress() address: string,
    @RequestId() requestId: string,
  ): Promise<LoginResponse> {
    return this.login({ ...body, address, requestId });
  }

  @Get('me')
  @Describe({ summary: 'Who the token belongs to, with the role and stores of today', ok: UserContextSchema })
  me(@CurrentSession() session: Session): UserContext {
    return session.user;
  }

  @Post('logout-everywhere')
  @HttpCode(204)
  @Describe({ summary: 'End all tokens of the caller, this one included', ok: null })
  async signOutEverywhere(@CurrentSession() session: Session, @RequestId() requestId: string): Promise<void> {
    await this.users.endSessions(session.user.username);
    await this.events.append({ event: 'logout.everywhere', outcome: 'ok', ...by(session), requestId });
  }

  @Post('logout')
  @HttpCode(204)
  @Describe({ summary: 'End the token', ok: null })
  async signOut(@CurrentSession() session: Session, @RequestId() requestId: string): Promise<void> {
    await this.users.revokeToken(session.tokenId, session.expiresAt);
    await this.events.append({ event: 'logout', outcome: 'ok', ...by(session), requestId });
  }
}
