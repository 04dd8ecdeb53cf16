import type { NextFunction, Response } from 'express';
import { AskRequestSchema } from '@copilot/contracts';
import { toStandingAlone, type RecentAskers } from '../auth/create-recent-askers.js';
import { readBearer } from '../auth/read-bearer.js';
import type { Tokens } from '../auth/tokens.js';
import { requestIdOf, type GatewayRequest } from '../http/gateway-request.js';
import { signalOf } from '../http/signal-of.js';
import type { AnswerQuestion } from './answer-question.js';
import { sendAnswer } from './send-answer.js';

/**
 * Hands on a question whose token was looked at a moment ago, in front of the routes: the token, the user's row, the rate and the data are
 * looked at when its record is written, or nothing is answered and the request goes on to its route like any other.
 */
export function createAskAhead(needs: {
  readonly tokens: Pick<Tokens, 'verify'>;
  readonly recent: RecentAskers;
  readonly question: Pick<AnswerQuestion, 'answerAhead'>;
}) {
  return (request: GatewayRequest, response: Response, next: NextFunction): void => {
    if (request.method !== 'POST' || request.path !== '/api/ask') return next();
    askAhead(request, response).then((isAnswered) => {
      if (!isAnswered) next();
    }, next);
  };

  async function askAhead(request: GatewayRequest, response: Response): Promise<boolean> {
    const text = toStandingAlone(request.body);
    const bearer = readBearer(request.headers.authorization);
    if (text === null || bearer === null) return false;
    const token = await needs.tokens.verify(bearer);
    const asker = token === null ? null : needs.recent.find(token.tokenId, text);
    const asked = asker === null ? undefined : AskRequestSchema.safeParse(request.body).data;
    if (token === null || asker === null || asked === undefined) return false;
    const { user, rowVersion, use } = asker;
    const { tokenId, expiresAt } = token;
    request.session = { user, tokenId, expiresAt, rowVersion };
    const question = {
      user,
      rowVersion,
      requestId: requestIdOf(request),
      question: asked.question,
      narrowing: { role: asked.role, store_id: asked.store_id },
      signal: signalOf(response),
    };
    const reply = await needs.question.answerAhead(question, { token_id: tokenId, ...use });
    if (reply === null) {
      needs.recent.forget(tokenId);
      delete request.session;
      return false;
    }
    sendAnswer(response, reply);
    return true;
  }
}
