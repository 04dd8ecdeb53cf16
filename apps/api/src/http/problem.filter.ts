import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ErrorBody } from '@copilot/contracts';
import type { Response } from 'express';
import type { Logger } from 'pino';
import type { AllowedMethods } from './allowed-methods.js';
import { requestIdOf, type GatewayRequest } from './gateway-request.js';
import { isDatabaseFault } from './is-database-fault.js';
import { ProblemError } from './problem-error.js';

/** Turns whatever a request ended with into the one error body; a fault of ours is logged once, here, with its cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly needs: { log: Logger; allowedMethods: AllowedMethods }) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<GatewayRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.toProblem(error, request);
    if (problem.status >= 500) {
      this.needs.log.error(
        { request_id: requestIdOf(request), code: problem.code, err: problem.cause ?? error },
        'failed',
      );
    }
    if (response.headersSent) {
      response.end();
      return;
    }
    for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
    if (problem.retryAfterSeconds !== undefined) {
      response.setHeader('retry-after', String(Math.max(1, Math.ceil(problem.retryAfterSeconds))));
    }
    if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
    response.status(problem.status).json(toErrorBody(problem, requestIdOf(request)));
  }

  private toProblem(error: unknown, request: GatewayRequest): ProblemError {
    if (error instanceof ProblemError) return error;
    if (error instanceof NotFoundException) return this.notFound(request);
    if (error instanceof HttpException && error.getStatus() < 500) return new ProblemError('request.invalid');
    if (error instanceof URIError) return new ProblemError('request.not-found');
    if (isDatabaseFault(error)) return new ProblemError('database.unreachable', { retryAfterSeconds: 2, cause: error });
    return new ProblemError('internal', { cause: error });
  }

  private notFound(request: GatewayRequest): ProblemError {
    const methods = this.needs.allowedMethods(request.originalUrl.split('?')[0] ?? '');
    if (methods.length === 0) return new ProblemError('request.not-found');
    return new ProblemError('request.method-not-allowed', { headers: { allow: methods.join(', ') } });
  }
}

/** The body of every error: status, its name, one sentence, the request id. Nothing else. */
export function toErrorBody(problem: ProblemError, requestId: string): ErrorBody {
  return {
    statusCode: problem.status,
    error: STATUS_CODES[problem.status] ?? 'Error',
    message: problem.message,
    request_id: requestId,
  };
}
