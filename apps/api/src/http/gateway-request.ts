import type { Request } from 'express';
import type { UserContext } from '@copilot/contracts';
import type { Ahead } from '../workflow/workflow.js';
import type { RateDecision } from './rate-limiter.js';

/** Who is asking, as the user's row says now, and the token that said who it is. */
export interface Session {
  readonly user: UserContext;
  readonly tokenId: string;
  readonly expiresAt: Date;
  /** Where the request is a question: it is counted already, and this is what became of it. */
  readonly rate?: RateDecision | undefined;
  /** With `rate`: which version of the user's row that was. */
  readonly rowVersion?: string | undefined;
  /** Keeps what this token may ask before it is looked at again. */
  readonly keepAsker?: ((ahead: Ahead) => void) | undefined;
}

/** An HTTP request on its way through the gateway; `session` is there behind the auth guard. */
export interface GatewayRequest extends Request {
  requestId?: string;
  session?: Session;
}

/** The id that stands in logs, error bodies, answers and audit records. */
export function requestIdOf(request: GatewayRequest): string {
  return request.requestId ?? 'unknown';
}

/** Whose doing a security event is. */
export function by(session: Session): { username: string; role: string } {
  return { username: session.user.username, role: session.user.role };
}
