import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RECENT_ASKERS, SECURITY_EVENTS, TOKENS, USERS } from '../injection-tokens.js';
import { requestIdOf, type GatewayRequest, type Session } from '../http/gateway-request.js';
import { ProblemError } from '../http/problem-error.js';
import { toStandingAlone, type RecentAskers } from './create-recent-askers.js';
import { toUserContext } from './login.js';
import { readBearer } from './read-bearer.js';
import type { Ahead } from '../workflow/workflow.js';
import type { Token, Tokens } from './tokens.js';
import type { SecurityEvents, UserStore } from './user-store.js';

const OPEN = 'copilot:open';
const ADMIN_ONLY = 'copilot:admin-only';
const COUNTS_AS_QUESTION = 'copilot:counts-as-question';
const MAY_ASK_AHEAD = 'copilot:may-ask-ahead';

/** Marks a route that needs no token. Everything else does. */
export const Open = (): ClassDecorator & MethodDecorator => SetMetadata(OPEN, true);
/** Marks a route for administrators. */
export const AdminOnly = (): ClassDecorator & MethodDecorator => SetMetadata(ADMIN_ONLY, true);

/** Marks a route that asks a question: it is counted against the user's rate together with the look at the session. */
export const CountsAsQuestion = (): MethodDecorator => SetMetadata(COUNTS_AS_QUESTION, true);
/** Marks a route whose questions may come before the session is looked at again. */
export const MayAskAhead = (): MethodDecorator => SetMetadata(MAY_ASK_AHEAD, true);

/** Lets a request through with a living token of an active user, whose row is read again each time. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(TOKENS) private readonly tokens: Tokens,
    @Inject(USERS) private readonly users: UserStore,
    @Inject(SECURITY_EVENTS) private readonly events: SecurityEvents,
    @Inject(RECENT_ASKERS) private readonly recent: RecentAskers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marked = (key: string): boolean =>
      this.reflector.getAllAndOverride<boolean>(key, [context.getHandler(), context.getClass()]) === true;
    if (marked(OPEN)) return true;

    const request = context.switchToHttp().getRequest<GatewayRequest>();
    const token = await this.readToken(request.headers.authorization);
    const question = marked(MAY_ASK_AHEAD) ? toStandingAlone(request.body) : null;
    const session = await this.look(token, marked(COUNTS_AS_QUESTION), question);
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

  private async readToken(authorization: string | undefined): Promise<Token> {
    const text = readBearer(authorization);
    const token = text === null ? null : await this.tokens.verify(text);
    if (token === null) throw new ProblemError('auth.invalid-token');
    return token;
  }

  /** Looks at the token's user, and counts the question against the rate in the same trip. */
  private async look(token: Token, isQuestion: boolean, question: string | null): Promise<Session> {
    const { tokenId, expiresAt } = token;
    const found = isQuestion ? await this.users.findSessionForQuestion(token) : null;
    const row = isQuestion ? (found?.user ?? null) : await this.users.findSession(token);
    if (row === null || !row.active) throw new ProblemError('auth.invalid-token');
    const user = toUserContext(row);
    const { rate, rowVersion, use } = found ?? {};
    const keepAsker =
      question === null || rowVersion === undefined || use === undefined
        ? undefined
        : (ahead: Ahead) => this.recent.keep(tokenId, question, { user, rowVersion, use }, ahead);
    return { user, tokenId, expiresAt, rate, rowVersion, keepAsker };
  }
}
