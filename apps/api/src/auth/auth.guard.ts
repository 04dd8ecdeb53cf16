import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SECURITY_EVENTS, TOKENS, USERS } from '../injection-tokens.js';
import { requestIdOf, type GatewayRequest, type Session } from '../http/gateway-request.js';
import { ProblemError } from '../http/problem-error.js';
import { toUserContext } from './login.js';
import type { Token, Tokens } from './tokens.js';
import type { CountedSession, SecurityEvents, StoredUser, UserStore } from './user-store.js';

const OPEN = 'copilot:open';
const ADMIN_ONLY = 'copilot:admin-only';
const COUNTS_AS_QUESTION = 'copilot:counts-as-question';

/** Marks a route that needs no token. Everything else does. */
export const Open = (): ClassDecorator & MethodDecorator => SetMetadata(OPEN, true);
/** Marks a route for administrators. */
export const AdminOnly = (): ClassDecorator & MethodDecorator => SetMetadata(ADMIN_ONLY, true);

/** Marks a route that asks a question: it is counted against the user's rate together with the look at the session. */
export const CountsAsQuestion = (): MethodDecorator => SetMetadata(COUNTS_AS_QUESTION, true);

/** Lets a request through with a living token of an active user, whose row is read again each time. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(TOKENS) private readonly tokens: Tokens,
    @Inject(USERS) private readonly users: UserStore,
    @Inject(SECURITY_EVENTS) private readonly events: SecurityEvents,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marked = (key: string): boolean =>
      this.reflector.getAllAndOverride<boolean>(key, [context.getHandler(), context.getClass()]) === true;
    if (marked(OPEN)) return true;

    const request = context.switchToHttp().getRequest<GatewayRequest>();
    const session = await this.readSession(request.headers.authorization, marked(COUNTS_AS_QUESTION));
    if (session === null) throw new ProblemError('auth.invalid-token');
    request.session = session;

    if (marked(ADMIN_ONLY) && session.user.role !== 'admin') {
      await this.events.append({
        event: 'access',
        outcome: 'refused',
        username: session.user.username,
        role: session.user.role,
        requestId: requestIdOf(request),
        detail: 'scope.admin-only',
      });
      throw new ProblemError('scope.admin-only');
    }
    return true;
  }

  private async readSession(authorization: string | undefined, isQuestion: boolean): Promise<Session | null> {
    const text = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(authorization ?? '')?.[1];
    const token = text === undefined ? null : await this.tokens.verify(text);
    if (token === null) return null;
    const { user, rate, rowVersion } = await this.findSession(token, isQuestion);
    if (user === null || !user.active) return null;
    return { user: toUserContext(user), tokenId: token.tokenId, expiresAt: token.expiresAt, rate, rowVersion };
  }

  private async findSession(
    token: Token,
    isQuestion: boolean,
  ): Promise<Omit<Partial<CountedSession>, 'user'> & { user: StoredUser | null }> {
    if (!isQuestion) return { user: await this.users.findSession(token) };
    return (await this.users.findSessionForQuestion(token)) ?? { user: null };
  }
}
