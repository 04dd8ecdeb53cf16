import type { NextFunction, Response } from 'express';
import { requestIdOf, type GatewayRequest } from './gateway-request.js';
import { ProblemError } from './problem-error.js';
import { toErrorBody } from './problem.filter.js';

/**
 * Nest handles what lies below its prefix; the rest gets the same error body here instead of the HTML page of Express. An address with a NUL
 * character is nobody's: PostgreSQL cannot even be asked for it.
 */
export function refuseOutside(prefix: string) {
  return (request: GatewayRequest, response: Response, next: NextFunction): void => {
    const isOurs = request.path === prefix || request.path.startsWith(`${prefix}/`);
    if (isOurs && !request.path.includes('%00')) return next();
    const problem = new ProblemError(isOurs ? 'request.invalid' : 'request.not-found');
    response.status(problem.status).json(toErrorBody(problem, requestIdOf(request)));
  };
}
