import type { NextFunction, Response } from 'express';
import type { Logger } from 'pino';
import { requestIdOf, type GatewayRequest } from './gateway-request.js';

/**
 * One line per request: method, path without its query (which may hold what a person typed), status, milliseconds, who.
 * Bodies, headers and questions are never logged.
 */
export function createRequestLog(log: Logger) {
  return (request: GatewayRequest, response: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    response.on('close', () => {
      const line = {
        request_id: requestIdOf(request),
        method: request.method,
        path: request.path.slice(0, 200),
        status: response.statusCode,
        duration_ms: Math.round((performance.now() - startedAt) * 10) / 10,
        username: request.session?.user.username,
        ...(response.writableFinished ? {} : { aborted: true }),
      };
      const isProbe = request.path === '/api/health' || request.path === '/api/ready';
      if (isProbe) log.debug(line, 'request');
      else log.info(line, 'request');
    });
    next();
  };
}
