import type { NextFunction, Response } from 'express';
import { requestIdOf, type GatewayRequest } from './gateway-request.js';
import { ProblemError } from './problem-error.js';
import { toErrorBody } from './problem.filter.js';

/** Nest handles what lies below its prefix; the rest gets the same error body here instead of the HTML page of Express. */
export function refuseOutside(prefix: string) {
  return (request: GatewayRequest, response: Response, next: NextFunction): void => {
    if (request.path === prefix || request.path.startsWith(`${prefix}/`)) return next();
    const problem = new ProblemError('request.not-found');
    response.status(problem.status).json(toErrorBody(problem, requestIdOf(request)));
  };
}
