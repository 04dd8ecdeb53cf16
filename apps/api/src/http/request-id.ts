import { randomUUID } from 'node:crypto';
import type { NextFunction, Response } from 'express';
import type { GatewayRequest } from './gateway-request.js';

const wellFormed = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** Gives every request an id: the caller's own when it is well-formed, a new one otherwise. It is returned in `x-request-id`. */
export function assignRequestId(request: GatewayRequest, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && wellFormed.test(given) ? given : randomUUID();
  request.requestId = id;
  response.setHeader('x-request-id', id);
  next();
}
