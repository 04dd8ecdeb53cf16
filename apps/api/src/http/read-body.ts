import { isUtf8 } from 'node:buffer';
import { json, type NextFunction, type Response } from 'express';
import type { GatewayRequest } from './gateway-request.js';
import { findIllFormedText } from './find-ill-formed-text.js';
import { ProblemError } from './problem-error.js';

export const bodyLimitBytes = 32 * 1024;
/** The deepest message of the contracts has a handful of levels. */
const deepestLevel = 32;

const parseJson = json({
  limit: bodyLimitBytes,
  inflate: false,
  strict: true,
  type: () => true,
  // Noted rather than thrown: body-parser would write its own status into the error.
  verify: (request, _response, bytes) => {
    if (!isUtf8(bytes)) notUtf8.add(request);
  },
});
const notUtf8 = new WeakSet<object>();

/**
 * Reads a JSON body of at most 32 kB and 32 levels. Another content type, an encoding, broken JSON, NUL characters and lone surrogates end here,
 * so that nothing behind it meets text that PostgreSQL cannot store.
 */
export function readBody(request: GatewayRequest, response: Response, next: NextFunction): void {
  if (!hasBody(request)) return next();
  if (!isJsonInUtf8(request.headers['content-type'])) return next(new ProblemError('request.content-type'));
  parseJson(request, response, (error?: unknown) => {
    if (notUtf8.has(request)) return next(invalid('The body is not valid UTF-8'));
    if (error !== undefined) return next(toProblem(error));
    if (isTooDeep(request.body)) return next(invalid(`body: must not be nested more than ${deepestLevel} deep`));
    const path = findIllFormedText(request.body);
    if (path !== undefined) return next(invalid(`${path}: must not contain NUL characters or unpaired surrogates`));
    if (hasPrototypeMember(request.body)) return next(invalid('body: must not have members of an object prototype'));
    next();
  });
}

/** Level by level, without recursion: 32 kB of brackets are enough to overflow the stack of whatever walks them by calling itself. */
function isTooDeep(body: unknown): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestLevel) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}

const prototypeMembers = ['__proto__', 'constructor', 'prototype'];

function hasPrototypeMember(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (prototypeMembers.some((name) => Object.hasOwn(value, name))) return true;
  return Object.values(value).some(hasPrototypeMember);
}

function invalid(message: string): ProblemError {
  return new ProblemError('request.invalid', { message });
}

function hasBody(request: GatewayRequest): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

function isJsonInUtf8(contentType: string | undefined): boolean {
  const [type, ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  return type?.trim() === 'application/json' && (charset === undefined || /^charset="?utf-?8"?$/.test(charset));
}

/** Body-parser's errors carry a `type`; the wording of its messages quotes the body, so none of it is passed on. */
function toProblem(error: unknown): Error {
  if (error instanceof ProblemError) return error;
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  switch (type) {
    case 'entity.too.large':
      return new ProblemError('request.too-large');
    case 'entity.parse.failed':
      return invalid('The body is not valid JSON: send an object');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new ProblemError('request.content-type');
    default:
      return new ProblemError('request.invalid', { message: 'The body could not be read', cause: error });
  }
}
